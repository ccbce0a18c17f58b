import { expect, test } from 'vitest';
import { knownRegion, partition } from '../../../../src/adapters/aws/partitions.ts';
import { readConsoleAddress } from '../../../../src/core/console-address.ts';
import { sessionPolicies } from '../../../../src/core/role-access.ts';
import { parseRoleArn } from '../../../../src/core/role-arn.ts';

test.for([
  [
    'aws',
    'eu-central-1',
    'https://sts.eu-central-1.amazonaws.com',
    'https://signin.aws.amazon.com/federation',
    'https://console.aws.amazon.com/',
    'https://us-east-1.signin.aws.amazon.com/oauth',
    'us-east-1',
  ],
  [
    'aws-cn',
    'cn-northwest-1',
    'https://sts.cn-northwest-1.amazonaws.com.cn',
    'https://signin.amazonaws.cn/federation',
    'https://console.amazonaws.cn/',
    'https://cn-north-1.signin.amazonaws.cn/oauth',
    'cn-north-1',
  ],
  [
    'aws-us-gov',
    'us-gov-east-1',
    'https://sts.us-gov-east-1.amazonaws.com',
    'https://signin.amazonaws-us-gov.com/federation',
    'https://console.amazonaws-us-gov.com/',
    'https://us-gov-west-1.signin.amazonaws-us-gov.com/oauth',
    'us-gov-west-1',
  ],
  [
    'aws-eusc',
    'eusc-de-east-1',
    'https://sts.eusc-de-east-1.amazonaws.eu',
    'https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation',
    'https://console.amazonaws-eusc.eu/',
    'https://eusc-de-east-1.signin.amazonaws-eusc.eu/oauth',
    'eusc-de-east-1',
  ],
] as const)(
  '%s answers where AWS documents it',
  ([name, region, sts, signin, console, signOut, defaultRegion]) => {
    const found = partition(name);
    expect(found).toMatchObject({ console, signOut, defaultRegion });
    expect([found.sts(region), found.signin(region)]).toEqual([sts, signin]);
    expect(knownRegion(name)).toBe(defaultRegion);
    const arn = parseRoleArn(`arn:${name}:iam::123456789012:role/Admin`);
    expect(arn).toMatchObject({ partition: name, accountId: '123456789012' });
    expect(arn && sessionPolicies({ arn, readOnly: true })).toEqual([
      `arn:${name}:iam::aws:policy/ReadOnlyAccess`,
    ]);
    // What people copy out of such a console is known to be of there.
    expect(readConsoleAddress(console)).toEqual({ partition: name, page: console });
    expect(readConsoleAddress(`${signin}?Destination=${encodeURIComponent(console)}`)).toEqual({
      partition: name,
      page: console,
    });
    expect(readConsoleAddress(`${console}ec2/home?region=${defaultRegion}`)).toMatchObject({
      region: defaultRegion,
    });
  },
);

test.for([
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'evil',
  '',
  'constructor',
  '__proto__',
  'toString',
])('the partition %j is not known', (name) => {
  expect(() => partition(name)).toThrow(expect.objectContaining({ code: 'partition_unsupported' }));
  expect(knownRegion(name)).toBeUndefined();
});
