import { expect, test } from 'vitest';
import { roleTable } from '../../../src/cli/roles.ts';

test('two roles that are called the same are told apart by the list that one of them comes from', () => {
  const role = {
    name: 'Production / Admin',
    roleArn: 'arn:aws:iam::123456789012:role/Admin',
    region: 'us-east-1',
  };
  const [own, theirs] = roleTable([
    { ...role, id: 'prod' },
    { ...role, id: 'evil', catalogue: 'team' },
  ]).split('\n');
  expect(own).toMatch(/^prod .*us-east-1$/);
  expect(theirs).toMatch(/^evil .*us-east-1 {2}team$/);
});
