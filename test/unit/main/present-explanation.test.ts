import { describe, expect, it } from 'vitest';
import type { RoleShown } from '../../../src/core/explanations.ts';
import type { RoleId } from '../../../src/core/model.ts';
import { createExplaining } from '../../../src/main/explaining.ts';
import { createOutcomes } from '../../../src/main/outcome.ts';
import { presentExplanation } from '../../../src/main/present-explanation.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';

const now = Date.parse('2026-03-04T14:52:00Z');
const roleArn = parseRoleArn('arn:aws:iam::123456789012:role/Admin');
if (roleArn === undefined) throw new Error('It is a role.');
const shown: RoleShown = {
  role: 'prod' as RoleId,
  roleArn,
  token: {
    issuer: 'https://gitlab.example.com',
    audience: ['app-1'],
    subject: '4711',
    issuedAt: now,
    expiresAt: now + 120_000,
    keyId: 'k1',
  },
  sessionName: 'ada@example.com',
  skewSeconds: -40,
  now,
};

const policyFor = (sub: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::123456789012:oidc-provider/gitlab.example.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'gitlab.example.com:aud': 'app-1', 'gitlab.example.com:sub': sub },
      },
    },
  });

describe('an explanation', () => {
  it('tells what AWS was shown, and a policy for it', () => {
    const view = presentExplanation(shown, undefined, 'en');
    expect(view).toMatchObject({
      roleId: 'prod',
      roleArn: 'arn:aws:iam::123456789012:role/Admin',
      token: { issuer: 'https://gitlab.example.com', audience: 'app-1', subject: '4711', keyId: 'k1' },
      needed: { providerArn: 'arn:aws:iam::123456789012:oidc-provider/gitlab.example.com', obstacles: [] },
    });
    expect(view.verdict).toBeUndefined();
    expect(view.needed.policy).toContain('"4711"');
  });

  it('tells what each further role of a chain must allow, and nothing of them where there is none', () => {
    const links = [
      {
        roleArn: 'arn:aws:iam::210987654321:role/Deploy',
        from: roleArn.text,
        actions: ['sts:AssumeRole'] as const,
        externalId: true,
      },
    ];
    expect(presentExplanation({ ...shown, links }, undefined, 'en').links).toEqual(links);
    expect(presentExplanation(shown, undefined, 'en')).not.toHaveProperty('links');
  });

  it('counts a clock that is ahead as ahead', () => {
    expect(presentExplanation(shown, undefined, 'en').token.skewSeconds).toBe(40);
  });

  it('names what fails, and corrects it', () => {
    const { verdict } = presentExplanation(shown, policyFor('4712'), 'en');
    if (verdict === undefined || verdict.answer === 'unreadable') throw new Error('It can be read.');
    expect(verdict.answer).toBe('refused');
    expect(verdict.reasons.flatMap(({ lines }) => lines).join()).toMatch(/4712.*4711/);
    expect(verdict.corrected?.policy).toContain('"4711"');
    expect(verdict.corrected?.changes.length).toBeGreaterThan(0);
  });

  it('has nothing to correct where the policy lets the token in', () => {
    const { verdict } = presentExplanation(shown, policyFor('4711'), 'en');
    expect(verdict).toMatchObject({ answer: 'allowed', dangers: [] });
    expect(verdict).not.toHaveProperty('corrected');
  });

  it('says where a text is no policy', () => {
    const { verdict } = presentExplanation(shown, '{ "Version": ', 'en');
    expect(verdict).toMatchObject({ answer: 'unreadable', faults: [expect.any(String)] });
  });

  it('speaks Japanese', () => {
    expect(presentExplanation(shown, policyFor('4712'), 'ja').verdict).toMatchObject({
      title: expect.stringMatching(/[ぁ-ん]/) as string,
    });
  });
});

describe('what is copied of it', () => {
  const copied: string[] = [];
  const explaining = createExplaining({
    explain: (_roleId, policy) => Promise.resolve(presentExplanation(shown, policy, 'en')),
    copy: (text) => Promise.resolve(void copied.push(text)),
    outcomes: createOutcomes(() => 'en'),
  });

  it('is taken from the last explanation, and from nowhere before there is one', async () => {
    expect(await explaining['explain:copy']({ text: 'required' })).toMatchObject({ ok: false });
    await explaining['explain:role']({ roleId: 'prod' });
    expect(await explaining['explain:copy']({ text: 'corrected' })).toMatchObject({ ok: false });
    await explaining['explain:copy']({ text: 'audience' });
    await explaining['explain:role']({ roleId: 'prod', policy: policyFor('4712') });
    await explaining['explain:copy']({ text: 'corrected' });
    expect(copied[0]).toBe('app-1');
    expect(copied[1]).toContain('"4711"');
    expect(copied).toHaveLength(2);
  });
});
