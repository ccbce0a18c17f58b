import { when, type Rule, type TrustAnswer, type TrustCase } from './trust-case.ts';

type Row = readonly [Rule, string, Readonly<Record<string, unknown>>, TrustAnswer, 'hidden'?];

const arn = 'arn:aws:iam::111122223333:oidc-provider/ISSUER';

const rows: readonly Row[] = [
  ['numbers', 'NumericEquals', { NumericEquals: { 'ISSUER:sub': '42' } }, 'allowed'],
  [
    'numbers',
    'NumericEquals, another way to write it',
    { NumericEquals: { 'ISSUER:sub': '42.0' } },
    'allowed',
  ],
  ['numbers', 'NumericEquals, another number', { NumericEquals: { 'ISSUER:sub': [7, 43] } }, 'refused'],
  ['numbers', 'NumericEquals with a text', { NumericEquals: { 'ISSUER:aud': '42' } }, 'refused'],
  ['numbers', 'NumericNotEquals, the same', { NumericNotEquals: { 'ISSUER:sub': 42 } }, 'refused'],
  ['numbers', 'NumericNotEquals, another', { NumericNotEquals: { 'ISSUER:sub': 43 } }, 'allowed'],
  ['numbers', 'NumericLessThan, the same', { NumericLessThan: { 'ISSUER:sub': 42 } }, 'refused'],
  ['numbers', 'NumericLessThan', { NumericLessThan: { 'ISSUER:sub': 42.5 } }, 'allowed'],
  ['numbers', 'NumericLessThanEquals, the same', { NumericLessThanEquals: { 'ISSUER:sub': 42 } }, 'allowed'],
  ['numbers', 'NumericGreaterThan', { NumericGreaterThan: { 'ISSUER:sub': '5' } }, 'allowed'],
  ['numbers', 'NumericGreaterThan, the same', { NumericGreaterThan: { 'ISSUER:sub': '42' } }, 'refused'],
  [
    'numbers',
    'NumericGreaterThanEquals, the same',
    { NumericGreaterThanEquals: { 'ISSUER:sub': '42' } },
    'allowed',
  ],
  [
    'dates',
    'DateLessThan, not yet',
    { DateLessThan: { 'aws:CurrentTime': '2100-01-01T00:00:00Z' } },
    'allowed',
  ],
  ['dates', 'DateLessThan, over', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'refused'],
  [
    'dates',
    'DateGreaterThan, begun',
    { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
    'allowed',
  ],
  [
    'dates',
    'DateGreaterThan, not begun',
    { DateGreaterThan: { 'aws:CurrentTime': '2100-01-01T00:00:00Z' } },
    'refused',
  ],
  [
    'dates',
    'DateGreaterThanEquals, a day',
    { DateGreaterThanEquals: { 'aws:CurrentTime': '2020-01-01' } },
    'allowed',
  ],
  [
    'dates',
    'DateLessThanEquals in seconds',
    { DateLessThanEquals: { 'aws:EpochTime': '4102444800' } },
    'allowed',
  ],
  ['dates', 'DateGreaterThan in seconds', { DateGreaterThan: { 'aws:EpochTime': '4102444800' } }, 'refused'],
  ['dates', 'DateNotEquals', { DateNotEquals: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'allowed'],
  ['dates', 'DateEquals', { DateEquals: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, 'refused'],
  [
    'and',
    'between two dates',
    {
      DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' },
      DateLessThan: { 'aws:CurrentTime': '2100-01-01T00:00:00Z' },
    },
    'allowed',
  ],
  ['arns', 'ArnEquals', { ArnEquals: { 'aws:FederatedProvider': arn } }, 'allowed'],
  [
    'arns',
    'ArnEquals with wildcards, as ArnLike',
    { ArnEquals: { 'aws:FederatedProvider': 'arn:aws:iam::*:oidc-provider/*' } },
    'allowed',
  ],
  [
    'arns',
    'ArnLike, another account',
    { ArnLike: { 'aws:FederatedProvider': 'arn:aws:iam::4444*:oidc-provider/*' } },
    'refused',
  ],
  [
    'arns',
    'ArnLike, a star stays between its colons',
    { ArnLike: { 'aws:FederatedProvider': 'arn:*:oidc-provider/*' } },
    'refused',
  ],
  [
    'arns',
    'ArnLike, question marks',
    { ArnLike: { 'aws:FederatedProvider': 'arn:aws:iam::????22223333:oidc-provider/*' } },
    'allowed',
  ],
  [
    'wildcards',
    'StringLike on an ARN reaches over colons',
    { StringLike: { 'aws:FederatedProvider': 'arn:*:oidc-provider/*' } },
    'allowed',
  ],
  ['arns', 'ArnNotEquals, the same', { ArnNotEquals: { 'aws:FederatedProvider': arn } }, 'refused'],
  [
    'arns',
    'ArnNotLike, another',
    { ArnNotLike: { 'aws:FederatedProvider': 'arn:aws:iam::*:saml-provider/*' } },
    'allowed',
  ],
  ['arns', 'ArnEquals with what is no ARN', { ArnEquals: { 'aws:FederatedProvider': 'ISSUER' } }, 'refused'],
  [
    'strings',
    'the name of the session',
    { StringEquals: { 'sts:RoleSessionName': 'user@example.com' } },
    'allowed',
  ],
  ['strings', 'another name of the session', { StringEquals: { 'sts:RoleSessionName': 'other' } }, 'refused'],
  [
    'wildcards',
    'a pattern for the name of the session',
    { StringLike: { 'sts:RoleSessionName': '*@example.com' } },
    'allowed',
  ],
  ['bool', 'Bool, true', { Bool: { 'aws:SecureTransport': 'true' } }, 'allowed'],
  ['bool', 'Bool without quotation marks', { Bool: { 'aws:SecureTransport': true } }, 'allowed'],
  ['bool', 'Bool, false', { Bool: { 'aws:SecureTransport': 'false' } }, 'refused'],
  ['ip', 'IpAddress', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, 'allowed', 'hidden'],
  ['ip', 'IpAddress, a single one', { IpAddress: { 'aws:SourceIp': '127.0.0.1' } }, 'allowed', 'hidden'],
  [
    'ip',
    'IpAddress, another net',
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } },
    'refused',
    'hidden',
  ],
  ['ip', 'NotIpAddress', { NotIpAddress: { 'aws:SourceIp': '127.0.0.1/32' } }, 'refused', 'hidden'],
  [
    'ip',
    'NotIpAddress, another net',
    { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
    'allowed',
    'hidden',
  ],
  [
    'and',
    'what fails fails, whatever the address',
    { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' }, StringEquals: { 'ISSUER:sub': '7' } },
    'refused',
  ],
  ['grammar', 'an operator that IAM does not have', { StringMatches: { 'ISSUER:sub': '42' } }, 'not-saved'],
  ['grammar', 'an operator in another letter case', { stringEquals: { 'ISSUER:sub': '42' } }, 'not-saved'],
  ['grammar', 'NullIfExists', { NullIfExists: { 'ISSUER:sub': 'true' } }, 'not-saved'],
  [
    'grammar',
    'a set operator that IAM does not have',
    { 'ForNoValue:StringEquals': { 'ISSUER:sub': '42' } },
    'not-saved',
  ],
  ['grammar', 'a condition without an operator', { 'ISSUER:sub': '42' }, 'not-saved'],
  ['grammar', 'a value that is an object', { StringEquals: { 'ISSUER:sub': { is: '42' } } }, 'not-saved'],
  ['grammar', 'a value that is null', { StringEquals: { 'ISSUER:sub': null } }, 'not-saved'],
];

/** What a date is, and what none is: a clock on the wall of whoever reads the policy must not decide it. */
const dateRows: readonly Row[] = [
  ...(
    [
      ['a year', '2020'],
      ['a month', '2020-05'],
      ['a time without seconds', '2020-05-01T13:00Z'],
      ['a time ahead of UTC', '2020-05-01T13:00:00+09:00'],
      ['a time with a fraction', '2020-05-01T13:00:00.250-08:00'],
      ['a leap day', '2024-02-29'],
    ] as const
  ).map(
    ([name, value]) =>
      ['dates', `${name} gone by`, { DateGreaterThan: { 'aws:CurrentTime': value } }, 'allowed'] as const,
  ),
  ...[
    ...['12/31/2099', 'tomorrow 2099', '1 January 2099', '2099-6-1', '20990601T130000Z', '', 'never'],
    ...['2099-06-01T13:00:00', '2099-06-01 13:00:00Z', '2099-06-01T13Z', '2099-06-01T13:00:00+0900'],
    ...[
      '2099-02-30',
      '2099-13-01',
      '2099-06-01T24:00:00Z',
      '2099-06-01T13:00:60Z',
      '2099-06-01T13:00:00+24:00',
    ],
    ...['2099-06T13:00Z', '-1', '4102444800.5', '${aws:CurrentTime}'],
  ].map(
    (value) =>
      ['dates', `no date: "${value}"`, { DateLessThan: { 'aws:CurrentTime': value } }, 'not-saved'] as const,
  ),
  [
    'dates',
    'one of two values is no date',
    { DateLessThanIfExists: { 'aws:CurrentTime': ['2099-06-01', '06/01/2099'] } },
    'not-saved',
  ],
];

/** Numbers, dates, ARNs, addresses, and operators that are none. */
export const operatorCases: readonly TrustCase[] = [...rows, ...dateRows].map(
  ([rule, name, condition, answer, hidden]) => ({
    ...{ rule, name, answer },
    document: when(condition),
    ...(hidden !== undefined && { hidden: true as const }),
  }),
);
