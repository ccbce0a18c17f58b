import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { interpretConfig } from '../../../src/core/config.ts';
import { asData } from '../../../src/core/config-data.ts';
import { keysBelow, roleSchema, topKeys } from '../../../src/core/config-schema.ts';
import { readSettings } from '../../../src/core/settings-schema.ts';

const path = resolve(import.meta.dirname, '../../../resources/templates/config.yaml');
const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
const template = await readFile(path, 'utf8');
/** As it reads once every key that is commented out counts. */
const whole = asData(parse(template.replace(/^( *)# ?( *[A-Za-z]+:( |$))/gm, '$1$2')));
/** For a person who knows what they are doing: the manual has them. */
const left = ['endpoints'];

test('the template names every key that a configuration may have, and says nothing that is none', () => {
  expect(Object.keys(whole).sort()).toEqual(topKeys.filter((key) => !left.includes(key)).sort());
  for (const [key, below] of Object.entries(keysBelow)) {
    if (!left.includes(key))
      expect([key, Object.keys(asData(whole[key])).sort()]).toEqual([key, [...below].sort()]);
  }
});

test('the template names every key that a role may have', () => {
  const [role] = whole['roles'] as readonly unknown[];
  expect(Object.keys(asData(role)).sort()).toEqual(Object.keys(roleSchema.shape).sort());
});

/** With what may not stand together: a role's own policy, and what a chain cannot have. */
function without(...keys: readonly string[]) {
  const [role] = whole['roles'] as readonly unknown[];
  const left = Object.entries(asData(role)).filter(([key]) => !keys.includes(key));
  return { ...whole, roles: [Object.fromEntries(left)] };
}

test.each([
  ['as it is', asData(parse(template))],
  ['with all that is commented out, but for a chain and a policy', without('chain', 'sessionPolicy')],
  ['with them', without('readOnly', 'consoleDuration')],
])('nothing is wrong with the template %s', (_, said) => {
  expect(interpretConfig(said, defaults)).toMatchObject({ usable: true, complaints: [] });
});

test('what the template says of settings is what counts without them', () => {
  const { feed, ...updates } = asData(whole['updates']);
  expect(feed).toBeDefined();
  expect(readSettings({ ...whole, updates })).toEqual(readSettings({ version: 1 }));
});
