import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../../sandbox/gitlab/fault.ts';
import { startDesktop } from '../../support/desktop.ts';
import type { Desktop } from '../../support/desktop.ts';
import { run, startProcess } from '../../support/process.ts';
import { AIKO, member, openWorld, useInstalledCli } from '../cli/world.ts';
import type { World } from '../cli/world.ts';

const installed = useInstalledCli();
let desktop: Desktop;
beforeAll(async () => {
  desktop = await startDesktop({ panel: false });
});
afterAll(() => desktop.close());

const REFRESH = { grant_type: 'refresh_token' };

async function signedIn(): Promise<World> {
  const world = await openWorld(installed(), { desktop });
  await world.ok('login');
  return world;
}

interface AgentReport {
  readonly running: boolean;
  readonly pid?: number;
}

async function agent({ ok }: World): Promise<AgentReport> {
  return JSON.parse((await ok('agent', 'status', '--json')).stdout) as AgentReport;
}

async function agentPid(world: World): Promise<number> {
  const { pid } = await agent(world);
  if (pid === undefined) throw new Error('No agent is running');
  return pid;
}

/** Resolves when a process is gone; it is no child of ours. */
async function gone(pid: number): Promise<void> {
  // tail watches a foreign process so that we need not.
  await run('tail', ['---disable-inotify', '--pid', String(pid), '-s', '0.05', '-f', '/dev/null']);
}

const socketOf = ({ terminal }: World): string => join(terminal.home, 'run', 'tobira', 'owner.sock');
const logOf = ({ terminal }: World): string => join(terminal.home, '.local', 'state', 'tobira', 'agent.log');

