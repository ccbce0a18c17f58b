import { expect, test } from 'vitest';
import { longestPolicy, policyState } from '../../../src/renderer/policy-length.ts';

test('a policy is counted as it is sent: without needless space', () => {
  expect(policyState('{ "Version": "2012-10-17" }')).toEqual({ length: 24, fault: undefined });
  expect(policyState('  ')).toEqual({ length: 0, fault: undefined });
});

test('what is no JSON object, or longer than AWS takes, is said so', () => {
  expect(policyState('{')).toMatchObject({ fault: 'no-json' });
  expect(policyState('[]')).toMatchObject({ fault: 'no-json' });
  const statement = (length: number) => JSON.stringify({ Sid: 'x'.repeat(length - 10) });
  expect(policyState(statement(longestPolicy))).toEqual({ length: longestPolicy, fault: undefined });
  expect(policyState(statement(longestPolicy + 1))).toMatchObject({ fault: 'too-long' });
});
