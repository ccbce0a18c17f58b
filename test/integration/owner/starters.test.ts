import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openWorld, useInstalledCli } from '../cli/world.ts';
import { agentsOf, folderOf, gone, oneAgent, say, request, socketOf, startAgent } from './rig.ts';

const installed = useInstalledCli();

interface Report {
  readonly owner: { readonly kind: string; readonly pid: number };
}

it('50 commands at the same moment get one owner between them', async () => {
  const world = await openWorld(installed());
  const started = performance.now();
  const results = await Promise.all(Array.from({ length: 50 }, () => world.tobira(['status', '--json'])));
  const ms = Math.round(performance.now() - started);

  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const owners = results.map(({ stdout }) => (JSON.parse(stdout) as Report).owner);
  const pid = await oneAgent(world);
  expect(new Set(owners.map((owner) => owner.pid))).toEqual(new Set([pid]));
  const slowest = Math.round(Math.max(...results.map((result) => result.ms)));
  process.stdout.write(`50 commands at once: ${ms} ms in all, ${slowest} ms the slowest\n`);
}, 120_000);

it('of 30 agents that start at once one serves and the others end by themselves', async () => {
  const world = await openWorld(installed());
  const agents = Array.from({ length: 30 }, () => startAgent(world, installed()));
  const told = await Promise.all(agents.map((agent) => agent.told));
  expect(told.filter((word) => word === 'ready')).toHaveLength(1);
  expect(told.filter((word) => word === 'taken')).toHaveLength(29);

  const pid = await oneAgent(world);
  expect(agents.findIndex((agent) => agent.pid === pid)).toBe(told.indexOf('ready'));
  expect(await say(world, request(world, 'agent'))).toMatchObject({ type: 'result', value: { pid } });
  const others = agents.filter((agent) => agent.pid !== pid);
  expect(new Set(await Promise.all(others.map((agent) => agent.ended)))).toEqual(new Set([0]));
}, 120_000);

it('round after round of starts and ends there is never a second owner, and no files pile up', async () => {
  const world = await openWorld(installed());
  for (let round = 1; round <= 12; round++) {
    const agents = Array.from({ length: 4 }, () => startAgent(world, installed()));
    const told = await Promise.all(agents.map((agent) => agent.told));
    expect(told.filter((word) => word === 'ready')).toHaveLength(1);
    const owner = agents[told.indexOf('ready')];
    owner?.kill(round % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
    await Promise.all(agents.map((agent) => agent.ended));
  }
  expect(agentsOf(world)).toEqual([]);
  expect((await readdir(folderOf(world))).length).toBeLessThan(12);
}, 120_000);

it('an agent that is stopped makes room at once', async () => {
  const world = await openWorld(installed());
  await world.ok('status');
  const first = await oneAgent(world);
  await world.ok('agent', 'stop');
  await gone(first);
  expect(existsSync(socketOf(world))).toBe(false);
  await world.ok('status');
  expect(await oneAgent(world)).not.toBe(first);
});
