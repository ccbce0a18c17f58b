import { describe, expect, it } from 'vitest';
import { presentIssuerFindings, presentSetup } from '../../../src/main/present-setup.ts';
import type { SetupAnswersView } from '../../../src/shared/help-view.ts';

const answers: SetupAnswersView = {
  issuer: 'https://gitlab.example.com',
  clientId: '4a1bc07f2e96d8c35b10a4f7e2d9c8b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0',
  accountId: '123456789012',
  partition: 'aws',
  roleName: 'GitLabAdmin',
  users: ['42'],
  permissions: '',
  maxSession: '1h',
};

describe('the plan of a set-up', () => {
  it('has every form, the trust policy among them, in the order of the tabs', () => {
    const { outputs, problems } = presentSetup(answers, 'en');
    expect(problems).toEqual([]);
    expect(outputs.map(({ id }) => id)).toEqual([
      'aws-cli',
      'terraform',
      'cloudformation',
      'policy',
      'config',
    ]);
    for (const { id, text } of outputs.filter((one) => one.id !== 'config')) {
      expect([id, text.includes('gitlab.example.com:sub') && text.includes('"42"')]).toEqual([id, true]);
    }
  });

  it('says what is wrong at the answer that is wrong, and gives no file then', () => {
    const { outputs, problems } = presentSetup(
      { ...answers, accountId: '12', roleName: 'a role', clientId: '', permissions: 'not a/policy!' },
      'en',
    );
    expect(outputs).toEqual([]);
    expect(new Set(problems.map(({ field }) => field))).toEqual(
      new Set(['accountId', 'roleName', 'clientId', 'permissions']),
    );
    expect(problems.every(({ level }) => level === 'fail')).toBe(true);
  });

  it('gives no policy that names nobody, and explains why', () => {
    const { outputs, problems } = presentSetup({ ...answers, users: [] }, 'en');
    expect(outputs).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ field: 'users', level: 'fail' });
    expect(problems[0]?.hint).toContain('CI job');
  });

  it('warns beside the address where it was mended, and goes on', () => {
    const { outputs, problems } = presentSetup({ ...answers, issuer: 'https://gitlab.example.com/' }, 'en');
    expect(outputs.length).toBeGreaterThan(0);
    expect(problems).toMatchObject([{ field: 'issuer', level: 'warn' }]);
  });

  it('takes several permissions, by name and by ARN', () => {
    const mine = 'arn:aws:iam::123456789012:policy/Mine';
    const { outputs } = presentSetup({ ...answers, permissions: `PowerUserAccess, ${mine}` }, 'en');
    const script = outputs.find(({ id }) => id === 'aws-cli')?.text;
    expect(script).toContain('policy/PowerUserAccess');
    expect(script).toContain(mine);
  });

  it('is for the part of AWS and the length of session that were chosen', () => {
    const chosen = { ...answers, partition: 'aws-us-gov', maxSession: '8h' } as const;
    const { outputs } = presentSetup(chosen, 'en');
    const textOf = (wanted: string) => outputs.find(({ id }) => id === wanted)?.text;
    expect(textOf('policy')).toContain('arn:aws-us-gov:iam::123456789012:oidc-provider/');
    expect(textOf('terraform')).toContain('arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess');
    expect(textOf('terraform')).toContain('max_session_duration = 28800');
    expect(textOf('config')).toContain('duration: "8h"');
  });

  it('says at the length of session that AWS does not take it', () => {
    for (const maxSession of ['13h', '30m', 'long']) {
      const { outputs, problems } = presentSetup({ ...answers, maxSession }, 'en');
      expect(outputs).toEqual([]);
      expect(problems).toMatchObject([{ field: 'maxSession', level: 'fail' }]);
    }
  });

  it('lists the application’s settings even before anything else is right', () => {
    const { settings } = presentSetup({ ...answers, issuer: '', accountId: '' }, 'en');
    expect(settings).toContainEqual({ name: 'Redirect URI', value: 'http://127.0.0.1/callback' });
  });

  it('speaks Japanese', () => {
    const { problems } = presentSetup({ ...answers, users: [] }, 'ja');
    expect(problems[0]?.title).toMatch(/[ぁ-ん]/);
  });
});

it('shows what was found about an issuer, with what to do', () => {
  const finding = { code: 'address-not-https', level: 'fail', details: { issuer: 'http://x' } } as const;
  const [shown] = presentIssuerFindings([finding], 'en');
  expect(shown).toMatchObject({ level: 'fail' });
  expect(shown?.advice).not.toBe('');
});

it('says of an issuer that AWS can never come to that nothing will work, first and as a failure', () => {
  const { outputs, problems } = presentSetup({ ...answers, issuer: 'https://10.0.0.1/' }, 'ja');
  expect(outputs.length).toBeGreaterThan(0);
  expect(problems.map(({ field, level }) => [field, level])).toEqual([
    ['issuer', 'fail'],
    ['issuer', 'warn'],
  ]);
  const details = { host: '10.0.0.1', what: 'issuer' } as const;
  const [shown] = presentIssuerFindings([{ code: 'host-private', level: 'warn', details }], 'ja');
  expect(shown?.level).toBe('fail');
  expect(shown?.title).toContain('発行者 (issuer) がプライベート');
});
