import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { retryPassing, retryWhileBusy } from '../../../src/core/retry.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeRandom } from '../../support/fake-random.ts';

/** Fails as often as told, then answers. */
function busyFor(
  times: number,
  failure: AppError = new AppError('owner_busy', {}),
): { readonly work: () => Promise<string>; readonly calls: () => number } {
  let calls = 0;
  return {
    work: () => {
      calls += 1;
      return calls > times ? Promise.resolve('answer') : Promise.reject(failure);
    },
    calls: () => calls,
  };
}

describe('an owner that is busy', () => {
  it('is asked again until it answers', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(3);
    const answer = retryWhileBusy(clock, work);
    await clock.advance(749);
    expect(calls()).toBe(3);
    await clock.advance(1);
    expect(await answer).toBe('answer');
    expect(clock.waiting()).toBe(0);
  });

  it('is given up after 20 s', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(Number.POSITIVE_INFINITY);
    const answer = retryWhileBusy(clock, work).catch((error: unknown) => error);
    await clock.advance(20_000);
    expect(await answer).toMatchObject({ code: 'owner_busy' });
    expect(calls()).toBe(81);
  });

  it('that goes without an answer is followed by the next, where asking twice does no harm', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(2, new AppError('owner_gone', { path: '/owner.sock', begun: true }));
    const answer = retryWhileBusy(clock, work, true);
    await clock.advance(500);
    expect(await answer).toBe('answer');
    expect(calls()).toBe(3);
  });

  it('that goes without an answer is not followed where asking twice would do harm', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(1, new AppError('owner_gone', { path: '/owner.sock', begun: true }));
    await expect(retryWhileBusy(clock, work)).rejects.toMatchObject({ code: 'owner_gone' });
    expect(calls()).toBe(1);
  });

  it('that goes without a word has done nothing, and is followed by the next', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(1, new AppError('owner_gone', { path: '/owner.sock', begun: false }));
    const answer = retryWhileBusy(clock, work);
    await clock.advance(250);
    expect(await answer).toBe('answer');
    expect(calls()).toBe(2);
  });

  it('is given up where one after the other goes without an answer', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(
      Number.POSITIVE_INFINITY,
      new AppError('owner_gone', { path: '/owner.sock', begun: true }),
    );
    const answer = retryWhileBusy(clock, work, true).catch((error: unknown) => error);
    await clock.advance(2_000);
    expect(await answer).toMatchObject({ code: 'owner_gone' });
    expect(calls()).toBe(4);
  });

  it('is not asked again after any other failure', async () => {
    const clock = new FakeClock();
    const failure = new AppError('usage', { fault: 'command-unknown', name: 'x' });
    await expect(retryWhileBusy(clock, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(clock.waiting()).toBe(0);
  });
});

describe('what passes by itself', () => {
  /** @returns when it was asked, in milliseconds */
  async function tries(failure: AppError, chance = 0.5): Promise<readonly number[]> {
    const clock = new FakeClock();
    const random = new FakeRandom();
    random.value = chance;
    const times: number[] = [];
    const answer = retryPassing(clock, random, () => {
      times.push(clock.steady());
      return Promise.reject(failure);
    }).catch((error: unknown) => error);
    await clock.advance(3_600_000);
    expect(await answer).toBe(failure);
    return times;
  }

  it.each([
    [0, [0, 250, 750]],
    [0.5, [0, 500, 1_500]],
    [0.75, [0, 625, 1_875]],
  ])('is tried three times, at moments that chance (%d) spreads', async (chance, times) => {
    expect(await tries(new AppError('sts_throttled', {}), chance)).toEqual(times);
  });

  it('is left alone for as long as it asks for', async () => {
    expect(await tries(new AppError('sts_throttled', { waitSeconds: 8 }))).toEqual([0, 8_000, 16_000]);
    const unavailable = { host: 'sts.example.com', status: 503, waitSeconds: 1 };
    expect(await tries(new AppError('sts_unavailable', unavailable))).toEqual([0, 1_000, 2_000]);
  });

  it('is told at once where it asks for longer than anybody wants to wait', async () => {
    expect(await tries(new AppError('sts_throttled', { waitSeconds: 11 }))).toEqual([0]);
  });

  it('does not take in what others do not mend', async () => {
    const region = new AppError('sts_region_disabled', { region: 'eu-south-1' });
    expect(await tries(region)).toEqual([0]);
  });
});
