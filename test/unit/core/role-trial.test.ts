import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { identityWith } from '../../support/fake-nouns.ts';
import { createFakeWorld, type FakeWorld } from '../../support/fake-owner.ts';

const work = identityWith();
const roleArn = 'arn:aws:iam::123456789012:role/New';
const tried = { identityId: work.id, roleArn };
const usual = (partition: string) => (partition === 'aws' ? 'us-east-1' : undefined);

async function signedIn(): Promise<FakeWorld> {
  const world = createFakeWorld();
  const login = world.owner.actions.signIn(undefined, world.browser);
  await settle();
  world.provider.approve(work);
  await login;
  return world;
}

test('a role that nobody has written down yet is assumed once, and what AWS gives is forgotten', async () => {
  const { owner, assumer } = await signedIn();
  const before = owner.state.get().roles;
  await owner.tryRole(tried, usual);
  expect(assumer.asked.map((one) => [one.roleArn.text, one.region])).toEqual([[roleArn, 'us-east-1']]);
  expect(owner.state.get().roles).toEqual(before);
  expect(JSON.stringify(owner.handOver().credentials)).not.toContain('New');
  // The next one asks anew: nothing was kept.
  await owner.tryRole({ ...tried, region: 'eu-west-1' }, usual);
  expect(assumer.asked).toHaveLength(2);
  expect(assumer.asked[1]?.region).toBe('eu-west-1');
});

test('a refusal comes through as it is, and no role of the configuration shows it', async () => {
  const { owner, assumer, provider } = await signedIn();
  const { issuer, clientId: audience } = work;
  const before = owner.state.get().roles;
  assumer.failWith(
    new AppError('role_refused', { roleArn, issuer, audience, subject: provider.user.subject }),
  );
  await expect(owner.tryRole(tried, usual)).rejects.toMatchObject({ code: 'role_refused' });
  expect(owner.state.get().roles).toEqual(before);
});

test('nobody is asked without a login, nor for what is no role', async () => {
  const { owner, assumer } = createFakeWorld();
  await expect(owner.tryRole(tried, usual)).rejects.toMatchObject({ code: 'login_needed' });
  const world = await signedIn();
  await expect(world.owner.tryRole({ ...tried, roleArn: 'x' }, usual)).rejects.toMatchObject({
    code: 'internal',
  });
  await expect(world.owner.tryRole({ ...tried, region: 'a/b' }, usual)).rejects.toMatchObject({
    code: 'internal',
  });
  expect([...assumer.asked, ...world.assumer.asked]).toEqual([]);
});
