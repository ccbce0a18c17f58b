import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { createRefusedDurations } from '../../../src/core/refused-durations.ts';
import { createState, type StateStore } from '../../../src/core/state.ts';
import type { Role } from '../../../src/core/model.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createCredentialsWorld } from '../../support/fake-credentials.ts';
import { FakeMemory } from '../../support/fake-memory.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';

const long = roleWith({ durationSeconds: 43_200 });
const day = 86_400_000;

function world(memory = new FakeMemory(), clock = new FakeClock()) {
  const state = createState();
  const durations = createRefusedDurations({ memory, state, clock });
  return { memory, clock, state, durations };
}

function configure(state: StateStore, ...roles: readonly Role[]): void {
  const config = configWith({ roles });
  state.update((current) => ({ ...current, config: { status: 'ready', config } }));
}

test('what AWS refused is known in the next run, which asks for what works at once', async () => {
  const memory = new FakeMemory();
  const before = await createCredentialsWorld(memory);
  before.assumer.failWith(new AppError('sts_duration_refused', { roleArn: long.arn.text, seconds: 43_200 }));
  await before.get(long);
  expect(before.assumer.asked.map(({ durationSeconds }) => durationSeconds)).toEqual([43_200, undefined]);

  const after = await createCredentialsWorld(memory);
  await after.get(long);

  expect(after.assumer.asked.map(({ durationSeconds }) => durationSeconds)).toEqual([undefined]);
  expect(after.shown(long)?.notice).toEqual({ kind: 'duration-shortened', seconds: 43_200 });
});

test('whoever asks AWS anew asks for the whole duration again, and what it gives then counts', async () => {
  const memory = new FakeMemory();
  memory.refused = [{ roleArn: long.arn.text, seconds: 43_200, at: new FakeClock().now() }];
  const { credentials, assumer, state } = await createCredentialsWorld(memory);
  const config = configWith({ roles: [long] });
  state.update((current) => ({ ...current, config: { status: 'ready', config } }));
  expect(state.get().roles.get(long.id)?.longest).toEqual({ seconds: 3600, refused: 43_200 });
  const [identity] = config.identities;
  if (identity === undefined) throw new Error('no identity');

  await credentials.anew(long, identity, config);

  expect(assumer.asked.map(({ durationSeconds }) => durationSeconds)).toEqual([43_200]);
  expect(memory.refused).toEqual([]);
  expect(state.get().roles.get(long.id)?.longest).toBeUndefined();
});

test('a role shows it from the moment that the configuration is read', () => {
  const memory = new FakeMemory();
  memory.refused = [{ roleArn: long.arn.text, seconds: 43_200, at: new FakeClock().now() }];
  const { state } = world(memory);
  configure(state, long, roleWith({ id: 'other', roleName: 'Other', durationSeconds: 43_200 }));
  expect(state.get().roles.get(long.id)?.longest).toEqual({ seconds: 3600, refused: 43_200 });
  expect(state.get().roles.size).toBe(1);
});

test('it is forgotten where the configuration asks for another duration', () => {
  const { memory, state, durations } = world();
  configure(state, long);
  durations.add(long);
  configure(state, roleWith({ durationSeconds: 7200 }));
  expect(durations.has(long)).toBe(false);
  expect(memory.refused).toEqual([]);
  expect(state.get().roles.get(long.id)?.longest).toBeUndefined();
  configure(state, long);
  expect(durations.has(long)).toBe(false);
});

test('a role that is out of the configuration for a while is remembered', () => {
  const { state, durations } = world();
  configure(state, long);
  durations.add(long);
  configure(state);
  expect(durations.has(long)).toBe(true);
});

test('after 30 days AWS is asked again', async () => {
  const { clock, durations } = world();
  durations.add(long);
  await clock.advance(30 * day - 1);
  expect(durations.has(long)).toBe(true);
  await clock.advance(1);
  expect(durations.has(long)).toBe(false);
});

test('what is dated in the future comes from a clock that was wrong, and is not believed', () => {
  const memory = new FakeMemory();
  const clock = new FakeClock();
  memory.refused = [{ roleArn: long.arn.text, seconds: 43_200, at: clock.now() + day }];
  expect(world(memory, clock).durations.has(long)).toBe(false);
});

test('of a chain it is the last role whose limit it is', () => {
  const arn = parseRoleArn('arn:aws:iam::210987654321:role/Spoke');
  if (arn === undefined) throw new Error('no ARN');
  const { memory, durations } = world();
  durations.add({ ...long, chain: [{ arn }] });
  expect(memory.refused.map(({ roleArn }) => roleArn)).toEqual([arn.text]);
  expect(durations.has(long)).toBe(false);
});
