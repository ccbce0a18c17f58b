import { appendFile, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createActivityFile } from '../../../../src/adapters/system/activity-file.ts';
import type { ActivityEntry } from '../../../../src/core/activity.ts';

const entry: ActivityEntry = {
  at: 1_700_000_000_000,
  deed: { kind: 'deliver', sink: 'profile', profile: 'prod' },
  by: { kind: 'command', command: 'exec', program: 'aws' },
  role: { id: 'prod', name: '本番 / Admin', accountId: '123456789012', readOnly: true },
  identity: 'work',
  user: 'ada',
  until: 1_700_000_003_600,
  failed: 'role_refused',
};
const other: ActivityEntry = { at: entry.at + 1, deed: { kind: 'lock' }, by: { kind: 'app' } };

let home: string;
let state: string;
let path: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tobira-activity-'));
  state = join(home, 'state');
  path = join(state, 'activity.jsonl');
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the file of what was done', () => {
  it('gives back what was put there, for this user alone', async () => {
    const file = createActivityFile({ state });
    await file.append(entry);
    await file.append(other);
    expect(await createActivityFile({ state }).load()).toEqual({ entries: [entry, other], worn: false });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(state)).mode & 0o777).toBe(0o700);
  });

  it('is empty where there is none', async () => {
    expect(await createActivityFile({ state }).load()).toEqual({ entries: [], worn: false });
  });

  it('survives a line that was cut short, whoever wrote it', async () => {
    await createActivityFile({ state }).append(entry);
    await appendFile(path, '{"at":17000');
    const file = createActivityFile({ state });
    await file.append(other);
    expect(await file.load()).toEqual({ entries: [entry, other], worn: true });
  });

  it.each([
    ['no JSON', 'hello'],
    ['another shape', '{"at":"yesterday"}'],
    ['a deed that nobody knows', JSON.stringify({ ...other, deed: { kind: 'dance' } })],
    ['a sink that nobody knows', JSON.stringify({ ...entry, deed: { kind: 'deliver', sink: 'toString' } })],
  ])('leaves out %s', async (_what, line) => {
    await mkdir(state);
    await writeFile(path, `${line}\n${JSON.stringify(other)}\n`);
    expect(await createActivityFile({ state }).load()).toEqual({ entries: [other], worn: true });
  });

  it('is written anew as a whole, and goes away with its last entry', async () => {
    const file = createActivityFile({ state });
    await file.append(entry);
    await file.replace([other]);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(other)}\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await file.replace([]);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    await file.append(entry);
    expect((await file.load()).entries).toEqual([entry]);
  });

  it('reads the end of a file that is far too long', async () => {
    await mkdir(state);
    await writeFile(path, `${'x'.repeat(3_000_000)}\n${JSON.stringify(other)}\n`);
    expect(await createActivityFile({ state }).load()).toEqual({ entries: [other], worn: true });
  });

  it('writes through no link', async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(state);
    await writeFile(elsewhere, '');
    await symlink(elsewhere, path);
    await expect(createActivityFile({ state }).append(entry)).rejects.toThrow();
    expect(await readFile(elsewhere, 'utf8')).toBe('');
  });

  it('says with a code of its own that it could not be replaced', async () => {
    await writeFile(state, 'a file in the place of the folder');
    await expect(createActivityFile({ state }).replace([entry])).rejects.toMatchObject({
      code: 'file_failed',
    });
  });
});
