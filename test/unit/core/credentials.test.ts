import { expect, test } from 'vitest';
import { createCredentials } from '../../../src/core/credentials.ts';
import { AppError } from '../../../src/core/errors.ts';
import type { Step } from '../../../src/core/state.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';
import { ada, bob, configWith, credentialsFrom, identityWith, roleWith } from '../../support/fake-nouns.ts';
import { FakeRandom } from '../../support/fake-random.ts';
import { FakeRoleAssumer } from '../../support/fake-role-assumer.ts';
import { createSessionWorld } from '../../support/fake-sessions.ts';

const work = identityWith();
const prod = roleWith();
const config = configWith();
const minute = 60_000;
const arn = prod.arn.text;
const shown = { roleArn: arn, issuer: work.issuer, audience: 'app-1', subject: '42' };

const refused = () => new AppError('role_refused', shown);
const throttled = () => new AppError('sts_throttled', {});
const unavailable = () => new AppError('sts_unavailable', { host: 'sts.example.com', status: 503 });
const unreachable = () => new AppError('sts_issuer_unreachable', { issuer: work.issuer });
const expired = () => new AppError('sts_token_expired', shown);
const tooLong = () => new AppError('sts_duration_refused', { roleArn: arn, seconds: 43_200 });

async function createWorld() {
  const world = createSessionWorld();
  await world.signIn(work);
  const { sessions, state, clock } = world;
  const assumer = new FakeRoleAssumer(clock);
  const skew = { seconds: 0 };
  const credentials = createCredentials({
    ...{ sessions, assumer, state, clock, random: new FakeRandom() },
    skew: () => skew.seconds,
  });
  const steps: Step[] = [];
  const get = (role = prod, identity = work) =>
    credentials.for(role, identity, config, (step) => steps.push(step));
  return { ...world, assumer, credentials, skew, steps, get };
}

test('an exchange asks for the role in its region, under the name of its user', async () => {
  const world = await createWorld();

  await world.get();

  const [asked] = world.assumer.asked;
  expect(asked).toMatchObject({ roleArn: prod.arn, region: 'eu-central-1', sessionName: 'ada@example.com' });
  expect(asked).not.toHaveProperty('durationSeconds');
  expect(asked?.idToken.audience).toBe('app-1');
  expect(world.steps).toEqual(['refreshing', 'assuming-role']);
});

test('the duration of the role is asked for', async () => {
  const world = await createWorld();
  await world.get(roleWith({ durationSeconds: 7200 }));
  expect(world.assumer.asked[0]?.durationSeconds).toBe(7200);
});

test('credentials are handed out again until 15 minutes before their end', async () => {
  const world = await createWorld();
  const first = await world.get();
  await world.clock.advance(45 * minute);
  expect(await world.get()).toBe(first);

  await world.clock.advance(1);

  expect(await world.get()).not.toBe(first);
  expect(world.assumer.asked).toHaveLength(2);
});

test('short credentials are handed out again for half of their life', async () => {
  const world = await createWorld();
  const short = roleWith({ durationSeconds: 900 });
  const first = await world.get(short);
  await world.clock.advance(7.5 * minute);
  expect(await world.get(short)).toBe(first);

  await world.clock.advance(1);

  expect(await world.get(short)).not.toBe(first);
});

test('when renewing fails, credentials that still work are handed out', async () => {
  const world = await createWorld();
  const first = await world.get();
  await world.clock.advance(50 * minute);
  world.assumer.failWith(refused(), refused());

  expect(await world.get()).toBe(first);

  await world.clock.advance(10 * minute);
  await expect(world.get()).rejects.toMatchObject({ code: 'role_refused' });
});

test('however many ask for a role at once, AWS is asked once', async () => {
  const world = await createWorld();

  const all = await Promise.all(Array.from({ length: 20 }, () => world.get()));

  expect(new Set(all).size).toBe(1);
  expect(world.assumer.asked).toHaveLength(1);
});

