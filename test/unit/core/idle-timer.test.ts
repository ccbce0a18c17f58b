import { expect, test } from 'vitest';
import { createIdleTimer } from '../../../src/core/idle-timer.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const minute = 60_000;

function setUp() {
  const clock = new FakeClock();
  let ends = 0;
  const lease = { held: false };
  const timer = createIdleTimer(
    clock,
    () => (ends += 1),
    () => lease.held,
  );
  return { clock, timer, lease, ends: () => ends };
}

test('an agent that nobody asks ends after 15 minutes', async () => {
  const { clock, ends } = setUp();
  await clock.advance(15 * minute - 1);
  expect(ends()).toBe(0);
  await clock.advance(1);
  expect(ends()).toBe(1);
});

test("the time counts from the last connection's end", async () => {
  const { clock, timer, ends } = setUp();
  await clock.advance(14 * minute);
  timer.busy();
  timer.free();
  await clock.advance(14 * minute);
  expect(ends()).toBe(0);
  await clock.advance(minute);
  expect(ends()).toBe(1);
});

test('an agent does not end while it keeps credentials fresh, and not long after', async () => {
  const { clock, lease, ends } = setUp();
  lease.held = true;
  await clock.advance(24 * 60 * minute + minute);
  expect(ends()).toBe(0);
  lease.held = false;
  await clock.advance(14 * minute - 1);
  expect(ends()).toBe(0);
  await clock.advance(1);
  expect(ends()).toBe(1);
});

test('an agent does not end while anybody is connected', async () => {
  const { clock, timer, ends } = setUp();
  timer.busy();
  timer.busy();
  await clock.advance(60 * minute);
  timer.free();
  await clock.advance(60 * minute);
  expect(ends()).toBe(0);
  timer.free();
  await clock.advance(15 * minute);
  expect(ends()).toBe(1);
});
