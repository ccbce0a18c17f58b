import { expect, test } from 'vitest';
import { menuPlace } from '../../../src/renderer/menu-place.ts';

const page = { width: 420, height: 600 };
const buttonAt = (left: number, top: number) => ({ left, top, right: left + 20, bottom: top + 28 });

test('a menu opens below its button, their right edges in line', () => {
  expect(menuPlace(buttonAt(300, 100), { width: 200, height: 300 }, page)).toEqual({ left: 120, top: 132 });
});

test('a menu opens above its button where there is no room below', () => {
  expect(menuPlace(buttonAt(300, 500), { width: 200, height: 300 }, page)).toEqual({ left: 120, top: 196 });
});

test('a menu opens beside its button where there is no room below or above', () => {
  expect(menuPlace(buttonAt(300, 300), { width: 200, height: 400 }, page)).toEqual({ left: 96, top: 192 });
});

test('a menu stays within the window', () => {
  expect(menuPlace(buttonAt(100, 100), { width: 200, height: 100 }, page).left).toBe(8);
  expect(menuPlace(buttonAt(398, 100), { width: 100, height: 100 }, page).left).toBe(312);
  expect(menuPlace(buttonAt(300, 100), { width: 200, height: 900 }, page).top).toBe(8);
});
