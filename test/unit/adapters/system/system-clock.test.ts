import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createSteadyTime, systemClock } from '../../../../src/adapters/system/system-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Both sources as a test sets them. */
function createWorld() {
  const time = { wall: Date.parse('2026-03-01T12:00:00Z'), monotonic: 5_000 };
  const steady = createSteadyTime({ wall: () => time.wall, monotonic: () => time.monotonic });
  const start = steady();
  return {
    /** Time passes while the computer is awake. */
    pass(ms: number) {
      time.wall += ms;
      time.monotonic += ms;
    },
    /** It sleeps: the monotonic source stands still. */
    sleep: (ms: number) => void (time.wall += ms),
    /** Somebody sets the clock. */
    set: (ms: number) => void (time.wall += ms),
    /** The monotonic source goes wrong, which none should. */
    stumble: (ms: number) => void (time.monotonic -= ms),
    gone: () => steady() - start,
  };
}

test('time that passes is counted once', () => {
  const world = createWorld();
  world.pass(90_000);
  expect(world.gone()).toBe(90_000);
  expect(world.gone()).toBe(90_000);
});

test('time asleep counts', () => {
  const world = createWorld();
  world.pass(1_000);
  world.sleep(8 * hour);
  expect(world.gone()).toBe(8 * hour + 1_000);
  world.pass(1_000);
  expect(world.gone()).toBe(8 * hour + 2_000);
});

test.for([-hour, -day])('a clock that is set back by %i ms takes nothing back', (ms) => {
  const world = createWorld();
  world.pass(60_000);
  world.set(ms);
  expect(world.gone()).toBe(60_000);
  world.pass(60_000);
  expect(world.gone()).toBe(120_000);
});

test('sleep after the clock was set back counts in full', () => {
  const world = createWorld();
  world.set(-day);
  expect(world.gone()).toBe(0);
  world.sleep(hour);
  expect(world.gone()).toBe(hour);
});

test('a clock that is set forward is taken for sleep: the careful side', () => {
  const world = createWorld();
  world.set(day);
  expect(world.gone()).toBe(day);
});

test('the grain of the sources does not add up, however often time is read', () => {
  const world = createWorld();
  // The wall clock shows whole milliseconds, the other one parts of them.
  for (let read = 0; read < 10_000; read++) {
    world.pass(0.25);
    world.set(read % 4 === 0 ? 0.75 : -0.25);
    world.gone();
  }
  expect(world.gone()).toBeCloseTo(2_500);
});

test('a clock that the time service speeds up is followed in the end', () => {
  const world = createWorld();
  for (let second = 0; second < 10_000; second++) {
    world.pass(1_000);
    world.set(0.5);
    world.gone();
  }
  expect(world.gone()).toBeGreaterThan(10_004_000);
  expect(world.gone()).toBeLessThanOrEqual(10_005_000);
});

test('it never goes back, whatever the sources do', () => {
  const step = fc.record({
    kind: fc.constantFrom('pass', 'sleep', 'set', 'stumble'),
    ms: fc.integer({ min: 0, max: 2 * day }),
    back: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const world = createWorld();
      let last = world.gone();
      let awake = 0;
      for (const { kind, ms, back } of steps) {
        if (kind === 'pass') awake += ms;
        if (kind === 'pass') world.pass(ms);
        else if (kind === 'sleep') world.sleep(ms);
        else if (kind === 'stumble') world.stumble(ms);
        else world.set(back ? -ms : ms);
        const now = world.gone();
        expect(now).toBeGreaterThanOrEqual(last);
        last = now;
      }
      if (!steps.some(({ kind }) => kind === 'stumble')) expect(last).toBeGreaterThanOrEqual(awake);
    }),
    { numRuns: 2_000 },
  );
});

test("the computer's own clock goes forward", async () => {
  const before = systemClock.steady();
  await new Promise((resolve) => setImmediate(resolve));
  expect(systemClock.steady()).toBeGreaterThanOrEqual(before);
});

test('a wait longer than any timer runs is a long one, and not over at once', async () => {
  vi.useFakeTimers();
  try {
    let rung = 0;
    const callOff = systemClock.after(2_200_000_000, () => (rung += 1));
    await vi.advanceTimersByTimeAsync(day);
    expect(rung).toBe(0);
    callOff();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
