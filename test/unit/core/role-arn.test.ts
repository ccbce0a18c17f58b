import { expect, test } from 'vitest';
import { parseRoleArn } from '../../../src/core/role-arn.ts';

test.for([
  ['arn:aws:iam::123456789012:role/Admin', 'aws', 'Admin'],
  ['arn:aws-cn:iam::123456789012:role/a/b/c/My-Role_1', 'aws-cn', 'My-Role_1'],
  ['arn:aws-us-gov:iam::000000000000:role/x+=,.@-y', 'aws-us-gov', 'x+=,.@-y'],
  ['arn:aws-eusc:iam::123456789012:role/aws-reserved/sso.amazonaws.com/R', 'aws-eusc', 'R'],
] as const)('%s is read', ([text, partition, roleName]) => {
  const accountId = text.split(':')[4];
  expect(parseRoleArn(text)).toEqual({ text, partition, accountId, roleName });
});

test.for([
  '',
  'Admin',
  'arn:aws:iam::123456789012:user/ada',
  'arn:aws:iam::123456789012:role/',
  'arn:aws:iam::123456789012:role/path/',
  'arn:aws:iam::12345678901:role/Admin',
  'arn:aws:iam::1234567890123:role/Admin',
  'arn:aws:iam:eu-central-1:123456789012:role/Admin',
  'arn:aws:sts::123456789012:assumed-role/Admin/ada',
  'arn:AWS:iam::123456789012:role/Admin',
  'arn:evil:iam::123456789012:role/Admin',
  'arn:aws:iam::123456789012:role/Admin\n',
  ' arn:aws:iam::123456789012:role/Admin',
  'arn:aws:iam::123456789012:role/Ad min',
  `arn:aws:iam::123456789012:role/${'x'.repeat(65)}`,
])('%j is no role', (text) => {
  expect(parseRoleArn(text)).toBeUndefined();
});
