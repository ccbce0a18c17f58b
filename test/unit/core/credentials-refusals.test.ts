import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { settle } from '../../support/fake-clock.ts';
import { createCredentialsWorld } from '../../support/fake-credentials.ts';
import { Gate } from '../../support/fake-gate.ts';
import { identityWith, roleWith } from '../../support/fake-nouns.ts';

const work = identityWith();
const prod = roleWith();
const minute = 60_000;
const arn = prod.arn.text;
const shown = { roleArn: arn, issuer: work.issuer, audience: 'app-1', subject: '42' };

const refused = () => new AppError('role_refused', shown);
const throttled = () => new AppError('sts_throttled', {});
const unavailable = () => new AppError('sts_unavailable', { host: 'sts.example.com', status: 503 });
const unreachable = () => new AppError('sts_issuer_unreachable', { issuer: work.issuer });
const expired = () => new AppError('sts_token_expired', shown);
const tooLong = () => new AppError('sts_duration_refused', { roleArn: arn, seconds: 43_200 });

test.for([
  ['sts_token_expired', expired()],
  ['sts_token_refused', new AppError('sts_token_refused', { ...shown, reason: 'key' })],
  ['sts_claim_rejected', new AppError('sts_claim_rejected', { ...shown, reason: 'revoked' })],
] as const)('an ID token that AWS finds stale (%s) is renewed once', async ([, failure]) => {
  const world = await createCredentialsWorld();
  world.assumer.failWith(failure);

  await world.get();

  expect(world.assumer.asked).toHaveLength(2);
  expect(world.assumer.asked[1]?.idToken.jwt).not.toBe(world.assumer.asked[0]?.idToken.jwt);
});

test('a claim that AWS rejects twice is told, and not tried again', async () => {
  const world = await createCredentialsWorld();
  const rejected = new AppError('sts_claim_rejected', { ...shown, reason: 'revoked' });
  world.assumer.failWith(rejected, rejected);
  await expect(world.get()).rejects.toBe(rejected);
  expect(world.assumer.asked).toHaveLength(2);
});

test("an ID token that AWS finds stale twice is the user's to hear of", async () => {
  const world = await createCredentialsWorld();
  world.assumer.failWith(expired(), expired());

  await expect(world.get()).rejects.toMatchObject({ code: 'sts_token_expired' });

  expect(world.assumer.asked).toHaveLength(2);
});

test('a duration that AWS refuses is left out, and not asked for again', async () => {
  const world = await createCredentialsWorld();
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
  const world = await createCredentialsWorld();
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
  const world = await createCredentialsWorld();
  world.assumer.failWith(tooLong());
  await world.get(roleWith({ durationSeconds: 43_200 }));
  await world.clock.advance(50 * minute);

  await world.get(roleWith({ durationSeconds: 7200 }));

  expect(world.assumer.asked.at(-1)?.durationSeconds).toBe(7200);
});

test('a refused duration does not go round in circles', async () => {
  const world = await createCredentialsWorld();
  world.assumer.failWith(tooLong(), tooLong());
  await expect(world.get(roleWith({ durationSeconds: 43_200 }))).rejects.toMatchObject({
    code: 'sts_duration_refused',
  });
});

test('a duration that nobody asked for is refused once, and not for ever', async () => {
  const world = await createCredentialsWorld();
  world.assumer.failWith(...Array.from({ length: 9 }, tooLong));
  await expect(world.get()).rejects.toMatchObject({ code: 'sts_duration_refused' });
  expect(world.assumer.asked).toHaveLength(2);
});

test.for([-7_200, 7_200])('the clocks are blamed where they are %i s apart', async (seconds) => {
  const world = await createCredentialsWorld();
  world.skew.seconds = seconds;
  world.assumer.failWith(expired(), expired());
  await expect(world.get()).rejects.toMatchObject({
    code: 'clock_skew',
    details: { issuer: work.issuer, seconds },
  });
});

test('clocks that are a little apart are not to blame', async () => {
  const world = await createCredentialsWorld();
  world.skew.seconds = 20;
  world.assumer.failWith(expired(), expired());
  await expect(world.get()).rejects.toMatchObject({ code: 'sts_token_expired' });
});

test('what passes by itself is tried three times, with growing pauses', async () => {
  const world = await createCredentialsWorld();
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
  const world = await createCredentialsWorld();
  world.assumer.failWith(throttled(), throttled(), throttled(), throttled());
  const asked = world.get();
  const outcome = expect(asked).rejects.toMatchObject({ code: 'sts_throttled' });
  await world.clock.advance(10_000);
  await outcome;
  expect(world.assumer.asked).toHaveLength(3);
});

test('a refusal is not tried again', async () => {
  const world = await createCredentialsWorld();
  world.assumer.failWith(refused());

  await expect(world.get()).rejects.toMatchObject({ code: 'role_refused' });

  expect(world.assumer.asked).toHaveLength(1);
});

test('while credentials still work, a renewal that failed is not tried again at once', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(50 * minute);
  world.assumer.failWith(refused());
  for (let use = 0; use < 5; use++) expect(await world.get()).toBe(first);
  expect(world.assumer.asked).toHaveLength(2);

  await world.clock.advance(30_000);
  expect(await world.get()).toBe(first);
  await world.clock.advance(1);
  expect(await world.get()).not.toBe(first);
});

test('credentials that end while a failed renewal rests are not handed out', async () => {
  const world = await createCredentialsWorld();
  const first = await world.get();
  await world.clock.advance(60 * minute - 10_000);
  world.assumer.failWith(refused());
  expect(await world.get()).toBe(first);

  await world.clock.advance(10_000);

  expect(await world.get()).not.toBe(first);
});

test('roles whose one token AWS refuses share one renewal of it', async () => {
  const world = await createCredentialsWorld();
  const roles = ['one', 'two', 'three'].map((id) => roleWith({ id, roleName: id }));
  const gates = roles.map(() => new Gate());
  for (const gate of gates) {
    world.assumer.answers.push(async () => {
      await gate.passed();
      throw expired();
    });
  }
  const all = roles.map((role) => world.get(role));
  for (const gate of gates) {
    await settle();
    gate.open();
  }
  await Promise.all(all);

  expect(world.provider.presented).toHaveLength(1);
});
