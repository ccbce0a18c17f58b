import { expect, test } from 'vitest';
import { createLanes } from '../../../src/core/lanes.ts';
import { settle } from '../../support/fake-clock.ts';
import { Gate } from '../../support/fake-gate.ts';

test('work on one key goes one after the other, in the order in which it was asked for', async () => {
  const lanes = createLanes<string>();
  const gate = new Gate();
  const done: string[] = [];
  const first = lanes.run('a', async () => {
    await gate.passed();
    done.push('first');
  });
  const second = lanes.run('a', () => Promise.resolve(done.push('second')));
  const third = lanes.run('a', () => Promise.resolve(done.push('third')));
  await lanes.run('b', () => Promise.resolve(done.push('another key')));
  expect(done).toEqual(['another key']);
  gate.open();
  await Promise.all([first, second, third]);
  expect(done).toEqual(['another key', 'first', 'second', 'third']);
});

test('work that fails tells whoever asked for it, and holds nobody up', async () => {
  const lanes = createLanes<string>();
  const failed = lanes.run('a', () => Promise.reject(new Error('no')));
  const next = lanes.run('a', () => Promise.resolve('yes'));
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('the lanes are idle when all is done, what came meanwhile included', async () => {
  const lanes = createLanes<string>();
  const gate = new Gate();
  const seen: string[] = [];
  void lanes
    .run('a', () => gate.passed())
    .then(() => lanes.run('b', () => Promise.resolve(seen.push('later'))));
  const idle = lanes.idle().then(() => seen.push('idle'));
  await settle();
  expect(seen).toEqual([]);
  gate.open();
  await idle;
  expect(seen).toEqual(['later', 'idle']);
});
