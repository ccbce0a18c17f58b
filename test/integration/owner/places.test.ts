import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../../support/process.ts';
import { openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { folderOf, oneAgent, socketOf } from './rig.ts';

const installed = useInstalledCli();

async function prepared(): Promise<World> {
  const world = await openWorld(installed());
  await mkdir(folderOf(world), { mode: 0o700 });
  return world;
}

const mode = async (path: string) => ((await lstat(path)).mode & 0o777).toString(8);

/** A command gets its answer from an agent that listens at a socket of the right kind. */
async function expectService(world: World): Promise<void> {
  const { stdout } = await world.ok('status', '--json');
  const { owner } = JSON.parse(stdout) as { owner: { pid: number } };
  expect(owner.pid).toBe(await oneAgent(world));
  expect((await lstat(socketOf(world))).isSocket()).toBe(true);
  expect(await mode(socketOf(world))).toBe('600');
  expect(await mode(folderOf(world))).toBe('700');
}

describe('in the place of the socket', () => {
  it('a file is replaced', async () => {
    const world = await prepared();
    await writeFile(socketOf(world), 'not a socket');
    await expectService(world);
  });

  it('the socket of a program that is gone is replaced', async () => {
    const world = await prepared();
    const program = `require('net').createServer().listen(process.argv[1], () => console.log('up'))`;
    const other = startProcess(process.execPath, ['-e', program, socketOf(world)]);
    await other.output((out) => out.includes('up'));
    other.kill('SIGKILL');
    await other.result;
    expect((await lstat(socketOf(world))).isSocket()).toBe(true);
    await expectService(world);
  });

  it('a link to nothing is replaced', async () => {
    const world = await prepared();
    await symlink(join(world.terminal.home, 'nowhere'), socketOf(world));
    await expectService(world);
  });

  it('a link is replaced, and what it points at is left alone', async () => {
    const world = await prepared();
    const target = join(world.terminal.home, 'target');
    await writeFile(target, 'precious', { mode: 0o644 });
    await symlink(target, socketOf(world));
    await expectService(world);
    expect(await readFile(target, 'utf8')).toBe('precious');
    expect(await mode(target)).toBe('644');
  });

  it('a link to a folder is replaced, and the folder stays', async () => {
    const world = await prepared();
    const target = join(world.terminal.home, 'target');
    await mkdir(target);
    await writeFile(join(target, 'inside'), 'precious');
    await symlink(target, socketOf(world));
    await expectService(world);
    expect(await readdir(target)).toEqual(['inside']);
  });

  it('a link to a socket elsewhere is not followed', async () => {
    const world = await prepared();
    const elsewhere = join(world.terminal.home, 'elsewhere.sock');
    let asked = 0;
    const server = createServer((connection) => {
      asked += 1;
      connection.destroy();
    });
    await new Promise<void>((resolve) => server.listen(elsewhere, resolve));
    onTestFinished(() => void server.close());
    await symlink(elsewhere, socketOf(world));
    await expectService(world);
    expect(asked).toBe(0);
  });

  it('a folder is left alone, and named', async () => {
    const world = await prepared();
    await mkdir(socketOf(world));
    await writeFile(join(socketOf(world), 'inside'), 'precious');
    const { code, stdout, stderr } = await world.tobira(['status']);
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(stderr).toContain(`${socketOf(world)}: a folder is in the place of the socket: remove it`);
    expect(await readdir(socketOf(world))).toEqual(['inside']);
  });
});

describe('the folder of the socket', () => {
  it.for(['777', '755', '770', '707', '500', '000'])('of mode %s is made fit', async (found) => {
    const world = await prepared();
    await chmod(folderOf(world), Number.parseInt(found, 8));
    await expectService(world);
  });

  it('is not found through a link', async () => {
    const world = await openWorld(installed());
    const target = join(world.terminal.home, 'target');
    await mkdir(target);
    await symlink(target, folderOf(world));
    const { code, stderr } = await world.tobira(['status']);
    expect(code).toBe(8);
    expect(stderr).toContain(`${folderOf(world)}: it must be a folder of your own`);
    expect(await readlink(folderOf(world))).toBe(target);
    expect(await readdir(target)).toEqual([]);
  });

  it('is no file', async () => {
    const world = await openWorld(installed());
    await writeFile(folderOf(world), 'precious');
    const { code, stderr } = await world.tobira(['status']);
    expect(code).toBe(8);
    expect(stderr).toContain(`${folderOf(world)}: it must be a folder of your own`);
    expect(await readFile(folderOf(world), 'utf8')).toBe('precious');
  });

  it('may hold all sorts of names: those of the lock that mean nothing are passed over', async () => {
    const world = await prepared();
    const inside = (name: string): string => join(folderOf(world), name);
    for (const name of ['lock.7', 'lock.', 'lock.x', 'lock.-3', 'lock.99999999999999999999', 'lock.8.bak'])
      await writeFile(inside(name), 'no lock');
    await mkdir(inside('lock.5'));
    await expectService(world);
    expect((await stat(inside('lock.8'))).isSocket()).toBe(true);
  });
});
