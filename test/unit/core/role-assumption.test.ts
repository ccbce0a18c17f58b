import { describe, expect, test } from 'vitest';
import { complaintWords } from '../../../src/core/complaint-guide.ts';
import { interpretConfig } from '../../../src/core/config.ts';
import { complaintsAbout } from '../../../src/core/config-edit-check.ts';
import { longestPolicy, readSessionPolicy } from '../../../src/core/session-policy.ts';

const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
const arn = (name: string, partition = 'aws') => `arn:${partition}:iam::210987654321:role/${name}`;
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
};

function file(entry: object) {
  return {
    version: 1,
    identities: [{ id: 'work', issuer: 'https://gitlab.example.com', clientId: 'app' }],
    roles: [{ id: 'prod', identity: 'work', roleArn: arn('Entry'), ...entry }],
  };
}

/** The role that comes of an entry, and what is said of it. */
function read(entry: object) {
  const found = interpretConfig(file(entry), defaults);
  if (!found.usable) throw new Error('not usable');
  const { roles, complaints } = found;
  return { role: roles[0], said: complaints.map((one) => complaintWords(one, 'en')), complaints };
}

describe('a chain', () => {
  test('is a list of ARNs, or of mappings with what the owner of a role asks for', () => {
    const { role, said } = read({
      chain: [
        arn('Hub'),
        { roleArn: arn('Spoke'), externalId: 'acme:7/x', sourceIdentity: 'ada@example.com' },
      ],
    });
    expect(said).toEqual([]);
    expect(role?.chain).toMatchObject([
      { arn: { text: arn('Hub'), accountId: '210987654321', roleName: 'Hub' } },
      { arn: { text: arn('Spoke') }, externalId: 'acme:7/x', sourceIdentity: 'ada@example.com' },
    ]);
    expect(Object.keys(role?.chain?.[0] ?? {})).toEqual(['arn']);
  });

  test('without links is none', () => {
    expect(read({ chain: [] })).toMatchObject({ said: [], role: { id: 'prod' } });
    expect(read({ chain: [] }).role).not.toHaveProperty('chain');
  });

  test.for<[unknown, string]>([
    [
      arn('Hub'),
      '"chain" is "arn:aws:iam::210987654321:role/Hub": invalid input: expected array, received string',
    ],
    [['admin'], 'entry 0 is "admin": must be the ARN of an IAM role'],
    [[5], 'entry 0 is 5: must be the ARN of an IAM role, or a mapping with'],
    [[{ externalId: 'x1' }], '"roleArn" is missing'],
    [[{ roleArn: arn('Hub'), externalId: 'x' }], '"externalId" is "x": must be 2 to 1224'],
    [[{ roleArn: arn('Hub'), externalId: 'x'.repeat(1225) }], 'must be 2 to 1224'],
    [[{ roleArn: arn('Hub'), sourceIdentity: 'a b' }], '"sourceIdentity" is "a b": must be 2 to 64'],
    [[{ roleArn: arn('Hub'), sourceIdentity: 'a'.repeat(65) }], 'must be 2 to 64'],
    [
      [{ roleArn: arn('Hub'), extrenalId: 'x1' }],
      'unknown key "extrenalId": allowed are roleArn, externalId, sourceIdentity',
    ],
    [Array.from({ length: 6 }, () => arn('Hub')), '"chain" is a list: must be 5 links at most'],
    [[arn('Hub', 'aws-cn')], 'the role is in the partition aws, and AWS lets nobody go'],
    [
      [{ roleArn: arn('A'), sourceIdentity: 'ada' }, arn('B'), { roleArn: arn('C'), sourceIdentity: 'bob' }],
      '"bob": the chain has the source identity "ada" by then',
    ],
  ])('%j is refused, and says why', ([chain, words]) => {
    const { role, said } = read({ chain });
    expect(role).toBeUndefined();
    expect(said).toEqual([expect.stringContaining(words)]);
  });

  test('lasts an hour at most: more is told, and an hour is used', () => {
    const { role, said, complaints } = read({ chain: [arn('Hub')], duration: '12h' });
    expect(role?.durationSeconds).toBe(3600);
    expect(said).toEqual([expect.stringMatching(/^roles\[0\]: 12h is longer than AWS allows/)]);
    expect(complaints[0]?.at).toEqual(['roles', 0, 'duration']);
    expect(read({ chain: [arn('Hub')], duration: '1h' }).said).toEqual([]);
    expect(read({ chain: [arn('Hub')], duration: '15m' }).role?.durationSeconds).toBe(900);
  });

  test('takes no length of its console', () => {
    const { role, said } = read({ chain: [arn('Hub')], consoleDuration: '8h' });
    expect(role).not.toHaveProperty('consoleSeconds');
    expect(said).toEqual([expect.stringContaining('AWS takes no console length')]);
    expect(read({ consoleDuration: '8h' }).role?.consoleSeconds).toBe(28_800);
  });
});

