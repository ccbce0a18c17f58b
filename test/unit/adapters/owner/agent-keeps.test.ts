import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startAgent } from '../../../../src/adapters/owner/agent.ts';
import { askOwner, connectToOwner, nowhere } from '../../../../src/adapters/owner/client.ts';
import type { KeptCredentials } from '../../../../src/adapters/owner/protocol.ts';
import { settle } from '../../../support/fake-clock.ts';
import { identityWith } from '../../../support/fake-nouns.ts';
import { createFakeWorld } from '../../../support/fake-owner.ts';

const minute = 60_000;
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** An agent whose user is signed in, and a client for which it keeps a role fresh. */
async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-agent-'));
  folders.push(folder);
  const { owner, clock, log, provider, browser, configSource } = createFakeWorld();
  const login = owner.actions.signIn(undefined, browser);
  await settle();
  provider.approve(identityWith());
  await login;
  const address = { socket: join(folder, 'owner.sock'), config: configSource.path };
  let ended = false;
  const agent = await startAgent({ owner, address, clock, log, exit: () => (ended = true) });
  const kept: (KeptCredentials | undefined)[] = [];
  const connection = await connectToOwner(address.socket);
  if (connection === undefined) throw new Error('nobody listens');
  const over = askOwner(
    connection,
    address,
    'keep',
    { role: 'prod' },
    {
      ...nowhere,
      keep: (credentials) => void kept.push(credentials),
    },
  );
  over.catch(() => undefined);
  await expect
    .poll(async () => {
      await clock.advance(0);
      return kept.length;
    })
    .toBe(1);
  return { agent, clock, connection, over, kept, ended: () => ended, address };
}

test('an agent does not end for want of questions while it keeps a role fresh for somebody', async () => {
  const { clock, ended, kept, connection } = await setUp();
  for (let passed = 0; passed < 24 * 60; passed += 10) await clock.advance(10 * minute);
  await expect.poll(() => kept.length).toBeGreaterThan(24);
  expect(ended()).toBe(false);
  connection.destroy();
  await expect
    .poll(async () => {
      await clock.advance(15 * minute);
      return ended();
    })
    .toBe(true);
});

test('an agent that is to end waits for nobody for whom it keeps a role fresh', async () => {
  const { agent, clock, ended, over } = await setUp();
  agent?.end();
  expect(await over).toEqual({});
  await expect.poll(ended).toBe(true);
  // No time had to pass.
  expect(clock.steady()).toBe(0);
});

test('a client whose owner is gone all at once is told so', async () => {
  const { connection, over } = await setUp();
  connection.destroy();
  await expect(over).rejects.toMatchObject({ code: 'owner_gone' });
});
