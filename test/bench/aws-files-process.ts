// A real process that changes AWS's files over and over: through Tobira's own sinks, or as other programs do, by emptying
// the file and filling it again. It may be told to die after a while.
import { once } from 'node:events';
import files, { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { AwsFilesOrder, AwsFilesReport } from './aws-files-order.ts';
import { createBenchSinks } from './aws-files-sinks.ts';

/** So many rounds more, after it has been told to end: what ours has left is in its hands alone. */
const lastRounds = 20;

/** For so long the other looks for an update that is not there: ours may be about to give it its name back. */
const longestLookMs = 200;

const order = JSON.parse(process.argv[2] ?? '') as AwsFilesOrder; // From the bench and its tests alone.
if (order.dieAfterMs !== undefined) await startExecutioner(order.dieAfterMs);
writeSync(1, 'ready\n');
if (order.start) await once(process.stdin, 'data');
const works = { keys: writeKeys, switch: switchModes, foreign: scribble };
const report = await works[order.kind]();
writeSync(1, `report ${JSON.stringify(report)}\n`);
process.exit(0);

async function writeKeys(): Promise<AwsFilesReport> {
  const { rounds, profile } = order;
  const { credentials } = order.files;
  const sinks = createBenchSinks(order.files, profile, { patienceMs: 60_000 });
  const release = watchRelease();
  const missing: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const token = `${profile}-${round}.`;
    await sinks.keys(token);
    if (!lookInto(credentials).includes(`${token}\n`)) missing.push(release.last());
  }
  return { rounds, unseen: missing.length, missing, lastDone: release.last(), spans: [] };
}

/** The moment in which the other has emptied the file, and not yet filled it, says nothing. */
function lookInto(path: string): string {
  for (;;) {
    const text = readFileSync(path, 'latin1');
    if (text !== '') return text;
  }
}

/** Notes when the lock was given back: until then ours answers for what is in the file. */
function watchRelease(): { readonly last: () => number } {
  const { unlink } = files.promises;
  let last = 0;
  files.promises.unlink = (path) => {
    last = now();
    return unlink(path);
  };
  syncBuiltinESMExports();
  return { last: () => last };
}

async function switchModes(): Promise<AwsFilesReport> {
  const { profile, rounds } = order;
  const sinks = createBenchSinks(order.files, profile);
  for (let round = 0; round < rounds; round++) {
    await sinks.process();
    await sinks.keys(`${profile}-${round}.`);
  }
  return { rounds, unseen: 0, missing: [], lastDone: now(), spans: [] };
}

/** Counts up in every section that bears its name, in place. */
function scribble(): Promise<AwsFilesReport> {
  const { until = '' } = order;
  const { credentials } = order.files;
  const isThere = (text: string): boolean => readFileSync(credentials, 'latin1').includes(text);
  const spans: [number, number][] = [];
  let unseen = 0;
  for (let left = lastRounds; left > 0; left -= existsSync(until) ? 1 : 0) {
    const round = spans.length + 1;
    const before = readFileSync(credentials, 'latin1');
    const read = now();
    writeFileSync(credentials, before.replaceAll(/^(count = )\d+$/gm, `$1${round}`), 'latin1');
    spans.push([read, now()]);
    // As long as a command line takes to start would be kinder: this one leaves just enough for others to get in.
    const end = now() + longestLookMs;
    do Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    while (!isThere(`count = ${round}\n`) && now() < end);
    if (!isThere(`count = ${round}\n`)) unseen++;
  }
  return Promise.resolve({ rounds: spans.length, unseen, missing: [], lastDone: now(), spans });
}

function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Kills the whole process from a thread of its own, so that whatever the others do is cut off where it stands. */
async function startExecutioner(afterMs: number): Promise<void> {
  const code = `
    const { workerData: { afterMs, pid }, parentPort } = require('node:worker_threads');
    parentPort.postMessage('waiting');
    const end = process.hrtime.bigint() + BigInt(Math.round(afterMs * 1e6));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, afterMs - 2));
    while (process.hrtime.bigint() < end);
    process.kill(pid, 'SIGKILL');`;
  const worker = new Worker(code, { eval: true, workerData: { afterMs, pid: process.pid } });
  await once(worker, 'message');
}
