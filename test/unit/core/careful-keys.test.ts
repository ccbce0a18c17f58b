import { expect, test } from 'vitest';
import { carefulKeyMeant } from '../../../src/core/careful-keys.ts';

test.for([
  ['confrim', 'confirm'],
  ['Confirm', 'confirm'],
  ['comfirm', 'confirm'],
  ['needsConfirmation', 'confirm'],
  ['readonly', 'readOnly'],
  ['read_only', 'readOnly'],
  ['raedOnly', 'readOnly'],
  ['sessionpolicy', 'sessionPolicy'],
  ['sesionPolicies', 'sessionPolicy'],
  ['inlinePolicy', 'sessionPolicy'],
  ['prod', 'production'],
  ['producton', 'production'],
  ['isProduction', 'production'],
  ['chian', 'chain'],
  ['roleChain', 'chain'],
  ['tag', 'tags'],
] as const)('%s may be meant for %s', ([key, meant]) => {
  expect(carefulKeyMeant(key)).toBe(meant);
});

test.for(['nope', 'arn', 'notes', 'comment', 'description', 'colour', 'regoin', 'owner', 'product', '', '1'])(
  '"%s" is meant for none of them',
  (key) => {
    expect(carefulKeyMeant(key)).toBeUndefined();
  },
);
