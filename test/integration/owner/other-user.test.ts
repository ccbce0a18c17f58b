import { readFileSync } from 'node:fs';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { folderOf, gone, oneAgent, openLine, request, socketOf } from './rig.ts';

const installed = useInstalledCli();
/** "nobody" on most systems; anybody else would do. */
const OTHER = 65_534;
const isRoot = process.getuid?.() === 0;

/** Runs a program as another user, until the test ends. */
function asOther(program: string, ...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['-e', program, ...words], {
    uid: OTHER,
    gid: OTHER,
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function said(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(child, 'close');
  return text.trim();
}

/** A world whose every folder above the owner's is open: what keeps others out must be the owner's own. */
async function openHouse(): Promise<World> {
  const world = await openWorld(installed());
  await chmod(world.terminal.home, 0o755);
  await chmod(dirname(folderOf(world)), 0o777);
  return world;
}

/** Names of sockets that have no file; every user may read them. */
function abstractNames(): ReadonlySet<string> {
  const lines = readFileSync('/proc/net/unix', 'utf8').split('\n').slice(1);
  return new Set(lines.map((line) => line.split(' ').at(-1) ?? '').filter((name) => name.startsWith('@')));
}

const attempt = `
  const { connect } = require('net');
  const fs = require('fs');
  const [socket, folder] = process.argv.slice(1);
  const outcome = {};
  const tried = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
  outcome.uid = process.getuid();
  outcome.list = tried(() => fs.readdirSync(folder));
  outcome.read = tried(() => fs.readFileSync(folder + '/lock.1'));
  outcome.remove = tried(() => fs.unlinkSync(socket));
  outcome.plant = tried(() => fs.writeFileSync(folder + '/lock.99', ''));
  outcome.open = tried(() => fs.chmodSync(folder, 0o777));
  const paths = [socket, folder + '/lock.1'];
  (async () => {
    for (const path of paths) {
      outcome[path] = await new Promise((resolve) => connect(path)
        .once('connect', () => resolve('connected'))
        .once('error', (error) => resolve(error.code)));
    }
    console.log(JSON.stringify(outcome));
    process.exit();
  })();`;

/** Listens at a path of its own choice and passes for an owner. */
const impostor = `
  const { createServer } = require('net');
  const fs = require('fs');
  const server = createServer((c) => { console.log('asked'); c.on('error', () => {}); c.end('{"type":"result","value":{"pid":1}}\\n'); });
  server.listen(process.argv[1], () => { fs.chmodSync(process.argv[1], 0o777); console.log('up'); });`;

async function plantImpostor(path: string): Promise<{ output(): string }> {
  const child = asOther(impostor, path);
  let text = '';
  await new Promise<void>((resolve) =>
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('up')) resolve();
    }),
  );
  return { output: () => text };
}

// Only root can start a process as somebody else.
describe.skipIf(!isRoot)('another user of the machine (needs root)', () => {
  it('cannot connect to the owner, see its folder, or change anything there', async () => {
    const world = await openHouse();
    await world.ok('status');
    const outcome: unknown = JSON.parse(await said(asOther(attempt, socketOf(world), folderOf(world))));
    expect(outcome).toEqual({
      uid: OTHER,
      list: 'EACCES',
      read: 'EACCES',
      remove: 'EACCES',
      plant: 'EACCES',
      open: 'EPERM',
      [socketOf(world)]: 'EACCES',
      [`${folderOf(world)}/lock.1`]: 'EACCES',
    });
    const line = await openLine(socketOf(world));
    line.socket.write(request(world, 'agent'));
    expect(await line.answer).toContain('"result"');
  });

  it('finds no name to occupy that would keep the next owner from starting', async () => {
    const world = await openHouse();
    const before = abstractNames();
    await world.ok('status');
    const pid = await oneAgent(world);
    const names = [...abstractNames()].filter((name) => !before.has(name) && name.includes('tobira'));
    const squat = `
      const { createServer } = require('net');
      const names = JSON.parse(process.argv[1]);
      let left = names.length;
      console.log('up');
      for (const name of names) (function take() {
        createServer().once('error', () => setImmediate(take)).listen('\\0' + name.slice(1), () => (left -= 1) || console.log('taken'));
      })();`;
    const squatter = asOther(squat, JSON.stringify(names));
    await once(squatter.stdout ?? squatter, 'data');
    const occupied = names.length === 0 ? undefined : once(squatter.stdout ?? squatter, 'data');
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    await occupied;
    await world.ok('status');
    expect(names).toEqual([]);
  });

  it('is not taken for the owner where the folder was open to all', async () => {
    const world = await openHouse();
    await mkdir(folderOf(world));
    await chmod(folderOf(world), 0o777);
    const fake = await plantImpostor(socketOf(world));
    const fakeLock = await plantImpostor(`${folderOf(world)}/lock.5`);
    const { stdout } = await world.ok('status', '--json');
    expect((JSON.parse(stdout) as { owner: { pid: number } }).owner.pid).toBe(await oneAgent(world));
    expect(fake.output() + fakeLock.output()).not.toContain('asked');
    expect(await readdir(folderOf(world))).not.toContain('lock.5');
  });

  it('is not taken for the owner where the folder is its own', async () => {
    const world = await openHouse();
    await mkdir(folderOf(world));
    await chown(folderOf(world), OTHER, OTHER);
    await chmod(folderOf(world), 0o755);
    const fake = await plantImpostor(socketOf(world));
    for (const words of [['status'], ['agent', 'status'], ['agent', 'stop']]) {
      const { code, stdout, stderr } = await world.tobira(words);
      expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
      expect(stderr).toContain(`${folderOf(world)}: it must be a folder of your own`);
    }
    expect(fake.output()).not.toContain('asked');
  });
});
