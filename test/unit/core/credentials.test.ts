import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { createCredentialsWorld } from '../../support/fake-credentials.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';

const work = identityWith();
const prod = roleWith();
const minute = 60_000;
const arn = prod.arn.text;
const shown = { roleArn: arn, issuer: work.issuer, audience: 'app-1', subject: '42' };

const refused = () => new AppError('role_refused', shown);

test('an exchange asks for the role in its region, under the name of its user', async () => {
  const world = await createCredentialsWorld();

  await world.get();

  const [asked] = world.assumer.asked;
  expect(asked).toMatchObject({ roleArn: prod.arn, region: 'eu-central-1', sessionName: 'ada@example.com' });
  expect(asked).not.toHaveProperty('durationSeconds');
  expect(asked?.idToken.audience).toBe('app-1');
  expect(world.steps).toEqual(['refreshing', 'assuming-role']);
});

test('the duration of the role is asked for', async () => {
  const world = await createCredentialsWorld();
  await world.get(roleWith({ durationSeconds: 7200 }));
  expect(world.assumer.asked[0]?.durationSeconds).toBe(7200);
});

test('credentials are handed out again until 15 minutes before their end', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(45 * minute);
  expect(await world.get()).toBe(first);

  await world.clock.advance(1);

  expect(await world.get()).not.toBe(first);
  expect(world.assumer.asked).toHaveLength(2);
});

test('short credentials are handed out again for half of their life', async () => {
  const world = await createCredentialsWorld();
  const short = roleWith({ durationSeconds: 900 });
  const first = await world.get(short);
  await world.clock.advance(7.5 * minute);
  expect(await world.get(short)).toBe(first);

  await world.clock.advance(1);

  expect(await world.get(short)).not.toBe(first);
});

test('when renewing fails, credentials that still work are handed out', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(50 * minute);
  world.assumer.failWith(refused(), refused());

  expect(await world.get()).toBe(first);

  await world.clock.advance(10 * minute);
  await expect(world.get()).rejects.toMatchObject({ code: 'role_refused' });
});

test('however many ask for a role at once, AWS is asked once', async () => {
  const world = await createCredentialsWorld();

  const all = await Promise.all(Array.from({ length: 20 }, () => world.get()));

  expect(new Set(all).size).toBe(1);
  expect(world.assumer.asked).toHaveLength(1);
});

test('two roles are two exchanges with one ID token', async () => {
  const world = await createCredentialsWorld();

  await Promise.all([world.get(), world.get(roleWith({ id: 'dev', roleName: 'Dev' }))]);

  expect(world.assumer.asked.map(({ roleArn }) => roleArn.roleName).sort()).toEqual(['Admin', 'Dev']);
  expect(new Set(world.assumer.asked.map(({ idToken }) => idToken.jwt)).size).toBe(1);
});

test('a role whose ARN was edited gets credentials of its own', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();

  const second = await world.get(roleWith({ roleName: 'ReadOnly' }));

  expect(second).not.toBe(first);
  expect(world.assumer.asked[1]?.roleArn.roleName).toBe('ReadOnly');
});

test("a role whose ARN is edited during an exchange does not get the other one's credentials", async () => {
  const world = await createCredentialsWorld();
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    return credentialsFrom(world.clock.now(), 60 * minute, 'of the admin');
  });
  const admin = world.get();
  await settle();

  const readOnly = world.get(roleWith({ roleName: 'ReadOnly' }));
  await settle();
  gate.open();

  expect((await admin).accessKeyId).toBe('ASIA-of the admin');
  expect((await readOnly).accessKeyId).not.toBe('ASIA-of the admin');
});

test('the end of the credentials is shown, and forgotten with them', async () => {
  const world = await createCredentialsWorld();
  const { expiresAt } = await world.get();
  expect(world.state.get().roles.get(prod.id)?.sessionEnds?.full).toBe(expiresAt);

  world.credentials.forget(work);

  expect(world.state.get().roles.has(prod.id)).toBe(false);
  await world.get();
  expect(world.assumer.asked).toHaveLength(2);
});

test('forgetting one identity leaves the credentials of another', async () => {
  const world = await createCredentialsWorld();
  const home = identityWith({ id: 'home' });
  await world.signIn(home);
  const lab = roleWith({ id: 'lab', identity: 'home' });
  const held = await world.get(lab, home);

  world.credentials.forget(work);

  expect(await world.get(lab, home)).toBe(held);
});

test('an exchange that was under way when its identity was forgotten leaves nothing', async () => {
  const world = await createCredentialsWorld();
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    return credentialsFrom(world.clock.now());
  });
  const asked = world.get();
  await settle();

  world.credentials.forget(work);
  gate.open();

  await expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect(world.credentials.handOver().size).toBe(0);
  expect(world.state.get().roles.get(prod.id)?.sessionEnds).toBeUndefined();
});

test('an identity that is forgotten while its ID token is on the way is not shown to AWS', async () => {
  const world = await createCredentialsWorld();
  const gate = new Gate();
  world.provider.nextRefresh = async (...words) => {
    await gate.passed();
    return world.provider.rotate(...words);
  };
  world.sessions.dropIdToken(work, await world.sessions.idToken(work));
  const asked = world.get();
  await settle();

  world.credentials.forget(work);
  gate.open();

  await expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
  expect(world.assumer.asked).toEqual([]);
});

test('a renewal that fails after its identity was forgotten hands nothing out', async () => {
  const world = await createCredentialsWorld();
  await world.get();
  await world.clock.advance(50 * minute);
  const gate = new Gate();
  world.assumer.answers.push(async () => {
    await gate.passed();
    throw refused();
  });
  const asked = world.get();
  await settle();

  world.credentials.forget(work);
  gate.open();

  await expect(asked).rejects.toMatchObject({ code: 'signed_out_meanwhile' });
});

test('another user of the same identity does not get the credentials of the one before', async () => {
  const world = await createCredentialsWorld();
  await world.get();

  world.credentials.keepOnly(work, ada);
  expect(world.credentials.handOver().size).toBe(1);
  world.credentials.keepOnly(work, bob);

  expect(world.credentials.handOver().size).toBe(0);
});

test('the next owner takes over the credentials that are still good, for as long as they last', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(10 * minute);
  const next = await createCredentialsWorld();
  // Another process counts from elsewhere.
  await next.clock.advance(10 * minute);

  next.credentials.adopt(world.credentials.handOver());

  expect(await next.get()).toBe(first);
  expect(next.state.get().roles.get(prod.id)?.sessionEnds?.full).toBe(first.expiresAt);
  await next.clock.advance(35 * minute);
  expect(await next.get()).toBe(first);
  await next.clock.advance(1);
  expect(await next.get()).not.toBe(first);
});

test('the next owner leaves credentials that have ended', async () => {
  const world = await createCredentialsWorld();
  await world.get();
  const handed = new Map(
    [...world.credentials.handOver()].map(([id, entry]) => [id, { ...entry, leftMs: 0 }]),
  );
  const next = await createCredentialsWorld();

  next.credentials.adopt(handed);

  expect(next.credentials.handOver().size).toBe(0);
});
