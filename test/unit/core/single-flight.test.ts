import { expect, test } from 'vitest';
import { createSingleFlight } from '../../../src/core/single-flight.ts';
import { Gate } from '../../support/fake-gate.ts';

test('whoever asks for the same thing at the same time shares one piece of work', async () => {
  const flights = createSingleFlight<string, number>();
  let runs = 0;
  const work = () => Promise.resolve((runs += 1));

  expect(await Promise.all([flights.run('a', work), flights.run('a', work), flights.run('b', work)])).toEqual(
    [1, 1, 2],
  );
  expect(await flights.run('a', work)).toBe(3);
});

test('a failure reaches everyone who shared it, and nobody after', async () => {
  const flights = createSingleFlight<string, string>();
  const failing = () => Promise.reject(new Error('no'));
  const outcomes = await Promise.allSettled([flights.run('a', failing), flights.run('a', failing)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await flights.run('a', () => Promise.resolve('yes'))).toBe('yes');
});

test('settled waits for what is under way and never fails', async () => {
  const flights = createSingleFlight<string, string>();
  const gate = new Gate();
  const order: string[] = [];
  const flight = flights.run('a', async () => {
    await gate.passed();
    order.push('landed');
    throw new Error('badly');
  });
  const settled = flights.settled('a').then(() => order.push('settled'));
  await flights.settled('b');
  expect(order).toEqual([]);
  gate.open();
  await expect(flight).rejects.toThrow('badly');
  await settled;
  expect(order).toEqual(['landed', 'settled']);
});

test('whoever leaves does not wait any more, and the work goes on for the others', async () => {
  const flights = createSingleFlight<string, string>();
  const gate = new Gate();
  const leaving = new AbortController();
  let abandoned: AbortSignal | undefined;
  const work = async (signal: AbortSignal) => {
    abandoned = signal;
    await gate.passed();
    return 'there';
  };
  const leaver = flights.run('a', work, leaving.signal);
  const other = flights.run('a', work, new AbortController().signal);

  leaving.abort(new Error('gone'));
  await expect(leaver).rejects.toThrow('gone');
  expect(abandoned?.aborted).toBe(false);
  gate.open();
  expect(await other).toBe('there');
});

test('when the last one has left the work is told, and whoever comes then begins anew', async () => {
  const flights = createSingleFlight<string, number>();
  const signals: AbortSignal[] = [];
  const gate = new Gate();
  const work = async (signal: AbortSignal) => {
    const run = signals.push(signal);
    await gate.passed();
    return run;
  };
  const leaving = new AbortController();
  const first = [flights.run('a', work, leaving.signal), flights.run('a', work, leaving.signal)];
  leaving.abort(new Error('gone'));
  for (const one of first) await expect(one).rejects.toThrow('gone');
  const next = flights.run('a', work);
  gate.open();

  expect(await next).toBe(2);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('whoever has left already begins nothing', async () => {
  const flights = createSingleFlight<string, string>();
  const gone = AbortSignal.abort(new Error('gone'));
  await expect(flights.run('a', () => Promise.reject(new Error('begun')), gone)).rejects.toThrow('gone');
});
