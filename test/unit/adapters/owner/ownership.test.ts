import { fork } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
  test('has a name that nobody else can guess, the same for every start', async () => {
    await release(await take());
    const key = await readFile(join(folder, 'owner.key'), 'utf8');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    await release(await take());
    expect(await readFile(join(folder, 'owner.key'), 'utf8')).toBe(key);
    expect(await readdir(folder)).toEqual(['owner.key']);
  });

  test('is refused where its key is damaged: two starters might each make their own', async () => {
    await mkdir(folder, { mode: 0o700 });
    await writeFile(join(folder, 'owner.key'), '');
    await expect(take()).rejects.toMatchObject({
      code: 'file_failed',
      details: { path: join(folder, 'owner.key') },
    });
  });

  test('is given up where the socket cannot be made', async () => {
    const long = join(folder, 'x'.repeat(120));
    await expect(takeOwnership(long, () => undefined)).rejects.toThrow();
    expect(await take()).toBeDefined();
  });
});
