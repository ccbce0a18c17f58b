import { expect, test } from 'vitest';
import { parseRoleArn } from '../../../src/core/role-arn.ts';
import { fieldsOf } from '../../../src/main/role-fields.ts';
import { roleWith } from '../../support/fake-nouns.ts';

test('a plain role is said in as few fields as the file needs', () => {
  expect(fieldsOf(roleWith())).toEqual({
    id: 'prod',
    identity: 'work',
    roleArn: 'arn:aws:iam::123456789012:role/Admin',
    name: 'Production',
    region: 'eu-central-1',
    profile: 'prod',
  });
});

test('what is set is said as the file says it', () => {
  const fields = fieldsOf(
    roleWith({
      ...{ durationSeconds: 5_400, consoleSeconds: 43_200, destination: '/s3/home', color: 'red' },
      ...{ tags: ['eu'], confirm: true, readOnly: true, production: false },
    }),
  );
  expect(fields).toMatchObject({
    ...{ destination: '/s3/home', color: 'red', tags: ['eu'] },
    ...{ confirm: true, readOnly: true, production: false },
    consoleDuration: '12h',
  });
  expect(fields.duration).toMatch(/^(?:90m|1h30m)$/);
});

test('the links of a chain have what goes along with them, and no more', () => {
  const arn = parseRoleArn('arn:aws:iam::210987654321:role/Deploy');
  if (arn === undefined) throw new Error('It is a role.');
  const { chain } = fieldsOf(roleWith({ chain: [{ arn, externalId: 'x-1' }, { arn }] }));
  expect(chain).toEqual([{ roleArn: arn.text, externalId: 'x-1' }, { roleArn: arn.text }]);
});

test('a session policy is spread over lines, and says the same', () => {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  const { sessionPolicy = '' } = fieldsOf(roleWith({ sessionPolicy: JSON.stringify(policy) }));
  expect(JSON.parse(sessionPolicy)).toEqual(policy);
  expect(sessionPolicy.split('\n').length).toBeGreaterThan(5);
});
