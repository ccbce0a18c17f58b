import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openWorld, useInstalledCli, type World } from '../cli/world.ts';
import { malformedMessages, type Malformed } from './malformed.ts';
import { oneAgent, openLine, request, say, socketOf, type Line } from './rig.ts';

const installed = useInstalledCli();
const BATCH = 50;
const BATCHES = 420;

interface Signed {
  readonly world: World;
  readonly pid: number;
  /** What no answer to a malformed message may hold. */
  readonly secrets: readonly string[];
}

async function signedIn(): Promise<Signed> {
  const world = await openWorld(installed());
  await world.ok('login');
  await world.ok('credentials', 'prod-admin');
  const [issued] = world.sandbox.aws.issuedCredentials;
  const tokens = world.sandbox.gitlab.refreshTokens().map(({ token }) => token);
  const secrets = [...tokens, issued?.secretAccessKey ?? '', issued?.sessionToken ?? ''];
  expect(secrets.length).toBeGreaterThan(2);
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(8);
  return { world, pid: await oneAgent(world), secrets };
}

const resident = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

async function send(world: World, { pieces, leaves }: Malformed): Promise<string> {
  const line = await openLine(socketOf(world));
  for (const piece of pieces) await new Promise<void>((resolve) => line.socket.write(piece, () => resolve()));
  if (leaves) line.socket.end();
  return line.closed;
}

/** Asks again and again until told to stop. @returns how often, and the longest time in ms */
function honest(world: World): { stop(): Promise<{ count: number; slowest: number }> } {
  const until = { stopped: false };
  const work = (async () => {
    let [count, slowest] = [0, 0];
    do {
      const begun = performance.now();
      const answer = await say(world, request(world, 'credentials', { request: { role: 'prod-admin' } }));
      expect(answer).toMatchObject({ type: 'result', value: { region: expect.any(String) as string } });
      slowest = Math.max(slowest, performance.now() - begun);
      count += 1;
    } while (!until.stopped);
    return { count, slowest };
  })();
  work.catch(() => undefined);
  return {
    stop: () => {
      until.stopped = true;
      return work;
    },
  };
}

it('over 20,000 malformed messages are refused one by one, and an honest client is served meanwhile', async () => {
  const { world, pid, secrets } = await signedIn();
  const before = resident(pid);
  const client = honest(world);
  const kinds = new Map<string, number>();
  let count = 0;
  const begun = performance.now();

  await fc.assert(
    fc.asyncProperty(
      fc.array(malformedMessages(world.terminal.configPath), { minLength: BATCH, maxLength: BATCH }),
      async (batch) => {
        const answers = await Promise.all(batch.map((message) => send(world, message)));
        for (const [index, message] of batch.entries()) {
          const answer = answers[index] ?? '';
          count += 1;
          kinds.set(message.kind, (kinds.get(message.kind) ?? 0) + 1);
          if (message.expected === 'silence') {
            expect(answer, message.kind).toBe('');
            continue;
          }
          // One line, which names no more than what is wrong.
          expect(answer.split('\n'), message.kind).toHaveLength(2);
          expect(JSON.parse(answer), message.kind).toMatchObject(
            message.kind === 'version'
              ? { type: 'version', version: 1 }
              : {
                  type: 'error',
                  error: { code: message.kind === 'configuration' ? 'config_other' : 'usage' },
                },
          );
          expect(answer).not.toMatch(/\bat .*:\d+:\d+|node:internal|\.js\b/);
          for (const secret of secrets) expect(answer).not.toContain(secret);
        }
      },
    ),
    { numRuns: BATCHES },
  );

  const ms = Math.round(performance.now() - begun);
  const served = await client.stop();
  expect(count).toBeGreaterThanOrEqual(20_000);
  expect(kinds.size).toBeGreaterThanOrEqual(18);
  expect(served.count).toBeGreaterThan(50);
  // The same process as before: it never fell over.
  expect(await oneAgent(world)).toBe(pid);
  expect(await say(world, request(world, 'agent'))).toMatchObject({ value: { pid } });
  const after = resident(pid);
  expect(after).toBeLessThan(before + 150);
  process.stdout.write(
    `malformed messages: ${count} of ${kinds.size} kinds in ${ms} ms, none accepted; honest requests meanwhile: ${served.count}, slowest ${Math.round(served.slowest)} ms; memory ${Math.round(before)} -> ${Math.round(after)} MiB\n`,
  );
}, 240_000);

it('thousands of connections that say nothing, or never finish, keep nobody out and are closed', async () => {
  const { world, pid } = await signedIn();
  const files = openFiles(pid);
  const before = resident(pid);
  const client = honest(world);
  let mostFiles = 0;
  const lines: Line[] = [];
  for (let round = 0; round < 30; round++) {
    const more = await Promise.all(Array.from({ length: 100 }, () => openLine(socketOf(world))));
    // Every third sends a great deal and no end of line.
    for (const [index, { socket }] of more.entries()) if (index % 3 === 0) socket.write('x'.repeat(60_000));
    lines.push(...more);
    mostFiles = Math.max(mostFiles, openFiles(pid));
  }
  const memory = resident(pid);
  const served = await client.stop();
  expect(served.count).toBeGreaterThan(5);
  // 512 at most, and what the agent needs for itself.
  expect(mostFiles).toBeLessThan(files + 530);
  expect(memory).toBeLessThan(before + 250);
  const answers = await Promise.all(lines.map(({ closed }) => closed));
  expect(new Set(answers)).toEqual(new Set(['']));
  expect(openFiles(pid)).toBeLessThan(files + 10);
  expect(await say(world, request(world, 'agent'))).toMatchObject({ value: { pid } });
  process.stdout.write(
    `silent connections: ${lines.length}, at most ${mostFiles - files} open at once; honest requests meanwhile: ${served.count}, slowest ${Math.round(served.slowest)} ms; memory ${Math.round(before)} -> ${Math.round(memory)} MiB\n`,
  );
}, 120_000);

it('an owner of another version, older or newer, is refused with what to do about it', async () => {
  const { world, pid } = await signedIn();
  for (const version of [0, 2, 99]) {
    for (const call of ['status', 'credentials', 'hand-over', 'call-to-come']) {
      // A version to come may word the rest as it likes.
      const worded = JSON.stringify({ version, call, somethingNew: true });
      expect(await say(world, `${worded}\n`)).toEqual({ type: 'version', version: 1 });
    }
    // Whoever is of another version can find this one and end it.
    expect(await say(world, request(world, 'agent', { version }))).toMatchObject({ value: { pid } });
  }
  expect(await say(world, request(world, 'stop', { version: 99 }))).toMatchObject({ value: { pid } });
  await world.ok('status');
  expect(await oneAgent(world)).not.toBe(pid);
});
