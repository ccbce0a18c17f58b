import { describe, expect, it, vi } from 'vitest';
import { createCatalogueReader } from '../../../src/adapters/system/catalogue-thread.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { hasCode } from '../../../src/core/errors.ts';
import type { CatalogueId } from '../../../src/core/model.ts';
import { failure } from './oidc-rig.ts';

const program = new URL('../../support/reading-thread.mjs', import.meta.url);
const id = 'team' as CatalogueId;

function readerOn(place: string | URL, longestMs?: number) {
  const log = { warn: vi.fn() };
  const clock =
    longestMs === undefined
      ? systemClock
      : { after: (_ms: number, task: () => void) => systemClock.after(longestMs, task) };
  return { log, reader: createCatalogueReader({ program: place, clock, log }) };
}

const one = 'version: 1\nroles:\n  - id: a\n    roleArn: arn:aws:iam::123456789012:role/A\n';

describe('a catalogue that is read on a thread of its own', () => {
  it('comes to its roles, and to complaints with their places', async () => {
    const { reader, log } = readerOn(program);
    const [plain, faulty] = await Promise.all([
      reader.read(id, one),
      reader.read(id, `${one}    color: pink\n  - id: b\n    roleArn: nonsense\n`),
    ]);
    expect(plain).toMatchObject({ identities: [], complaints: [], roles: [{ id: 'a', name: 'a' }] });
    expect(faulty.roles).toEqual([]);
    expect(faulty.complaints).toMatchObject([
      { line: 5, column: 12, complaint: { kind: 'wrong', key: 'color' } },
      { line: 7, column: 14, complaint: { kind: 'wrong', key: 'roleArn' } },
    ]);
    expect(log.warn).not.toHaveBeenCalled();
  });

  it('is read on this thread where no other comes up, and the log says so', async () => {
    const { reader, log } = readerOn(new URL('./no-such-program.js', import.meta.url));
    expect((await reader.read(id, one)).roles).toHaveLength(1);
    expect(log.warn).toHaveBeenCalledWith('catalogue.no-thread', expect.anything());
  });

  it.each([
    ['no YAML', 'roles: [', 'syntax'],
    ['a sentence', 'Not found', 'no-mapping'],
    ['brackets without end', `roles: ${'['.repeat(60_000)}`, 'too-deep'],
    ['another version', 'version: 2\nroles: []\n', 'wrong'],
    ['two documents', `${one}---\n${one}`, 'second-document'],
  ])('is broken where it is %s', async (_name, text, kind) => {
    const error = await failure(readerOn(program).reader.read(id, text));
    expect(hasCode(error, 'catalogue_broken') && error.details.complaints?.[0]?.complaint.kind).toBe(kind);
    expect(error.details).toMatchObject({ catalogue: 'team', problems: [expect.any(String)] });
  });

  it('is too long beyond 20,000 roles', async () => {
    const roles = Array.from({ length: 20_001 }, (_none, index) => `  - {id: r${index}}\n`);
    const error = await failure(readerOn(program).reader.read(id, `version: 1\nroles:\n${roles.join('')}`));
    expect([error.code, error.details]).toEqual([
      'catalogue_too_long',
      { catalogue: 'team', roles: 20_001, most: 20_000 },
    ]);
  });

  it('is given up after its time, and the next one is read', async () => {
    const { reader } = readerOn(new URL('../../support/silent-thread.mjs', import.meta.url), 300);
    const error = await failure(reader.read(id, one));
    expect(error.code).toBe('catalogue_broken');
  });
});
