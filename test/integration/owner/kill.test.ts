import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { agentsOf, gone, oneAgent, openLine, request, socketOf, startAgent } from './rig.ts';

const installed = useInstalledCli();

/** Repeat a run by setting this variable to the seed it printed. */
const seed = Number(process.env['TOBIRA_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from 0 to 1 that a seed decides. */
function dice(start: number): () => number {
  let state = start;
  return () => {
    // An ordinary linear congruential generator: good enough to spread moments.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Answered {
  readonly pid: number;
  readonly ms: number;
}

async function starter(world: World): Promise<Answered> {
  const { stdout, ms } = await world.ok('status', '--json');
  return { pid: (JSON.parse(stdout) as { owner: { pid: number } }).owner.pid, ms };
}

/** Asks without end, until the owner is gone. @returns how many requests it broke off */
async function pester(world: World): Promise<number> {
  let broken = 0;
  for (;;) {
    const line = await openLine(socketOf(world)).catch(() => undefined);
    if (line === undefined) return broken;
    line.socket.write(request(world, 'roles'));
    if ((await line.answer) === '') broken += 1;
    line.socket.destroy();
  }
}

it('an owner that is killed at any moment makes room for the next command', async () => {
  const world = await openWorld(installed());
  const random = dice(seed);
  process.stdout.write(`kills: seed ${seed}\n`);

  // How long things take on this machine, undisturbed.
  const begun = performance.now();
  const probe = startAgent(world, installed());
  expect(await probe.told).toBe('ready');
  const startMs = performance.now() - begun;
  process.kill(probe.pid, 'SIGKILL');
  await gone(probe.pid);
  const usual = await starter(world);
  process.kill(usual.pid, 'SIGKILL');
  await gone(usual.pid);

  const kills = { starting: 0, serving: 0, 'in a request': 0 };
  const times: number[] = [];
  for (let round = 1; round <= 32; round++) {
    // One that starts: half of the kills at any time from its birth, half around the moment when it binds.
    const starting = startAgent(world, installed());
    let word: unknown;
    void starting.told.then((told) => (word = told));
    await pass(round % 2 === 0 ? random() * startMs * 1.3 : startMs * (0.8 + 0.3 * random()));
    starting.kill('SIGKILL');
    expect(await starting.ended).toBe('SIGKILL');
    kills[word === undefined ? 'starting' : 'serving'] += 1;

    const next = await starter(world);
    times.push(next.ms);
    // And the one that took its place: while it works, or while it waits.
    const asking = round % 2 === 0 ? Array.from({ length: 4 }, () => pester(world)) : [];
    await pass(random() * 40);
    process.kill(next.pid, 'SIGKILL');
    await gone(next.pid);
    const broken = (await Promise.all(asking)).reduce((sum, count) => sum + count, 0);
    kills[broken > 0 ? 'in a request' : 'serving'] += 1;
  }
  times.push((await starter(world)).ms);

  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  const slowest = Math.round(Math.max(...times));
  process.stdout.write(
    `kills: ${total} (${JSON.stringify(kills)}), usual start ${Math.round(usual.ms)} ms, slowest after a kill ${slowest} ms\n`,
  );
  expect(total).toBeGreaterThanOrEqual(60);
  expect(kills['in a request']).toBeGreaterThan(0);
  expect(kills.starting).toBeGreaterThan(0);
  // A command waits 10 s for an agent that does not start: none may have come to that.
  expect(slowest).toBeLessThan(9_000);
  await oneAgent(world);
}, 240_000);

it('an owner that is killed before any one step of its start leaves nothing in the way', async () => {
  const world = await openWorld(installed());
  const record = join(world.terminal.home, 'steps');
  const preload = join(import.meta.dirname, 'kill-at-step.mjs');
  const startKilled = async (step: number) => {
    const agent = startAgent(world, installed(), preload, { KILL_STEP: String(step), KILL_LOG: record });
    onTestFinished(() => agent.kill('SIGKILL'));
    return { agent, told: await agent.told };
  };

  let steps = 0;
  for (;;) {
    const { agent, told } = await startKilled(steps + 1);
    if (told !== undefined) {
      expect(told).toBe('ready');
      agent.kill('SIGKILL');
      await agent.ended;
      break;
    }
    steps += 1;
    expect(await agent.ended).toBe('SIGKILL');
    // The next one is no command with three attempts: it must get in at its first.
    const next = startAgent(world, installed());
    expect(await next.told, `after a kill at step ${steps}`).toBe('ready');
    next.kill('SIGKILL');
    await next.ended;
  }
  const names = (await readFile(record, 'utf8')).trim().split('\n');
  expect(names).toContain('link');
  expect(names.filter((name) => name === 'listen').length).toBeGreaterThan(1);
  expect(steps).toBeGreaterThan(8);
  process.stdout.write(`kills at each of ${steps} steps of a start\n`);
  expect(agentsOf(world)).toEqual([]);
}, 120_000);
