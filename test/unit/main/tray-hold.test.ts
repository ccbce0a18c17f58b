import { expect, test } from 'vitest';
import { createMenuHold } from '../../../src/main/tray-hold.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function held() {
  const clock = new FakeClock();
  const closings: number[] = [];
  const hold = createMenuHold(clock, 8_000, () => closings.push(clock.now()));
  return { clock, hold, closings };
}

test('a menu is open from when it opens until it closes, and its closing is told once', async () => {
  const { clock, hold, closings } = held();
  expect(hold.isOpen()).toBe(false);
  hold.opened();
  expect(hold.isOpen()).toBe(true);
  hold.closed();
  expect(hold.isOpen()).toBe(false);
  await clock.advance(20_000);
  expect(closings).toHaveLength(1);
});

test('a menu that never says that it closed counts as closed after a while', async () => {
  const { clock, hold, closings } = held();
  hold.opened();
  await clock.advance(7_999);
  expect(hold.isOpen()).toBe(true);
  await clock.advance(1);
  expect(hold.isOpen()).toBe(false);
  expect(closings).toHaveLength(1);
});

test('another submenu that opens says that somebody is still there', async () => {
  const { clock, hold, closings } = held();
  hold.opened();
  await clock.advance(6_000);
  hold.opened();
  await clock.advance(6_000);
  expect(hold.isOpen()).toBe(true);
  await clock.advance(2_000);
  expect(closings).toHaveLength(1);
});

test('what closes and was not open is no news', () => {
  const { hold, closings } = held();
  hold.closed();
  expect(closings).toEqual([]);
});
