import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import { retryWhileBusy } from '../../../src/core/retry.ts';
import { FakeClock } from '../../support/fake-clock.ts';

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
    const { work, calls } = busyFor(2, new AppError('owner_gone', { path: '/owner.sock' }));
    const answer = retryWhileBusy(clock, work, true);
    await clock.advance(500);
    expect(await answer).toBe('answer');
    expect(calls()).toBe(3);
  });

  it('that goes without an answer is not followed where asking twice would do harm', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(1, new AppError('owner_gone', { path: '/owner.sock' }));
    await expect(retryWhileBusy(clock, work)).rejects.toMatchObject({ code: 'owner_gone' });
    expect(calls()).toBe(1);
  });

  it('is given up where one after the other goes without an answer', async () => {
    const clock = new FakeClock();
    const { work, calls } = busyFor(
      Number.POSITIVE_INFINITY,
      new AppError('owner_gone', { path: '/owner.sock' }),
    );
    const answer = retryWhileBusy(clock, work, true).catch((error: unknown) => error);
    await clock.advance(2_000);
    expect(await answer).toMatchObject({ code: 'owner_gone' });
    expect(calls()).toBe(4);
  });

  it('is not asked again after any other failure', async () => {
    const clock = new FakeClock();
    const failure = new AppError('usage', { message: 'no such role' });
    await expect(retryWhileBusy(clock, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(clock.waiting()).toBe(0);
  });
});