test('two roles are two exchanges with one ID token', async () => {
  const world = await createWorld();

  await Promise.all([world.get(), world.get(roleWith({ id: 'dev', roleName: 'Dev' }))]);

  expect(world.assumer.asked.map(({ roleArn }) => roleArn.roleName).sort()).toEqual(['Admin', 'Dev']);
  expect(new Set(world.assumer.asked.map(({ idToken }) => idToken.jwt)).size).toBe(1);
});

test('a role whose ARN was edited gets credentials of its own', async () => {
  const world = await createWorld();
  const first = await world.get();

  const second = await world.get(roleWith({ roleName: 'ReadOnly' }));

  expect(second).not.toBe(first);
  expect(world.assumer.asked[1]?.roleArn.roleName).toBe('ReadOnly');
});

test("a role whose ARN is edited during an exchange does not get the other one's credentials", async () => {
  const world = await createWorld();
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

test.for([
  ['sts_token_expired', expired()],
  ['sts_token_refused', new AppError('sts_token_refused', { ...shown, reason: 'key' })],
] as const)('an ID token that AWS finds stale (%s) is renewed once', async ([, failure]) => {
  const world = await createWorld();
  world.assumer.failWith(failure);

  await world.get();

  expect(world.assumer.asked).toHaveLength(2);
  expect(world.assumer.asked[1]?.idToken.jwt).not.toBe(world.assumer.asked[0]?.idToken.jwt);
});

test("an ID token that AWS finds stale twice is the user's to hear of", async () => {
  const world = await createWorld();
  world.assumer.failWith(expired(), expired());

  await expect(world.get()).rejects.toMatchObject({ code: 'sts_token_expired' });

  expect(world.assumer.asked).toHaveLength(2);
});

test('a duration that AWS refuses is left out, and not asked for again', async () => {
  const world = await createWorld();
  const long = roleWith({ durationSeconds: 43_200 });
  world.assumer.failWith(tooLong());

  await world.get(long);
  await world.clock.advance(50 * minute);
  await world.get(long);

  expect(world.assumer.asked.map(({ durationSeconds }) => durationSeconds)).toEqual([
    43_200,
    undefined,
    undefined,
  ]);
});

test('that a duration was refused is said, for as long as it matters', async () => {
  const world = await createWorld();
  const notice = () => world.state.get().roles.get(prod.id)?.notice;
  world.assumer.failWith(tooLong());

  await world.get(roleWith({ durationSeconds: 43_200 }));
  const said = notice();
  expect(said).toEqual({ kind: 'duration-shortened', seconds: 43_200 });

  await world.clock.advance(50 * minute);
  await world.get(roleWith({ durationSeconds: 43_200 }));
  expect(notice()).toBe(said);

  await world.clock.advance(50 * minute);
  await world.get(roleWith({ durationSeconds: 7200 }));
  expect(notice()).toBeUndefined();
});

test('a shorter duration is asked for once the user has written it', async () => {
  const world = await createWorld();
  world.assumer.failWith(tooLong());
  await world.get(roleWith({ durationSeconds: 43_200 }));
  await world.clock.advance(50 * minute);

  await world.get(roleWith({ durationSeconds: 7200 }));

  expect(world.assumer.asked.at(-1)?.durationSeconds).toBe(7200);
});

test('a refused duration does not go round in circles', async () => {
  const world = await createWorld();
  world.assumer.failWith(tooLong(), tooLong());
  await expect(world.get(roleWith({ durationSeconds: 43_200 }))).rejects.toMatchObject({
    code: 'sts_duration_refused',
  });
});

test.for([-7_200, 7_200])('the clocks are blamed where they are %i s apart', async (seconds) => {
  const world = await createWorld();
  world.skew.seconds = seconds;
  world.assumer.failWith(expired(), expired());
  await expect(world.get()).rejects.toMatchObject({
    code: 'clock_skew',
    details: { issuer: work.issuer, seconds },
  });
});

test('clocks that are a little apart are not to blame', async () => {
  const world = await createWorld();
  world.skew.seconds = 20;
  world.assumer.failWith(expired(), expired());
  await expect(world.get()).rejects.toMatchObject({ code: 'sts_token_expired' });
});

test('what passes by itself is tried three times, with growing pauses', async () => {
  const world = await createWorld();
  world.assumer.failWith(unavailable(), unreachable());
  const started = world.clock.now();
  const times: number[] = [];
  const asked = world.get().then(() => times.push(world.clock.now() - started));

  await world.clock.advance(499);
  expect(world.assumer.asked).toHaveLength(1);
  await world.clock.advance(1);
  expect(world.assumer.asked).toHaveLength(2);
  await world.clock.advance(999);
  expect(world.assumer.asked).toHaveLength(2);
  await world.clock.advance(1);
  await asked;

  expect(world.assumer.asked).toHaveLength(3);
  expect(times).toEqual([1500]);
});

test('what does not pass is given up after the third try', async () => {
  const world = await createWorld();
  world.assumer.failWith(throttled(), throttled(), throttled(), throttled());
  const asked = world.get();
  const outcome = expect(asked).rejects.toMatchObject({ code: 'sts_throttled' });
  await world.clock.advance(10_000);
  await outcome;
  expect(world.assumer.asked).toHaveLength(3);
});

test('a refusal is not tried again', async () => {
  const world = await createWorld();
  world.assumer.failWith(refused());

  await expect(world.get()).rejects.toMatchObject({ code: 'role_refused' });

  expect(world.assumer.asked).toHaveLength(1);
});

test('the end of the credentials is shown, and forgotten with them', async () => {
  const world = await createWorld();
  const { expiresAt } = await world.get();
  expect(world.state.get().roles.get(prod.id)?.credentialsUntil).toBe(expiresAt);

  world.credentials.forget(work);

  expect(world.state.get().roles.has(prod.id)).toBe(false);
  await world.get();
  expect(world.assumer.asked).toHaveLength(2);
});

test('forgetting one identity leaves the credentials of another', async () => {
  const world = await createWorld();
  const home = identityWith({ id: 'home' });
  await world.signIn(home);
  const lab = roleWith({ id: 'lab', identity: 'home' });
  const held = await world.get(lab, home);

  world.credentials.forget(work);

  expect(await world.get(lab, home)).toBe(held);
});

test('an exchange that was under way when its identity was forgotten leaves nothing', async () => {
  const world = await createWorld();
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
  expect(world.state.get().roles.get(prod.id)?.credentialsUntil).toBeUndefined();
});

test('a renewal that fails after its identity was forgotten hands nothing out', async () => {
  const world = await createWorld();
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
  const world = await createWorld();
  await world.get();

  world.credentials.keepOnly(work, ada);
  expect(world.credentials.handOver().size).toBe(1);
  world.credentials.keepOnly(work, bob);

  expect(world.credentials.handOver().size).toBe(0);
});

test('the next owner takes over the credentials that are still good, for as long as they last', async () => {
  const world = await createWorld();
  const first = await world.get();
  await world.clock.advance(10 * minute);
  const next = await createWorld();
  // Another process counts from elsewhere.
  await next.clock.advance(10 * minute);

  next.credentials.adopt(world.credentials.handOver());

  expect(await next.get()).toBe(first);
  expect(next.state.get().roles.get(prod.id)?.credentialsUntil).toBe(first.expiresAt);
  await next.clock.advance(35 * minute);
  expect(await next.get()).toBe(first);
  await next.clock.advance(1);
  expect(await next.get()).not.toBe(first);
});

test('the next owner leaves credentials that have ended', async () => {
  const world = await createWorld();
  await world.get();
  const handed = new Map(
    [...world.credentials.handOver()].map(([id, entry]) => [id, { ...entry, leftMs: 0 }]),
  );
  const next = await createWorld();

  next.credentials.adopt(handed);

  expect(next.credentials.handOver().size).toBe(0);
});
