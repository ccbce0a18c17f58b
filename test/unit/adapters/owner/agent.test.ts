import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startAgent } from '../../../../src/adapters/owner/agent.ts';
import { askOwner, connectToOwner, nowhere } from '../../../../src/adapters/owner/client.ts';
import { settle } from '../../../support/fake-clock.ts';
import { identityWith, roleWith } from '../../../support/fake-nouns.ts';
import { createFakeWorld } from '../../../support/fake-owner.ts';

const minute = 60_000;
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function setUp(folder?: string) {
  const own = folder ?? (await mkdtemp(join(tmpdir(), 'tobira-agent-')));
  if (folder === undefined) folders.push(own);
  const world = createFakeWorld();
  const { owner, clock, log } = world;
  const address = { socket: join(own, 'owner.sock'), config: '/config.yaml' };
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const agent = await startAgent({ owner, address, clock, log, exit: end });
  const signIn = async () => {
    const login = owner.actions.signIn(undefined, world.browser);
    await settle();
    world.provider.approve(identityWith());
    await login;
  };
  return { agent, ended, clock, log, address, owner, signIn, folder: own };
}

test('an agent is there for the commands, until nobody has asked for 15 minutes', async () => {
  const { clock, ended, address } = await setUp();
  await clock.advance(10 * minute);
  const connection = await connectToOwner(address.socket);
  if (connection === undefined) throw new Error('Nobody listens');
  expect(await askOwner(connection, address, 'agent', {}, nowhere)).toMatchObject({ kind: 'agent' });
  await clock.advance(10 * minute);
  expect((await connectToOwner(address.socket))?.destroy()).toBeDefined();
  await clock.advance(5 * minute);
  await ended;
  expect(await connectToOwner(address.socket)).toBeUndefined();
});

test('a second agent stands back and leaves nothing that would keep its process', async () => {
  const first = await setUp();
  const second = await setUp(first.folder);
  expect(second.agent).toBeUndefined();
  expect(second.clock.waiting()).toBe(0);
  expect(second.log.lines).toEqual([]);
  first.agent?.end();
  await first.ended;
});

test('an agent that keeps credentials fresh stays', async () => {
  const { owner, clock, ended, address, signIn } = await setUp();
  await signIn();
  const lease = owner.keepFresh(roleWith().id, () => undefined);
  await clock.advance(60 * minute);
  expect((await connectToOwner(address.socket))?.destroy()).toBeDefined();
  lease.release();
  await clock.advance(15 * minute);
  await ended;
});

test('an agent that waits for a sign-in to keep credentials fresh ends like any other', async () => {
  const { owner, clock, ended } = await setUp();
  await owner.actions.loadConfig();
  owner.keepFresh(roleWith().id, () => undefined);
  await clock.advance(16 * minute);
  await ended;
});

test('ending it twice is ending it once', async () => {
  const { agent, ended, log } = await setUp();
  agent?.end();
  agent?.end();
  await ended;
  expect(log.lines.filter((line) => line.includes('agent.ended'))).toHaveLength(1);
});
