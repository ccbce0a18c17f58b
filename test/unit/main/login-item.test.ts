import { expect, test } from 'vitest';
import { createLoginItem } from '../../../src/main/login-item.ts';

type LoginItemApp = Parameters<typeof createLoginItem>[0];

function itemOn(platform: NodeJS.Platform, openAtLogin: boolean, executableWillLaunchAtLogin: boolean) {
  const calls: unknown[] = [];
  const app: LoginItemApp = {
    getLoginItemSettings: () => ({
      openAtLogin,
      executableWillLaunchAtLogin,
      ...{ openAsHidden: false, wasOpenedAtLogin: false, wasOpenedAsHidden: false, restoreState: false },
      status: 'enabled',
      launchItems: [],
    }),
    setLoginItemSettings: (settings) => void calls.push(settings),
  };
  return { calls, item: createLoginItem(app, platform) };
}

test('a change is written, whatever the list says: what is switched off there is on again', async () => {
  const { calls, item } = itemOn('win32', true, false);
  await item.set(true);
  await item.set(false);
  expect(calls).toEqual([{ openAtLogin: true }, { openAtLogin: false }]);
});

test.for([
  ['win32', true, true, true],
  ['win32', true, false, false],
  ['win32', false, false, false],
  ['darwin', true, false, true],
  ['darwin', false, false, false],
] as const)(
  'on %s an item that is there: %s, and works: %s, is kept: %s',
  async ([platform, is, works, kept]) => {
    const { calls, item } = itemOn(platform, is, works);
    expect(await item.keep()).toBe(kept);
    expect(calls).toEqual([]);
  },
);

test('who made an item, that list does not tell', async () => {
  expect(await itemOn('darwin', true, true).item.isOurs()).toBe(false);
});
