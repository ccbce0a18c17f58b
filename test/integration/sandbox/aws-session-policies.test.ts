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

  it.each(['{', '[]', '{"Version":"2012-10-17"}', '{"Statement":[{"Effect":"Allow","Action":"*"}]}'])(
    'are refused when malformed: %s',
    async (text) => {
      const world = await startWorld();
      expect(refusal(await assume(world, { Policy: text }))).toBe('400 MalformedPolicyDocument');
    },
  );

  it('are refused when policy and ARNs together are too large', async () => {
    const world = await startWorld();
    const answer = await assume(world, {
      Policy: policy('x'.repeat(1900)),
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