describe('a session policy', () => {
  test.for([
    ['a mapping', policy],
    ['JSON', JSON.stringify(policy, null, 8)],
  ])('is %s, and goes out without needless space', ([, sessionPolicy]) => {
    const { role, said } = read({ sessionPolicy });
    expect(said).toEqual([]);
    expect(role?.sessionPolicy).toBe(JSON.stringify(policy));
  });

  test.for<[unknown, string]>([
    [5, 'must be a policy'],
    ['{"Version":', 'must be a policy'],
    ['[]', 'must be a policy'],
    [[policy], 'must be a policy'],
    [{ Statement: policy.Statement }, 'must have a "Version"'],
    [{ ...policy, Version: '2012-10-18' }, 'must have a "Version"'],
    [{ Version: policy.Version }, 'must have a "Statement"'],
    [{ ...policy, Statement: [] }, 'must have a "Statement"'],
    [{ ...policy, Statement: [{ Effect: 'allow', Action: '*', Resource: '*' }] }, 'must have a "Statement"'],
    [{ ...policy, Statement: { Effect: 'Allow', Action: '*' } }, 'must have a "Statement"'],
    [
      { ...policy, Statement: { Effect: 'Allow', Action: '*', NotAction: '*', Resource: '*' } },
      'must have a "Statement"',
    ],
    [
      { ...policy, Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } },
      'without "Principal"',
    ],
  ])('%j is refused, and says why', ([sessionPolicy, words]) => {
    const { role, said } = read({ sessionPolicy });
    expect(role).toBeUndefined();
    expect(said).toEqual([expect.stringContaining(words)]);
  });

  /** A policy that is as long as wanted when it is sent. */
  function ofLength(length: number) {
    const grown = (action: string) => ({
      ...policy,
      Statement: { Effect: 'Allow', Action: action, Resource: '*' },
    });
    return grown('x'.repeat(length - JSON.stringify(grown('')).length));
  }

  test('is as long as AWS takes, counted as it is sent, and beyond that it says how long it is', () => {
    const longest = JSON.stringify(ofLength(longestPolicy), null, 4);
    expect(longest.length).toBeGreaterThan(longestPolicy);
    expect(read({ sessionPolicy: longest }).role?.sessionPolicy).toHaveLength(longestPolicy);

    const { role, said } = read({ sessionPolicy: ofLength(longestPolicy + 53) });
    expect(role).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('2048 characters at most, and this has 2101')]);
  });

  test('spells out what STS does not take as it is', () => {
    const named = { ...policy, Statement: [{ ...policy.Statement[0], Resource: 'arn:aws:s3:::é扉😀' }] };
    const read = readSessionPolicy(named);
    if (!('text' in read)) throw new Error('refused');
    expect(read.text).toMatch(/^[\u0020-\u00ff]*$/);
    expect(JSON.parse(read.text)).toEqual(named);
  });

  test('does not go with readOnly, whose policy would add to it', () => {
    const { role, said } = read({ sessionPolicy: policy, readOnly: true });
    expect(role).toBeUndefined();
    expect(said).toEqual([expect.stringContaining('"readOnly" or "sessionPolicy", not both')]);
  });
});

test.for<[object, object, string]>([
  [{ sessionPolicy: policy }, { readOnly: true }, 'sessionPolicy'],
  [{ chain: [arn('Hub')] }, { roleArn: arn('Entry', 'aws-cn') }, 'chain'],
])('with %j an edit to %j is refused', ([entry, set, field]) => {
  const edit = { kind: 'edit', list: 'roles', id: 'prod', set: { ...set }, unset: [] } as const;
  const data = file(entry) as unknown as Readonly<Record<string, unknown>>;
  expect(complaintsAbout(data, edit, defaults)).toEqual([{ field, kind: 'wrong' }]);
});
