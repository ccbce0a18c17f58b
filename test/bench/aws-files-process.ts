// A real process that changes AWS's credentials file over and over: through Tobira's own editor, or as other programs do,
// by emptying the file and filling it again. It may be told to die after a while.
import { once } from 'node:events';
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createProfileEditor } from '../../src/adapters/sinks/aws-files/profile-editor.ts';
import type { AwsFilesOrder } from './aws-files-order.ts';

const order = JSON.parse(process.argv[2] ?? '') as AwsFilesOrder; // From the bench and its tests alone.
if (order.dieAfterMs !== undefined) await startExecutioner(order.dieAfterMs);
writeSync(1, 'ready\n');
if (order.start) await once(process.stdin, 'data');
const missing = order.kind === 'editor' ? await edit() : scribble();
writeSync(1, `missing ${missing}\n`);
process.exit(0);

/** @returns after how many updates the file did not hold what was just written */
async function edit(): Promise<number> {
  const editor = createProfileEditor({ patienceMs: 60_000 });
  let unseen = 0;
  for (let round = 0; round < order.rounds; round++) {
    const sessionToken = `${order.profile}-${round}.`;
    await editor.writeStatic({
      files: order.files,
      profile: order.profile,
      role: 'bench',
      region: 'eu-west-1',
      credentials: {
        accessKeyId: `ASIA${round}`,
        secretAccessKey: 'secret',
        sessionToken,
        issuedAt: 0,
        expiresAt: 0,
        assumedRoleArn: 'arn',
      },
    });
    if (!readFileSync(order.files.credentials, 'latin1').includes(`${sessionToken}\n`)) unseen++;
  }
  return unseen;
}

/** Counts up in every section that bears its name, in place. */
function scribble(): number {
  const { credentials } = order.files;
  let unseen = 0;
  for (let round = 1; round <= order.rounds; round++) {
    const text = readFileSync(credentials, 'latin1').replaceAll(/^(count = )\d+$/gm, `$1${round}`);
    writeFileSync(credentials, text, 'latin1');
    // As long as a command line takes to start would be kinder: this one leaves just enough for others to get in.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    if (!readFileSync(credentials, 'latin1').includes(`count = ${round}\n`)) unseen++;
  }
  return unseen;
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
