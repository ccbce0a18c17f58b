import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpHost } from '../../support/electron-host.ts';
import { startElectronHost } from '../../support/electron-host.ts';
import { startProxy } from '../../support/proxy.ts';
import { failure } from '../adapters/oidc-rig.ts';
import { useHosts, type Hosts } from './doors.ts';
import { closedPort, serve } from './servers.ts';

// What Chromium does by itself, as long as nobody tells it not to. Node has no such habits.

/** Found by these tests in an Electron that is left as it is, so that a clean result means something. */
const careless = {
  entry: new URL('./careless-entry.ts', import.meta.url),
  start: startElectronHost,
};
const app = { entry: new URL('./electron-entry.ts', import.meta.url), start: startElectronHost };

/** Marks every part of a request and of its reply. */
const mark = (part: string): string => `canary-${part}-7f3a`;

/** Makes requests full of canaries, then ends the host so that it writes what it wants to keep. */
async function leaveTraces(host: HttpHost): Promise<void> {
  const server = await serve((_request, response) => {
    response
      .writeHead(200, {
        'content-type': 'text/plain',
        'cache-control': 'max-age=3600',
        'set-cookie': `${mark('cookie')}=1; Max-Age=3600; Path=/`,
        'x-reply': mark('reply-header'),
      })
      .end(mark('reply-body').repeat(100));
  });
  const headers = { authorization: `Bearer ${mark('header')}` };
  const url = (where: string): string => `${where}/${mark('path')}?token=${mark('query')}`;
  await host.http.send({ method: 'GET', url: url(server.url), headers });
  await host.http.send({ method: 'POST', url: url(server.url), headers, body: mark('body') });
  await failure(
    host.http.send({ method: 'GET', url: url(`http://127.0.0.1:${await closedPort()}`), headers }),
  );
  expect(await host.end()).toBe(0);
}

/** @returns the names of all files below a folder that hold a canary */
async function canaries(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(3);
  const found = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file);
      const texts = [
        bytes.toString('latin1'),
        bytes.toString('utf16le'),
        bytes.subarray(1).toString('utf16le'),
      ];
      return `${file}${texts.join()}`.includes('canary-') ? [file] : [];
    }),
  );
  return found.flat();
}

describe('on the disk', () => {
  const careful = useHosts(app);
  const control = useHosts(careless);

  it('nothing of requests and replies is left, where an Electron left as it is keeps them', async () => {
    const [ours, theirs] = await Promise.all([careful.open(), control.open()]);
    await Promise.all([leaveTraces(ours), leaveTraces(theirs)]);
    expect(await canaries(theirs.home)).not.toEqual([]);
    expect(await canaries(ours.home)).toEqual([]);
    expect(ours.output()).not.toContain('canary-');
  });
});

describe('on the wire', () => {
  const careful = useHosts(app);
  const control = useHosts(careless);

  it('there is nothing but our own requests, where an Electron left as it is phones home', async () => {
    const server = await serve((_request, response) => response.end('ok'));
    const launch = async (hosts: Hosts) => {
      const proxy = await startProxy({ to: server.port });
      onTestFinished(() => proxy.close());
      return {
        proxy,
        host: await hosts.open({ env: { HTTP_PROXY: proxy.url(), HTTPS_PROXY: proxy.url() } }),
      };
    };
    // Ours starts first: whatever it has to say by itself it has said when the other one has.
    const ours = await launch(careful);
    const url = 'http://gitlab.example.com/token';
    await ours.host.http.send({ method: 'GET', url });
    const theirs = await launch(control);
    await theirs.host.http.send({ method: 'GET', url });
    await theirs.proxy.asked(({ line }) => !line.includes('gitlab.example.com'));
    await ours.host.http.send({ method: 'POST', url });
    expect(ours.proxy.lines()).toEqual([`GET ${url}`, `POST ${url}`]);
    expect(await ours.host.end()).toBe(0);
    expect(ours.proxy.lines()).toHaveLength(2);
  });
});