describe('the agent', () => {
  it('that went without a word is followed by a new one, also for what must not be done twice', async () => {
    const world = await signedIn();
    const pid = await agentPid(world);
    await world.ok('agent', 'stop');
    await gone(pid);
    const path = socketOf(world);
    const leaving = createServer((connection) => {
      connection.destroy();
      leaving.close();
    });
    await new Promise<void>((resolve) => leaving.listen(path, resolve));
    await chmod(path, 0o600);

    const { stderr } = await world.ok('logout');

    expect(leaving.listening).toBe(false);
    expect(stderr).toContain('Signed out');
    expect(world.sandbox.gitlab.refreshTokens(AIKO)).toEqual([]);
  });

  it('starts once, however many commands need it at the same time', async () => {
    const world = await openWorld(installed(), { desktop });
    const reports = await Promise.all(Array.from({ length: 6 }, () => world.ok('status', '--json')));
    const pids = reports.map(({ stdout }) => (JSON.parse(stdout) as { owner: { pid: number } }).owner.pid);
    expect(new Set(pids).size).toBe(1);
    const log = await readFile(logOf(world), 'utf8');
    expect(log.match(/agent\.started/g)).toHaveLength(1);
    expect(log).not.toContain('\0');
  });

  it('is not started just to be asked whether it runs, or to be stopped', async () => {
    const world = await openWorld(installed(), { desktop });
    expect((await agent(world)).running).toBe(false);
    expect((await world.ok('agent', 'stop')).stderr).toContain('not running');
    expect(existsSync(socketOf(world))).toBe(false);
  });

  it('is out of reach for other users', async () => {
    const world = await signedIn();
    const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(socketOf(world))).toBe('600');
    expect(await mode(join(socketOf(world), '..'))).toBe('700');
    expect(await mode(logOf(world))).toBe('600');
  });

  it.runIf(process.getuid?.() === 0)('takes no folder that is somebody else’s, and says so', async () => {
    const world = await openWorld(installed(), { desktop });
    const folder = join(socketOf(world), '..');
    await mkdir(folder);
    await chown(folder, 65_534, 65_534);
    const { code, stdout, stderr } = await world.tobira(['status']);
    expect({ code, stdout }).toEqual({ code: 8, stdout: '' });
    expect(stderr).toContain(`${folder}: it must be a folder of your own`);
  });

  it('tightens a folder that was left open', async () => {
    const world = await openWorld(installed(), { desktop });
    const folder = join(socketOf(world), '..');
    await mkdir(folder, { mode: 0o777 });
    await world.ok('status');
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  });

  it('outlives the command that started it, and holds no terminal', async () => {
    const world = await signedIn();
    const pid = await agentPid(world);
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    // A session of its own, without a controlling terminal.
    expect(fields[3]).toBe(String(pid));
    expect(fields[4]).toBe('0');
  });

  it('is replaced after a crash, with the session as it was', async () => {
    const world = await signedIn();
    const pid = await agentPid(world);
    process.kill(pid, 'SIGKILL');
    await gone(pid);
    expect(existsSync(socketOf(world))).toBe(true);
    await world.ok('credentials', 'prod-admin');
    expect(await agentPid(world)).not.toBe(pid);
    expect(world.terminal.opened).toHaveLength(1);
  });

  it('takes its socket away when it is told to end', async () => {
    const world = await signedIn();
    const pid = await agentPid(world);
    process.kill(pid, 'SIGTERM');
    await gone(pid);
    expect(existsSync(socketOf(world))).toBe(false);
    expect((await agent(world)).running).toBe(false);
  });

  it('stores a rotated token before it ends', async () => {
    const world = await signedIn();
    const { gitlab } = world.sandbox;
    await world.ok('agent', 'stop');
    const pid = await world.ok('status').then(() => agentPid(world));
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    gitlab.faults.add('token', hold(held, 'done'), { times: 1 });
    const asked = world.tobira(['credentials', 'prod-admin']);
    await gitlab.requests.reached('token', 2);
    process.kill(pid, 'SIGTERM');
    letGo();
    await asked;
    await gone(pid);
    expect(gitlab.requests.count('token', REFRESH)).toBe(1);
    const [live] = gitlab.refreshTokens();
    const kept = (await desktop.keyring.items('Tobira')).find(({ account }) =>
      account.includes(gitlab.issuer),
    );
    expect(member(kept?.secret ?? '', 'refreshToken')).toBe(live?.token);
  });

  it('does not wait for a browser when it is told to end', async () => {
    const world = await openWorld(installed(), { desktop, answers: 'never' });
    const login = world.terminal.start(['login']);
    await login.output((_out, err) => err.includes('/oauth/authorize'));
    const pid = await agentPid(world);
    await world.ok('agent', 'stop');
    await gone(pid);
    const { code, stdout, stderr } = await login.result;
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toContain('The login was cancelled.');
    await world.ok('status');
  });

  it('lets the next command take over a login whose command was interrupted', async () => {
    const world = await openWorld(installed(), { desktop, answers: 'never' });
    const first = world.terminal.start(['login']);
    const address = (stderr: string): string | undefined => /^ {2}(http\S+)$/m.exec(stderr)?.[1];
    await first.output((_out, err) => address(err) !== undefined);
    first.kill('SIGINT');
    await first.result;
    const second = world.terminal.start(['login']);
    await second.output((_out, err) => address(err) !== undefined);
    const { gitlab } = world.sandbox;
    const user = gitlab.users.get(42);
    const page = await fetch(await gitlab.authorize(address(second.stderr()) ?? '', { user }));
    expect(await page.text()).toContain('You are signed in');
    expect((await second.result).code).toBe(0);
  });

  it('answers nonsense at its socket with a refusal, and goes on', async () => {
    const world = await signedIn();
    const answers = await Promise.all(
      ['nonsense', '{}', '{"version":1,"config":"","call":"toString","request":{}}', '[]', 'null'].map(
        (line) => say(socketOf(world), line),
      ),
    );
    for (const answer of answers) expect(answer).toMatch(/"type":"error".*"usage"/);
    expect(await say(socketOf(world), '{"version":99,"config":"","call":"status","request":{}}')).toContain(
      '"type":"version"',
    );
    expect(await say(socketOf(world), 'x'.repeat(2_000_000))).toBe('');
    await world.ok('status');
  });

  it('is named where an owner of another version answers', async () => {
    const world = await openWorld(installed(), { desktop });
    const folder = join(socketOf(world), '..');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const program = join(world.terminal.home, 'other.mjs');
    await writeFile(
      program,
      `import { createServer } from 'node:net';
createServer((c) => c.once('data', () => c.end('{"type":"version","version":99}\\n'))).listen(process.argv[2], () => console.log('up'));`,
    );
    const other = startProcess(process.execPath, [program, socketOf(world)], { env: world.terminal.env });
    await other.output((out) => out.includes('up'));
    const { code, stderr } = await world.tobira(['status']);
    expect(code).toBe(2);
    expect(stderr).toContain('It speaks protocol 99');
    other.kill();
  });
});

/** Sends one line to the owner's socket. @returns all that comes back */
function say(socket: string, line: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = connect(socket, () => connection.write(`${line}\n`));
    connection.setEncoding('utf8').on('data', (text: string) => (answer += text));
    connection.on('error', () => undefined).on('close', () => resolve(answer));
  });
}
