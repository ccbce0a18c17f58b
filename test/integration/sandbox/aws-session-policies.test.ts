import { describe, expect, it } from 'vitest';
import { assume, latest, refusal, startWorld } from './aws-world.ts';

describe('session policies', () => {
  const policy = (resource: string): string =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: resource }],
    });

  it('are accepted with a packed size', async () => {
    const world = await startWorld();
    const answer = await assume(world, {
      'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      Policy: policy('*'),
    });
    expect(answer.status).toBe(200);
    expect(Number(answer.field('PackedPolicySize'))).toBeGreaterThan(0);
    expect(latest(world.aws).policies.policyArns).toEqual(['arn:aws:iam::aws:policy/ReadOnlyAccess']);
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no statement', '{"Version":"2012-10-17"}'],
    ['an empty list of statements', '{"Version":"2012-10-17","Statement":[]}'],
    [
      'an unknown version',
      '{"Version":"2020-01-01","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    ],
    [
      'an unknown field beside the statements',
      '{"Statements":[],"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    ],
    ['no resource', statement({ Resource: undefined })],
    ['no action', statement({ Action: undefined })],
    ['an empty list of actions', statement({ Action: [] })],
    ['an action without its service', statement({ Action: 'GetObject' })],
    ['an action and what is no action', statement({ NotAction: 's3:*' })],
    ['a resource that is no ARN', statement({ Resource: 'my-bucket' })],
    ['an unknown effect', statement({ Effect: 'allow' })],
    ['a principal', statement({ Principal: '*' })],
    ['an unknown field', statement({ Resources: '*' })],
    ['an unknown operator', statement({ Condition: { StringMatches: { 'aws:SourceIp': 'x' } } })],
  ])('are refused when malformed: %s', async (_name, text) => {
    const world = await startWorld();
    expect(refusal(await assume(world, { Policy: text }))).toBe('400 MalformedPolicyDocument');
  });

  it.each([
    ['one statement without a list', statement({})],
    [
      'all but some actions and resources',
      statement({
        ...{ Action: undefined, NotAction: ['iam:*', 'sts:*'] },
        ...{ Resource: undefined, NotResource: 'arn:aws:s3:::secret/*' },
      }),
    ],
    ['a condition and an id', statement({ Sid: 'A', Condition: { StringEquals: { 'aws:SourceIp': 'x' } } })],
    ['2,048 characters', statement({}).padEnd(2048, ' ')],
  ])('are accepted with %s', async (_name, text) => {
    const world = await startWorld();
    expect((await assume(world, { Policy: text })).status).toBe(200);
    expect(latest(world.aws).policies.policy).toBe(text);
  });

  it('are refused with characters that no policy may hold', async () => {
    const world = await startWorld();
    const text = statement({ Sid: '\u6771' });
    expect(refusal(await assume(world, { Policy: text }))).toBe('400 ValidationError');
  });

  it('are refused when policy and ARNs together are too large', async () => {
    const world = await startWorld();
    const answer = await assume(world, {
      Policy: policy(`arn:aws:s3:::${'x'.repeat(1900)}`),
      'PolicyArns.member.1.arn': `arn:aws:iam::aws:policy/${'y'.repeat(200)}`,
    });
    expect(refusal(answer)).toBe('400 PackedPolicyTooLarge');
  });

  it('may name ten managed policies and no eleventh', async () => {
    const world = await startWorld();
    const arns = (count: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `PolicyArns.member.${String(index + 1)}.arn`,
          `arn:aws:iam::aws:policy/P${String(index)}`,
        ]),
      );
    expect((await assume(world, arns(10))).status).toBe(200);
    expect(refusal(await assume(world, arns(11)))).toBe('400 ValidationError');
  });
});

/** A policy of one statement, with fields replaced; undefined takes a field out. */
function statement(change: object): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*', ...change },
  });
}
