import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameSessionBus, undoChromiumsChanges } from '../../../src/main/chromium-environment.ts';

test('what Chromium adds is taken out again, and nothing else', () => {
  const env = {
    CHROME_DESKTOP: 'Tobira.desktop',
    ORIGINAL_XDG_CURRENT_DESKTOP: 'XFCE',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    XDG_CURRENT_DESKTOP: 'XFCE',
  };
  undoChromiumsChanges(env);
  expect(env).toEqual({ XDG_CURRENT_DESKTOP: 'XFCE' });
});

test("the user's own bus stays", () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' };
  undoChromiumsChanges(env);
  nameSessionBus(env);
  expect(env).toEqual({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' });
});

test('a bus at its usual place is found where nobody names one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tobira-bus-'));
  const env: NodeJS.ProcessEnv = { XDG_RUNTIME_DIR: folder };
  try {
    nameSessionBus(env);
    expect(env['DBUS_SESSION_BUS_ADDRESS']).toBeUndefined();
    writeFileSync(join(folder, 'bus'), '');
    nameSessionBus(env);
    expect(env['DBUS_SESSION_BUS_ADDRESS']).toBe(`unix:path=${folder}/bus`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
