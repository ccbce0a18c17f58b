import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { askOwner, connectToOwner, nowhere } from '../../../src/adapters/owner/client.ts';
import type { SerialMemory } from '../../../src/adapters/owner/protocol.ts';
import { hold } from '../../sandbox/gitlab/fault.ts';
import { startDesktop, type Desktop } from '../../support/desktop.ts';
import { member, openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { gone, oneAgent, openLine, request, say, socketOf, type Line } from './rig.ts';

const installed = useInstalledCli();
const REFRESH = { grant_type: 'refresh_token' };
const RECEIPT = '{"type":"received"}\n';

interface Refreshing {
  /** Lets GitLab's answer through, which it has held back since it took the old token. */
  readonly letGo: () => void;
  /** The command that needs the refresh. */
  readonly asked: ReturnType<World['tobira']>;
}

/** A command has set off a refresh; GitLab has revoked the old token and has not answered yet. */
async function refreshing(world: World): Promise<Refreshing> {
  const { gitlab, aws } = world.sandbox;
  // AWS takes the ID token at hand for too old, so another is fetched.
  aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'ExpiredTokenException' });
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  gitlab.faults.add('token', hold(held, 'done'), { times: 1 });
  const before = gitlab.requests.count('token');
  const asked = world.tobira(['credentials', 'prod-admin']);
  await gitlab.requests.reached('token', before + 1);
  return { letGo, asked };
}

async function signedIn(desktop?: Desktop): Promise<World> {
  const world = await openWorld(installed(), desktop === undefined ? {} : { desktop });
  await world.ok('login');
  return world;
}

async function askForAll(world: World): Promise<Line> {
  const line = await openLine(socketOf(world));
  line.socket.write(request(world, 'hand-over'));
  return line;
}

function memoryIn(answer: string): SerialMemory {
  const message = JSON.parse(answer) as { type: string; value: SerialMemory };
  expect(message.type).toBe('result');
  return message.value;
}

/** The same agent serves, with the session that the one login brought, and may refresh it. */
async function expectToServe(world: World, pid: number): Promise<void> {
  const { gitlab, aws } = world.sandbox;
  expect(await oneAgent(world)).toBe(pid);
  const before = gitlab.requests.count('token', REFRESH);
  aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'error', code: 'ExpiredTokenException' });
  await world.ok('credentials', 'stage-dev');
  expect(gitlab.requests.count('token', REFRESH)).toBe(before + 1);
  expect(await oneAgent(world)).toBe(pid);
  expect(world.terminal.opened).toHaveLength(1);
}

describe('a session that only the agent’s memory holds', () => {
  it('goes to the taker with what a refresh under way brings', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    const { gitlab } = world.sandbox;
    const [old] = gitlab.refreshTokens();
    const { letGo, asked } = await refreshing(world);
    const taker = await askForAll(world);
    // The giver has read the request by the time it refuses a second one.
    await expect
      .poll(() => say(world, request(world, 'hand-over')))
      .toMatchObject({
        type: 'error',
        error: { code: 'owner_busy' },
      });
    expect(taker.text()).toBe('{"type":"accepted"}\n');
    letGo();
    const memory = memoryIn(await taker.answer);

    const [live] = gitlab.refreshTokens();
    expect(live?.token).not.toBe(old?.token);
    expect(memory.records.map(([, record]) => record.refreshToken)).toEqual([live?.token]);
    expect(memory.idTokens).toHaveLength(1);
    expect(gitlab.requests.count('token', REFRESH)).toBe(1);
    taker.socket.write(RECEIPT);
    await gone(pid);
    await asked;
  });

  it('stays where the taker leaves while the refresh is under way', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    const { letGo, asked } = await refreshing(world);
    const taker = await askForAll(world);
    await expect
      .poll(() => say(world, request(world, 'hand-over')))
      .toMatchObject({
        error: { code: 'owner_busy' },
      });
    taker.socket.destroy();
    letGo();
    const { code, stderr } = await asked;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expectToServe(world, pid);
  });

  it('stays where the taker is killed with the answer before it', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    // Asks, says that the answer is there, and reads no more.
    const program = `
      const socket = require('net').connect(process.argv[1], () => socket.write(process.argv[2]));
      socket.once('data', () => console.log('answered'));
      setInterval(() => {}, 1000);`;
    const taker = spawn(process.execPath, ['-e', program, socketOf(world), request(world, 'hand-over')]);
    onTestFinished(() => void taker.kill('SIGKILL'));
    await once(taker.stdout, 'data');
    expect(await say(world, request(world, 'hand-over'))).toMatchObject({ error: { code: 'owner_busy' } });
    taker.kill('SIGKILL');
    await expectToServe(world, pid);
  });

  it('stays where the taker has the answer and says nothing', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    const taker = await askForAll(world);
    memoryIn(await taker.answer);
    // The giver closes the connection when it has waited long enough.
    await taker.closed;
    await expectToServe(world, pid);
  });

  it('is not given up by a receipt that comes before there is anything to receive', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    const { letGo, asked } = await refreshing(world);
    const taker = await openLine(socketOf(world));
    taker.socket.write(request(world, 'hand-over') + RECEIPT);
    await expect
      .poll(() => say(world, request(world, 'hand-over')))
      .toMatchObject({
        error: { code: 'owner_busy' },
      });
    taker.socket.destroy();
    letGo();
    await asked;
    await expectToServe(world, pid);
  });

  it('is not given to a client of another version or with another configuration', async () => {
    const world = await signedIn();
    const pid = await oneAgent(world);
    for (const version of [0, 2]) {
      expect(await say(world, request(world, 'hand-over', { version }))).toEqual({
        type: 'version',
        version: 1,
      });
    }
    expect(await say(world, request(world, 'hand-over', { config: '/other.yaml' }))).toMatchObject({
      type: 'error',
      error: { code: 'config_other', details: { ownerPath: world.terminal.configPath } },
    });
    await expectToServe(world, pid);
  });

  it('arrives at the real client, and the agent ends then', async () => {
    const world = await signedIn();
    await world.ok('credentials', 'prod-admin');
    const pid = await oneAgent(world);
    const connection = await connectToOwner(socketOf(world));
    if (connection === undefined) throw new Error('nobody listens');
    const address = { socket: socketOf(world), config: world.terminal.configPath };
    const memory = await askOwner(connection, address, 'hand-over', {}, nowhere);
    expect(memory.records).toHaveLength(1);
    expect(memory.credentials.map(([role]) => role)).toEqual(['prod-admin']);
    await gone(pid);
    expect(await connectToOwner(socketOf(world))).toBeUndefined();
  });
});

