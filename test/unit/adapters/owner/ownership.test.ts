import { fork } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readOwnerPid } from '../../../../src/adapters/owner/owner-pid.ts';
import { takeOwnership, type Ownership } from '../../../../src/adapters/owner/ownership.ts';

let home: string;
let folder: string;
let path: string;
const held: Ownership[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tobira-owner-'));
  folder = join(home, 'run');
  path = join(folder, 'owner.sock');
});
afterEach(async () => {
  for (const ownership of held.splice(0)) await ownership.release();
  await rm(home, { recursive: true, force: true });
});

async function take(answer = 'hello'): Promise<Ownership | undefined> {
  const ownership = await takeOwnership(path, (connection) => connection.end(answer));
  if (ownership !== undefined) held.push(ownership);
  return ownership;
}

async function release(ownership: Ownership | undefined): Promise<void> {
  held.splice(0);
  await ownership?.release();
}

function greeting(): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(path);
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe.skipIf(process.platform === 'win32')('the one owner', () => {
  test('listens in a folder and at a socket that only this user may use', async () => {
    const before = process.umask(0);
    try {
      await take();
    } finally {
      process.umask(before);
    }
    expect(await greeting()).toBe('hello');
    expect(await mode(folder)).toBe('700');
    expect(await mode(path)).toBe('600');
    for (const name of await readdir(folder)) expect(await mode(join(folder, name)), name).toBe('600');
  });

  test('notes which process it is, for as long as it is the owner', async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, 'owner.pid'), '1\n');
    const ownership = await take();
    expect(await readOwnerPid(path)).toBe(process.pid);
    await release(ownership);
    expect(await readOwnerPid(path)).toBeUndefined();
  });

  test('is one, however many start at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, n) => take(`owner ${n}`)));
    const [winner, ...more] = all.flatMap((ownership, n) => (ownership === undefined ? [] : [n]));
    expect(more).toEqual([]);
    expect(await greeting()).toBe(`owner ${winner ?? 'nobody'}`);
  });

  test('is the same as before where another tries later', async () => {
    await take('first');
    expect(await takeOwnership(path, (connection) => connection.end('second'))).toBeUndefined();
    expect(await greeting()).toBe('first');
  });

  test('makes room for the next one', async () => {
    await release(await take('first'));
    await expect(greeting()).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await take('second')).toBeDefined();
    expect(await greeting()).toBe('second');
  });

  test('replaces the socket of one that was killed', async () => {
    const script = join(home, 'holder.mjs');
    await mkdir(folder, { mode: 0o700 });
    await writeFile(
      script,
      `import { createServer } from 'node:net';
       createServer().listen(process.argv[2], () => process.send('ready'));`,
    );
    const holder = fork(script, [path], { execArgv: [], stdio: 'ignore' });
    await new Promise((resolve) => holder.once('message', resolve));
    const gone = new Promise((resolve) => holder.once('exit', resolve));
    holder.kill('SIGKILL');
    await gone;
    expect((await stat(path)).isSocket()).toBe(true);

    expect(await take()).toBeDefined();

    expect(await greeting()).toBe('hello');
  });

  test('replaces what else lies in its place', async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(path, 'no socket');
    expect(await take()).toBeDefined();
    expect(await greeting()).toBe('hello');
  });

  test('closes a folder that others could enter', async () => {
    await mkdir(folder);
    await chmod(folder, 0o777);
    await take();
    expect(await mode(folder)).toBe('700');
  });

  test("does not follow a link that stands in the folder's place", async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, folder);
    await expect(take()).rejects.toMatchObject({ code: 'file_failed', details: { path: folder } });
    expect(await readdir(elsewhere)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('the lock of the one owner', () => {
  const locks = async () => (await readdir(folder)).filter((name) => name.startsWith('lock.')).sort();

  test('has a number that is used once: the next one takes a higher', async () => {
    await release(await take());
    expect(await locks()).toEqual(['lock.1']);
    await release(await take());
    expect(await locks()).toEqual(['lock.1', 'lock.2']);
  });

  test('leaves few numbers behind, however often it is taken', async () => {
    for (let time = 1; time <= 20; time++) await release(await take());
    expect((await locks()).length).toBeLessThanOrEqual(8);
    expect(await locks()).toContain('lock.20');
  });

  test('clears up what starters that were killed have left', async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, '.0123abcd'), '');
    await take();
    expect(await readdir(folder)).not.toContain('.0123abcd');
  });

  test('is in no name space that other users can reach', async () => {
    const names = async (): Promise<readonly string[]> =>
      (await readFile('/proc/net/unix', 'utf8')).match(/@\S*tobira\S*/g) ?? [];
    const before = await names();
    await take();
    expect((await names()).filter((name) => !before.includes(name))).toEqual([]);
  });

  test('is given up where the socket cannot be made', async () => {
    const long = join(folder, 'x'.repeat(120));
    await expect(takeOwnership(long, () => undefined)).rejects.toMatchObject({
      code: 'file_failed',
      details: { path: long },
    });
    expect(await take()).toBeDefined();
  });

  test('is given up where a folder is in the place of the socket', async () => {
    await mkdir(path, { recursive: true });
    await expect(take()).rejects.toMatchObject({ code: 'file_failed', details: { path } });
    await rm(path, { recursive: true });
    expect(await take()).toBeDefined();
  });
});
