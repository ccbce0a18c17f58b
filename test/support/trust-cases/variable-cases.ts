import { statement, when, type Rule, type TrustAnswer, type TrustCase } from './trust-case.ts';

type Row = readonly [
  Rule,
  string,
  Readonly<Record<string, unknown>>,
  TrustAnswer,
  Readonly<Record<string, unknown>>?,
];

const rows: readonly Row[] = [
  ['variables', 'a variable of the request', { StringEquals: { 'ISSUER:sub': '${ISSUER:sub}' } }, 'allowed'],
  [
    'variables',
    'a variable in other letter case',
    { StringEquals: { 'ISSUER:sub': '${ISSUER:SUB}' } },
    'allowed',
  ],
  [
    'variables',
    'a variable with another value',
    { StringEquals: { 'ISSUER:sub': '${ISSUER:aud}' } },
    'refused',
  ],
  ['variables', 'a variable within a pattern', { StringLike: { 'ISSUER:sub': '${ISSUER:sub}*' } }, 'allowed'],
  [
    'variables',
    'a default that is not needed',
    { StringEquals: { 'ISSUER:sub': "${ISSUER:sub, '7'}" } },
    'allowed',
  ],
  [
    'variables',
    'a default that is needed',
    { StringEquals: { 'ISSUER:sub': "${ISSUER:amr, '42'}" } },
    'allowed',
  ],
  [
    'noValue',
    'a variable without a value equals nothing',
    { StringEquals: { 'ISSUER:sub': '${gitlab.com:sub}' } },
    'refused',
  ],
  [
    'noValue',
    'a variable without a value is like nothing',
    { StringLike: { 'ISSUER:sub': '*${gitlab.com:sub}' } },
    'refused',
  ],
  [
    'noValue',
    'a variable without a value differs from everything',
    { StringNotEquals: { 'ISSUER:sub': '${gitlab.com:sub}' } },
    'allowed',
  ],
  ['special', 'a star that is a star', { StringLike: { 'ISSUER:sub': '4${*}' } }, 'refused'],
  [
    'special',
    'a star that is a star, in the token, too',
    { StringLike: { 'ISSUER:sub': '4${*}' } },
    'allowed',
    { sub: '4*' },
  ],
  ['special', 'a question mark that is one', { StringLike: { 'ISSUER:sub': '4${?}' } }, 'refused'],
  ['special', 'a dollar sign', { StringEquals: { 'ISSUER:sub': '${$}42' } }, 'allowed', { sub: '$42' }],
];

const asItself = statement({ Condition: { StringEquals: { 'ISSUER:sub': '${ISSUER:sub}' } } });
const oldVersion = { Version: '2008-10-17', Statement: asItself };

/** Policy variables. */
export const variableCases: readonly TrustCase[] = [
  ...rows.map(([rule, name, condition, answer, claims]) => ({
    ...{ rule, name, answer },
    document: when(condition),
    ...(claims !== undefined && { claims }),
  })),
  {
    rule: 'variables',
    name: 'the old version reads variables as they stand',
    document: oldVersion,
    answer: 'refused',
  },
  {
    rule: 'variables',
    name: 'no version is the old version',
    document: { Statement: asItself },
    answer: 'refused',
  },
  {
    rule: 'variables',
    name: 'the old version, and a token that says just that',
    document: {
      Version: '2008-10-17',
      Statement: statement({ Condition: { StringEquals: { 'ISSUER:sub': '${x}' } } }),
    },
    claims: { sub: '${x}' },
    answer: 'allowed',
  },
];
