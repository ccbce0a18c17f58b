import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCatalogueFetcher } from '../../../src/adapters/catalogues/catalogue-fetcher.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { CatalogueSource } from '../../../src/core/catalogues/catalogue-source.ts';
import type { FetchMark } from '../../../src/core/catalogues/ports.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { serve } from '../http/servers.ts';

const text = 'version: 1\nroles: []\n';
const fetcher = createCatalogueFetcher(createNodeHttp({}), systemClock);
const from = (place: CatalogueSource['from'], known?: FetchMark) =>
  fetcher.fetch({ source: { id: 'team' as CatalogueId, from: place }, ...(known && { known }) });

describe('a catalogue at an address', () => {
  it.each([
    ['entity tag', 'etag', '"a"', 'if-none-match'],
    ['date', 'last-modified', 'Sun, 01 Mar 2026 12:00:00 GMT', 'if-modified-since'],
  ])('is asked for by its %s the next time', async (_name, given, value, asked) => {
    const server = await serve((request, response) =>
      request.headers[asked] === value
        ? response.writeHead(304).end()
        : response.writeHead(200, { [given]: value }).end(text),
    );
    const place = { kind: 'url', url: `${server.url}/roles.yaml?key=1` } as const;
    expect(await from(place)).toEqual({ kind: 'text', text, mark: { etag: value } });
    expect(await from(place, { etag: value })).toEqual({ kind: 'unchanged' });
  });

  it.each([
    [404, {}, 'catalogue_not_found'],
    [401, {}, 'catalogue_forbidden'],
    [403, {}, 'catalogue_forbidden'],
    [429, { 'retry-after': '600' }, 'catalogue_throttled'],
    [500, {}, 'catalogue_failed'],
    [302, { location: 'http://127.0.0.1:9/' }, 'network_redirected'],
    [200, { 'content-type': 'text/html' }, 'catalogue_not_text'],
  ] as const)('answers %i %o: that is said, and not what its query holds', async (status, headers, code) => {
    const server = await serve((_request, response) => response.writeHead(status, headers).end('x'));
    const error = await failure(from({ kind: 'url', url: `${server.url}/roles.yaml?key=secret` }));
    expect(error.code).toBe(code);
    expect(JSON.stringify(error.details)).not.toContain('secret');
    if (code === 'catalogue_not_found') expect(error.details).toMatchObject({ missing: 'address' });
    if (code === 'catalogue_forbidden') expect(error.details).toMatchObject({ address: true });
  });
});

describe('a catalogue in a file', () => {
  it('is read, and known by its content the next time', async () => {
    const path = await fileWith(text);
    const first = await from({ kind: 'file', path });
    expect(first).toMatchObject({ kind: 'text', text });
    const known = first.kind === 'text' ? (first.mark ?? {}) : {};
    expect(await from({ kind: 'file', path }, known)).toEqual({ kind: 'unchanged' });
    await writeFile(path, `${text}# more\n`);
    expect((await from({ kind: 'file', path }, known)).kind).toBe('text');
  });

  it('says what is in its place: nothing, a folder, far too much', async () => {
    const path = await fileWith('#'.repeat(5_000_001));
    expect((await failure(from({ kind: 'file', path }))).code).toBe('catalogue_too_large');
    for (const other of [`${path}.none`, join(path, '..')]) {
      const error = await failure(from({ kind: 'file', path: other }));
      expect(error).toMatchObject({ code: 'catalogue_unreadable', details: { path: other } });
    }
  });
});

async function fileWith(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'roles.yaml');
  await writeFile(path, content);
  return path;
}
