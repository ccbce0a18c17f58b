import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorld, useInstalledCli } from '../cli/world.ts';
import { openLine, request, say, socketOf, startAgent } from './rig.ts';

const installed = useInstalledCli();
/** Makes 15 minutes last a second and a half. */
const preload = join(import.meta.dirname, 'fast-years.mjs');

it('an agent that nobody asks ends and takes its socket away', async () => {
  const world = await openWorld(installed());
  const agent = startAgent(world, installed(), preload);
  expect(await agent.told).toBe('ready');
  const begun = performance.now();
  expect(await say(world, request(world, 'agent'))).toMatchObject({ value: { pid: agent.pid } });
  expect(await agent.ended).toBe(0);
  expect(performance.now() - begun).toBeGreaterThan(1_400);
  expect(existsSync(socketOf(world))).toBe(false);
  await world.ok('status');
});

it('an agent that does nothing for anybody ends, whoever is merely connected', async () => {
  const world = await openWorld(installed());
  const agent = startAgent(world, installed(), preload);
  expect(await agent.told).toBe('ready');
  // One has its answer and stays; others never say a word, or nothing that makes sense, as long as there is a door.
  const stayer = connect({ path: socketOf(world), allowHalfOpen: true });
  stayer.on('error', () => undefined).resume();
  stayer.write(request(world, 'agent'));
  let visits = 0;
  const visit = async (): Promise<void> => {
    for (let over = false; !over; visits++) {
      const line = await openLine(socketOf(world)).catch(() => undefined);
      if (line === undefined) return;
      if (visits % 2 === 0) line.socket.write('{"version":1}\n');
      over = (await Promise.race([line.answer, agent.ended.then(() => 'over')])) === 'over';
      line.socket.destroy();
    }
  };
  const silent = await openLine(socketOf(world));
  await Promise.all([agent.ended, visit(), visit()]);
  expect(await agent.ended).toBe(0);
  expect(visits).toBeGreaterThan(0);
  expect(existsSync(socketOf(world))).toBe(false);
  stayer.destroy();
  silent.socket.destroy();
});

it('an agent goes on while there is work, however long it takes', async () => {
  const world = await openWorld(installed(), { answers: 'never' });
  const agent = startAgent(world, installed(), preload);
  expect(await agent.told).toBe('ready');
  const login = world.terminal.start(['login']);
  await login.output((_out, err) => err.includes('/oauth/authorize'));
  // Another agent, started now, has its whole idle time before the first one's login is over.
  const other = await openWorld(installed());
  const idle = startAgent(other, installed(), preload);
  expect(await idle.told).toBe('ready');
  expect(await idle.ended).toBe(0);
  expect(await say(world, request(world, 'agent'))).toMatchObject({ value: { pid: agent.pid } });
  await world.ok('agent', 'stop');
  expect(await agent.ended).toBe(0);
  expect((await login.result).code).not.toBe(0);
});
