import { mkdtemp, readdir, rm } from 'node:fs/promises';
import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeOwnerLock, type OwnerLock } from '../../../../src/adapters/owner/owner-lock.ts';

// A look at the folder that is overtaken by events: the one thing here that no real process does on request.
vi.mock('node:fs/promises', async (original) => ({ ...(await original<typeof files>()), readdir: vi.fn() }));
const { readdir: realReaddir } = await vi.importActual<typeof files>('node:fs/promises');

let folder: string;
let held: OwnerLock[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-lock-'));
  held = [];
  vi.mocked(readdir as (path: string) => Promise<string[]>).mockImplementation((path) => realReaddir(path));
});
afterEach(async () => {
  for (const lock of held) await lock.release();
  await rm(folder, { recursive: true, force: true });
});

async function take(): Promise<OwnerLock | undefined> {
  const lock = await takeOwnerLock(folder);
  if (lock !== undefined) held.push(lock);
  return lock;
}

describe.runIf(process.platform === 'linux')('a starter that looked long ago', () => {
  test('does not get the lock by a number that is free again', async () => {
    for (let time = 1; time <= 12; time++) await (await take())?.release();
    expect(await take()).toBeDefined();
    expect(await realReaddir(folder)).not.toContain('lock.3');
    // It saw number 2 as the last, and answers to nobody; 3 has been cleared up since.
    vi.mocked(readdir as (path: string) => Promise<string[]>).mockResolvedValueOnce(['lock.1', 'lock.2']);
    expect(await takeOwnerLock(folder)).toBeUndefined();
  });

  test('does not get the lock by the number of the one who was faster', async () => {
    expect(await take()).toBeDefined();
    vi.mocked(readdir as (path: string) => Promise<string[]>).mockResolvedValueOnce([]);
    expect(await takeOwnerLock(folder)).toBeUndefined();
  });
});
