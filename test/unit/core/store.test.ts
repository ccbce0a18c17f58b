import { expect, test } from 'vitest';
import { createStore } from '../../../src/core/store.ts';

test('a change is told to every listener, in the order in which they came', () => {
  const store = createStore(1);
  const seen: string[] = [];
  store.subscribe(() => seen.push(`first ${store.get()}`));
  store.subscribe(() => seen.push(`second ${store.get()}`));

  store.update((value) => value + 1);

  expect(seen).toEqual(['first 2', 'second 2']);
});

test('a change to the same value is no change', () => {
  const store = createStore({ count: 1 });
  let calls = 0;
  store.subscribe(() => (calls += 1));
  store.update((same) => same);
  expect(calls).toBe(0);
});

test('a subscription ends when its disposer is called, even while listeners run', () => {
  const store = createStore(0);
  let calls = 0;
  const end = store.subscribe(() => {
    calls += 1;
    end();
  });
  store.subscribe(() => undefined);
  store.update((value) => value + 1);
  store.update((value) => value + 1);
  expect(calls).toBe(1);
});