describe('a session in the keychain', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await startDesktop({ panel: false });
  });
  afterAll(() => desktop.close());

  async function liveIsStored({ sandbox: { gitlab } }: World): Promise<void> {
    const [live] = gitlab.refreshTokens();
    const items = await desktop.keyring.items('Tobira');
    const kept = items.find(({ account }) => account.includes(gitlab.issuer));
    expect(member(kept?.secret ?? '', 'refreshToken')).toBe(live?.token);
  }

  it('is stored with its new token before the taker gets anything', async () => {
    const world = await signedIn(desktop);
    const pid = await oneAgent(world);
    const { letGo, asked } = await refreshing(world);
    const taker = await askForAll(world);
    await expect
      .poll(() => say(world, request(world, 'hand-over')))
      .toMatchObject({
        error: { code: 'owner_busy' },
      });
    letGo();
    const memory = memoryIn(await taker.answer);
    expect(memory.records).toEqual([]);
    expect(memory.idTokens).toHaveLength(1);
    await liveIsStored(world);
    taker.socket.write(RECEIPT);
    await gone(pid);
    await asked;
    // The taker is gone with what it got: the next agent finds the session all the same.
    world.sandbox.aws.faults.clear();
    await world.ok('credentials', 'prod-admin');
    expect(world.terminal.opened).toHaveLength(1);
  });

  it('serves a command that the take-over has broken off: the next owner is asked', async () => {
    const world = await signedIn(desktop);
    const pid = await oneAgent(world);
    const { aws } = world.sandbox;
    aws.faults.inject('AssumeRoleWithWebIdentity', { kind: 'latency', latencyMs: 6000 });
    const asked = world.tobira(['credentials', 'prod-admin']);
    await aws.requests.waitFor('AssumeRoleWithWebIdentity', 1, 10_000);
    const taker = await askForAll(world);
    memoryIn(await taker.answer);
    taker.socket.write(RECEIPT);
    await gone(pid);
    const { code, stderr } = await asked;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await oneAgent(world)).not.toBe(pid);
  });

  it('is not signed out between the answer to the taker and its receipt', async () => {
    const world = await signedIn(desktop);
    const pid = await oneAgent(world);
    const taker = await askForAll(world);
    memoryIn(await taker.answer);
    const [live] = world.sandbox.gitlab.refreshTokens();
    expect(await say(world, request(world, 'logout'))).toMatchObject({ error: { code: 'owner_busy' } });
    expect(world.sandbox.gitlab.refreshTokens()).toMatchObject([{ token: live?.token }]);
    // The command waits for the next owner, and signs out there.
    const signingOut = world.tobira(['logout']);
    taker.socket.write(RECEIPT);
    await gone(pid);
    expect(await signingOut).toMatchObject({ code: 0 });
    expect(world.sandbox.gitlab.refreshTokens()).toEqual([]);
  });

  it('is found by the next agent where giver and taker are both killed in the middle', async () => {
    const world = await signedIn(desktop);
    const pid = await oneAgent(world);
    const taker = await askForAll(world);
    memoryIn(await taker.answer);
    process.kill(pid, 'SIGKILL');
    taker.socket.destroy();
    await gone(pid);
    await world.ok('credentials', 'prod-admin');
    expect(world.terminal.opened).toHaveLength(1);
    await liveIsStored(world);
  });
});
