import { expect, test } from 'vitest';
import { knownRegion, partition } from '../../../../src/adapters/aws/partitions.ts';

test.for([
  [
    'aws',
    'eu-central-1',
    'https://sts.eu-central-1.amazonaws.com',
    'https://signin.aws.amazon.com/federation',
    'https://console.aws.amazon.com/',
    'us-east-1',
  ],
  [
    'aws-cn',
    'cn-northwest-1',
    'https://sts.cn-northwest-1.amazonaws.com.cn',
    'https://signin.amazonaws.cn/federation',
    'https://console.amazonaws.cn/',
    'cn-north-1',
  ],
  [
    'aws-us-gov',
    'us-gov-east-1',
    'https://sts.us-gov-east-1.amazonaws.com',
    'https://signin.amazonaws-us-gov.com/federation',
    'https://console.amazonaws-us-gov.com/',
    'us-gov-west-1',
  ],
  [
    'aws-eusc',
    'eusc-de-east-1',
    'https://sts.eusc-de-east-1.amazonaws.eu',
    'https://eusc-de-east-1.signin.amazonaws-eusc.eu/federation',
    'https://console.amazonaws-eusc.eu/',
    'eusc-de-east-1',
  ],
] as const)('%s answers where AWS documents it', ([name, region, sts, signin, console, defaultRegion]) => {
  const found = partition(name);
  expect([found.sts(region), found.signin(region), found.console, found.defaultRegion]).toEqual([
    sts,
    signin,
    console,
    defaultRegion,
  ]);
  expect(knownRegion(name)).toBe(defaultRegion);
});

test.for(['aws-iso', 'aws-iso-b', 'evil', '', 'constructor', '__proto__', 'toString'])(
  'the partition %j is not known',
  (name) => {
    expect(() => partition(name)).toThrow(expect.objectContaining({ code: 'partition_unsupported' }));
    expect(knownRegion(name)).toBeUndefined();
  },
);
