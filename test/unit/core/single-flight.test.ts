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
