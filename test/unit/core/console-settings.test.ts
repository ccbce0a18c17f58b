import { expect, test } from 'vitest';
import { readSettings, settingsSchema } from '../../../src/core/settings-schema.ts';

test('a browser is signed out of AWS first only where that is asked for', () => {
  expect(readSettings({ console: { signOutFirst: true } }).console).toEqual({ signOutFirst: true });
  for (const data of [{}, { console: {} }, { console: { signOutFirst: false } }]) {
    expect(readSettings(data)).not.toHaveProperty('console');
  }
});

test('what is no yes or no is complained about, and leaves it off', () => {
  const data = { console: { signOutFirst: 'always' } };
  expect(settingsSchema.safeParse(data).success).toBe(false);
  expect(readSettings(data)).not.toHaveProperty('console');
});
