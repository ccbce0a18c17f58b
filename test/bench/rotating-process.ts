// A real process that trades its refresh token for the next one, over and over: the program's own sessions, keychain and
// network, without surfaces. It says on stdout which step has begun, and may be told at which moment to die.
// Started with the keychain's argument it serves keytar instead, to the bench itself.
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createOidcIdentityProvider } from '../../src/adapters/oidc/oidc-identity-provider.ts';
import { providerPresets } from '../../src/adapters/oidc/provider-presets.ts';
import { keychainArgument } from '../../src/adapters/system/keychain-process.ts';
import { createKeychain } from '../../src/adapters/system/keychain.ts';
import { createNodeHttp } from '../../src/adapters/system/node-http.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import { systemRandom } from '../../src/adapters/system/system-random.ts';
import { serveKeychain } from '../../src/agent/keychain.ts';
import type { Identity, IdentityId } from '../../src/core/model.ts';
import type { Http } from '../../src/core/ports.ts';
import { createSessions } from '../../src/core/sessions.ts';
import { createState } from '../../src/core/state.ts';
import { createTokenVault, type TokenVault } from '../../src/core/token-vault.ts';
import { rotationSteps, type Death, type RotationOrder, type RotationStep } from './rotation-steps.ts';

if (process.argv.includes(keychainArgument)) await serveKeychain();
else await rotate(JSON.parse(process.argv[2] ?? '') as RotationOrder); // From this bench alone.

type Marker = (step: RotationStep) => void;

async function rotate(order: RotationOrder): Promise<void> {
  const identity: Identity = {
    id: order.identity as IdentityId,
    provider: 'gitlab',
    issuer: order.issuer,
    clientId: order.clientId,
    scopes: providerPresets.gitlab.scopes,
  };
  const kill = order.death === undefined ? () => undefined : await startExecutioner(order.death);
  let warm = false;
  const mark: Marker = (step) => {
    if (!warm) return;
    // Written at once: a process that is killed flushes nothing.
    writeSync(1, `${rotationSteps.indexOf(step)} ${Number(process.hrtime.bigint()) / 1e6}\n`);
    if (step === order.death?.step) kill();
  };

  const silent = { info: () => undefined, warn: () => undefined };
  const keychain = createKeychain({
    load: async () => (await import('keytar')).default,
    clock: systemClock,
    platform: process.platform,
  });
  const sessions = createSessions({
    provider: createOidcIdentityProvider(watchedNetwork(mark), systemClock),
    vault: watchedVault(createTokenVault(keychain, silent), mark),
    state: createState(),
    clock: systemClock,
    random: systemRandom,
    log: silent,
  });

  let held = await sessions.idToken(identity);
  warm = true;
  for (let round = 0; round < order.rounds; round++) {
    sessions.dropIdToken(identity, held);
    mark('before the request');
    held = await sessions.idToken(identity);
  }
  process.exit(0);
}

/**
 * Kills the whole process from a thread of its own, so that whatever the others do is cut off where it stands.
 * @returns what starts the time that is left
 */
async function startExecutioner({ afterMs }: Death): Promise<() => void> {
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const code = `
    const { workerData: { signal, afterMs, pid }, parentPort } = require('node:worker_threads');
    parentPort.postMessage('waiting');
    Atomics.wait(signal, 0, 0);
    const end = process.hrtime.bigint() + BigInt(Math.round(afterMs * 1e6));
    while (process.hrtime.bigint() < end);
    process.kill(pid, 'SIGKILL');`;
  const worker = new Worker(code, { eval: true, workerData: { signal, afterMs, pid: process.pid } });
  await once(worker, 'message');
  return () => {
    Atomics.store(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
}

function watchedNetwork(mark: Marker): Http {
  const network = createNodeHttp(process.env);
  return {
    async send(request) {
      const rotates = request.body?.includes('grant_type=refresh_token') === true;
      if (rotates) mark('in flight');
      const response = await network.send(request);
      if (rotates) mark('after the reply');
      return response;
    },
  };
}

function watchedVault(vault: TokenVault, mark: Marker): TokenVault {
  return {
    ...vault,
    async write(whose, record) {
      mark('during the store');
      const storage = await vault.write(whose, record);
      if (storage !== 'keychain') throw new Error('The keychain did not take the token');
      mark('after the store');
      return storage;
    },
  };
}
