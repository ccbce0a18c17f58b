import { expect, it } from 'vitest';
import { secretsUnder, secretsOf } from '../../e2e/support/secrets.ts';
import { expectTokens, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { failureOf, startRig } from './rig.ts';

const machine = useMachine();

it('without a Secret Service the session lives in memory, says so, and nothing of it is on the disk', async () => {
  await machine().keyring.stop();
  const rig = await startRig(machine());
  await suffer(rig, {
    strikes: () => () => undefined,
    does: (one) => failureOf(one.owner.actions.credentials('prod-admin')),
    says: { code: 'keychain_missing', words: ['There is no keychain', 'only while Tobira runs'] },
    token: 'over',
    logins: 1,
  });
  const [identity] = rig.view().identities;
  expect(identity?.session).toMatchObject({ status: 'signed-in', storage: 'memory' });
  await expectTokens(rig, 'live');
  const { files, found } = await secretsUnder(machine().home, secretsOf(rig.sandbox), []);
  expect(files).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
