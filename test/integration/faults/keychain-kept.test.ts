import { expect, it } from 'vitest';
import { expectToWork, suffer } from './invariants.ts';
import { useMachine } from './machine.ts';
import { AIKO } from './person.ts';
import { startRig } from './rig.ts';

const machine = useMachine();
/** What Windows takes for one credential, in bytes. */
const LIMIT = 2560;

it('a session larger than Windows’ limit is stored in pieces, renewed in pieces, and read back whole', async () => {
  const rig = await startRig(machine());
  const { gitlab } = rig.sandbox;
  gitlab.users.add({ ...gitlab.users.get(AIKO), name: 'Aiko '.repeat(1000) });
  await rig.nextDay();
  for (let round = 0; round < 3; round++) {
    expect(await rig.click()).toBeUndefined();
    const items = (await machine().keyring.items('Tobira')).filter(({ account }) =>
      account.includes(gitlab.issuer),
    );
    const sizes = items.map(({ secret = '' }) => Buffer.byteLength(secret));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(LIMIT);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(LIMIT);
    const [live] = gitlab.refreshTokens(AIKO);
    expect(items.map(({ secret }) => secret).join()).toContain(live?.token);
    await rig.restart();
  }
  expect(rig.person.logins).toHaveLength(1);
  gitlab.users.add({ ...gitlab.users.get(AIKO), name: 'Aiko Tanaka' });
  // A new sign-in brings a small record: what the large one was kept in is gone.
  await rig.owner.actions.signOut('work');
  const left = await machine().keyring.items('Tobira');
  expect(left.filter(({ account }) => account.includes(gitlab.issuer))).toEqual([]);
  await expectToWork(rig);
});

it('a locked keychain that cannot ask is waited for: nothing is overwritten, and nobody signs in', async () => {
  const { keyring } = machine();
  const rig = await startRig(machine());
  await rig.nextDay();
  const before = await keyring.items('Tobira');
  await suffer(rig, {
    strikes: async () => {
      await keyring.lock();
      await rig.restart();
      return async () => {
        await keyring.unlock();
        expect(await keyring.items('Tobira')).toEqual(before);
      };
    },
    says: { code: 'keychain_locked', words: ['The keychain is locked', 'Unlock'] },
    token: 'locked',
  });
});
