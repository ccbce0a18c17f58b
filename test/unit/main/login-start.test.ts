import { expect, test } from 'vitest';
import { createLoginStart, type LoginList } from '../../../src/main/login-start.ts';
import { FakeMemory } from '../../support/fake-memory.ts';

/** A computer whose list the user may change, too. */
function computer({ tellsWhose = false } = {}) {
  const memory = new FakeMemory();
  const calls: string[] = [];
  const item = { is: false };
  const list: LoginList = {
    isOurs: () => Promise.resolve(tellsWhose && item.is),
    set(on) {
      calls.push(`set ${on}`);
      item.is = on;
      return Promise.resolve();
    },
    keep() {
      calls.push('keep');
      return Promise.resolve(item.is);
    },
  };
  return { memory, calls, item, list, run: () => createLoginStart({ list, memory }) };
}

test('the list follows each change of the setting, also of one that was made while nothing ran', async () => {
  const { calls, item, run } = computer();
  await run()(true);
  expect(item.is).toBe(true);
  await run()(false);
  expect(item.is).toBe(false);
  const start = run();
  await start(true);
  await start(false);
  expect(calls).toEqual(['set true', 'set false', 'set true', 'set false']);
});

test('an item that the user made stays where the setting says nothing', async () => {
  const { calls, item, run } = computer();
  item.is = true;
  await run()(false);
  await run()(false);
  expect(calls).toEqual([]);
});

test('an item that the user took out stays out, which is told, until the setting changes', async () => {
  const { calls, item, run } = computer();
  await run()(true);
  item.is = false;
  for (let starts = 0; starts < 2; starts += 1)
    await expect(run()(true)).rejects.toMatchObject({ code: 'SWITCHED_OFF' });
  expect(item.is).toBe(false);
  expect(calls).toEqual(['set true', 'keep', 'keep']);
  const start = run();
  await start(false);
  await start(true);
  expect(item.is).toBe(true);
});

test('an item that tells whose it is counts as made, though nothing is remembered', async () => {
  const off = computer({ tellsWhose: true });
  off.item.is = true;
  await off.run()(false);
  expect(off.item.is).toBe(false);

  const on = computer({ tellsWhose: true });
  on.item.is = true;
  await on.run()(true);
  expect(on.calls).toEqual(['keep']);
  on.item.is = false;
  await expect(on.run()(true)).rejects.toMatchObject({ code: 'SWITCHED_OFF' });
});

test('what the system refused is tried again at the next start', async () => {
  const { item, list, memory, run } = computer();
  const refusing = { ...list, set: () => Promise.reject(new Error('no')) };
  await expect(createLoginStart({ list: refusing, memory })(true)).rejects.toThrow('no');
  await run()(true);
  expect(item.is).toBe(true);
});

test('a change counts in this run, though the memory cannot be written', async () => {
  const { memory, item, run } = computer();
  memory.starts = true;
  memory.setStartsAtLogin = () => undefined;
  item.is = true;
  const start = run();
  await start(false);
  await start(true);
  expect(item.is).toBe(true);
});
