import { expect, it } from 'vitest';
import { expectNobodyBusy, expectNoSecret, expectOneMessage, expectTokens, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { AIKO } from './person.ts';
import { startRig } from './rig.ts';

const machine = useMachine();

it('a keychain that dies before it answers a write keeps the old value whole, and the new token is in memory', async () => {
  const { keyring } = machine();
  const rig = await startRig(machine());
  await rig.nextDay();
  const before = await keyring.items('Tobira');
  const pid = keyring.pid() ?? 0;
  // It reads, and falls silent before the write that follows the refresh; then it is killed with the write before it.
  rig.road.before = ({ url }) => {
    if (url.endsWith('/oauth/token')) process.kill(pid, 'SIGSTOP');
    return Promise.resolve();
  };
  const clicking = rig.click();
  await rig.sandbox.gitlab.requests.reached('token', 2);
  rig.road.before = undefined;
  await keyring.stop('crashed');
  expect(await clicking).toBeUndefined();
  expectOneMessage(rig, undefined);
  expectNobodyBusy(rig);
  expectNoSecret(rig, []);
  await expectTokens(rig, 'live');
  expect(rig.view().identities[0]?.session).toMatchObject({ storage: 'memory' });

  await keyring.start();
  expect(await keyring.items('Tobira')).toEqual(before);
  expect(rig.sandbox.gitlab.refreshTokens(AIKO)).toHaveLength(1);
  await suffer(rig, { strikes: () => () => undefined });
});
