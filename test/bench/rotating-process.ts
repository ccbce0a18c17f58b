// A real process that trades its refresh token for the next one, over and over: the program's own sessions, keychain and
// network, without surfaces. It says on stdout which step has begun, and may be told at which moment to die.
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createOidcIdentityProvider } from '../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../src/adapters/oidc/provider-presets.ts';
import { createKeychain } from '../../src/adapters/system/keychain.ts';
import { createNodeHttp } from '../../src/adapters/system/node-http.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import type { Identity, IdentityId } from '../../src/core/model.ts';
import type { Http } from '../../src/core/ports.ts';
import { createSessions } from '../../src/core/sessions.ts';
import { createState } from '../../src/core/state.ts';
import { createTokenVault, type TokenVault } from '../../src/core/token-vault.ts';
import { rotationSteps, type RotationOrder, type RotationStep } from './rotation-steps.ts';

const order = JSON.parse(process.argv[2] ?? '') as RotationOrder; // From this bench alone.

/** Kills the whole process from a thread of its own, so that whatever the others do is cut off where it stands. */
function startExecutioner(): Int32Array {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const code = `
    const { workerData: { signal, afterMs, pid }, parentPort } = require('node:worker_threads');
    parentPort.postMessage('waiting');
    Atomics.wait(signal, 0, 0);
    const end = process.hrtime.bigint() + BigInt(Math.round(afterMs * 1e6));
    while (process.hrtime.bigint() < end);
    process.kill(pid, 'SIGKILL');`;
  executioner = new Worker(code, {
    eval: true,
    workerData: { signal, afterMs: order.death?.afterMs ?? 0, pid: process.pid },
  });
  return signal;
}

let executioner: Worker | undefined;
const fatal = order.death === undefined ? undefined : startExecutioner();
await new Promise<void>((resolve) => {
  if (executioner === undefined) resolve();
  executioner?.once('message', () => resolve());
});

let warm = false;
function mark(step: RotationStep): void {
  if (!warm) return;
  // Written at once: a process that is killed flushes nothing.
  writeSync(1, `${rotationSteps.indexOf(step)} ${Number(process.hrtime.bigint()) / 1e6}\n`);
  if (fatal !== undefined && step === order.death?.step) {
    Atomics.store(fatal, 0, 1);
    Atomics.notify(fatal, 0);
  }
}

const identity: Identity = {
  id: order.identity as IdentityId,
  provider: 'gitlab',
  issuer: order.issuer,
  clientId: order.clientId,
  scopes: providerPresets.gitlab.scopes,
};

const network = createNodeHttp(process.env);
const http: Http = {
  async send(request) {
    const rotates = request.body?.includes('grant_type=refresh_token') === true;
    if (rotates) mark('in flight');
    const response = await network.send(request);
    if (rotates) mark('after the reply');
    return response;
  },
};

const silent = { info: () => undefined, warn: () => undefined };
const keychain = createKeychain({
  load: async () => (await import('keytar')).default,
  clock: systemClock,
  platform: process.platform,
});
const vault = createTokenVault(keychain, silent);
const watched: TokenVault = {
  ...vault,
  async write(whose, record) {
    mark('during the store');
    const storage = await vault.write(whose, record);
    if (storage !== 'keychain') throw new Error('The keychain did not take the token');
    mark('after the store');
    return storage;
  },
};
const sessions = createSessions({
  provider: createOidcIdentityProvider(http, systemClock),
  vault: watched,
  state: createState(),
  clock: systemClock,
  random: systemRandom,
  log: silent,
});

await sessions.idToken(identity);
warm = true;
for (let round = 0; round < order.rounds; round++) {
  sessions.dropIdToken(identity);
  mark('before the request');
  await sessions.idToken(identity);
}
process.exit(0);
