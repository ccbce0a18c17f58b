import { expect, test } from 'vitest';
import { createSettingEffects, type SystemReach } from '../../../src/main/settings-effects.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { settingsWith } from '../../support/fake-nouns.ts';

function effectsWith(change: Partial<SystemReach> = {}) {
  const calls: string[] = [];
  const reach: SystemReach = {
    canTakeKeys: true,
    takeKeys(keys) {
      calls.push(`take ${keys}`);
      return true;
    },
    giveKeysBack: (keys) => void calls.push(`give ${keys}`),
    startAtLogin(on) {
      calls.push(`start ${on}`);
      return Promise.resolve();
    },
    ...change,
  };
  let changes = 0;
  const effects = createSettingEffects({
    reach,
    onPress: () => undefined,
    onChange: () => void (changes += 1),
    log: new FakeLog(),
  });
  return { effects, calls, changes: () => changes };
}

const keys = 'Control+Alt+T';

test('keys are taken once, given back for others, and at the end', () => {
  const { effects, calls } = effectsWith();
  effects.apply(settingsWith({ shortcut: keys }));
  effects.apply(settingsWith({ shortcut: keys, confirmForMs: 60_000 }));
  expect(effects.view().shortcut).toBe('ready');
  effects.apply(settingsWith({ shortcut: 'F9' }));
  effects.end();
  expect(calls.filter((call) => !call.startsWith('start'))).toEqual([
    `take ${keys}`,
    `give ${keys}`,
    'take F9',
    'give F9',
  ]);
});

test.each([
  ['taken', { takeKeys: (): boolean => false }],
  [
    'taken',
    {
      takeKeys: () => {
        throw new TypeError('no such key');
      },
    },
  ],
  ['unavailable', { canTakeKeys: false }],
])('keys that cannot be had are %s', (state, change) => {
  const { effects, changes } = effectsWith(change);
  effects.apply(settingsWith({ shortcut: keys }));
  expect(effects.view().shortcut).toBe(state);
  expect(changes()).toBe(1);
});

test('a start at login that the system refuses is told, until it works', async () => {
  let works = false;
  const { effects, changes } = effectsWith({
    startAtLogin: () =>
      works ? Promise.resolve() : Promise.reject(Object.assign(new Error('theirs'), { code: 'EEXIST' })),
  });
  effects.apply(settingsWith({ startAtLogin: true }));
  await expect.poll(changes).toBe(1);
  expect(effects.view().failures).toEqual([{ id: 'startAtLogin', reason: 'EEXIST' }]);
  works = true;
  effects.apply(settingsWith({ startAtLogin: false }));
  await expect.poll(changes).toBe(2);
  expect(effects.view().failures).toEqual([]);
});
