import { describe, expect, it } from 'vitest';
import type { PeopleAnswers } from '../../../../src/core/setup/answers.ts';
import { planSetup } from '../../../../src/core/setup/plan.ts';
import { crowd, jobs, people, planned } from './answers.ts';

const problemsOf = (answers: PeopleAnswers) => {
  const plan = planSetup(answers);
  return plan.kind === 'refused' ? plan.problems.map(({ code }) => code) : [];
};
const notesOf = (answers: PeopleAnswers) => planned(answers).notes.map(({ code }) => code);

describe('a plan for people', () => {
  it.each<[string, Partial<PeopleAnswers>, string]>([
    ['no user', { users: [] }, 'users-missing'],
    ['blank users', { users: ['', ' '] }, 'users-missing'],
    ['an e-mail address', { users: ['me@example.com'] }, 'user-not-a-number'],
    ['a name', { users: ['@me'] }, 'user-not-a-number'],
    ['everybody', { users: ['*'] }, 'user-not-a-number'],
    ['a number that is none of GitLab', { users: ['042'] }, 'user-not-a-number'],
    ['no application', { applicationId: ' ' }, 'application-missing'],
    ['its secret', { applicationId: 'gloas-0123' }, 'application-secret'],
    ['no account', { accountId: '12345' }, 'account-unreadable'],
    ['no partition', { partition: 'aws-moon' }, 'partition-unknown'],
    ['no role name', { roleName: '' }, 'role-name-unfit'],
    ['a role name with a path', { roleName: 'team/Admin' }, 'role-name-unfit'],
    ['a long role name', { roleName: 'a'.repeat(65) }, 'role-name-too-long'],
    ['a permission with spaces', { permissions: ['Read Only'] }, 'permission-unreadable'],
    ['a permission of China', { permissions: ['arn:aws-cn:iam::aws:policy/X'] }, 'permission-elsewhere'],
    ['a short session', { maxSessionSeconds: 900 }, 'session-length'],
    ['a long session', { maxSessionSeconds: 43_201 }, 'session-length'],
    ['plain http', { issuer: 'http://gitlab.example.com' }, 'issuer-unfit'],
    ['a port', { issuer: 'https://gitlab.example.com:8443' }, 'issuer-unfit'],
    ['letters that IAM does not take', { applicationId: '鍵' }, 'grant-refused'],
  ])('is refused for %s', (_what, change, expected) => {
    expect(problemsOf({ ...people, ...change })).toEqual([expected]);
  });

  it('says everything that is wrong at once', () => {
    expect(problemsOf({ ...people, accountId: '', users: [], roleName: '/' })).toEqual([
      'account-unreadable',
      'role-name-unfit',
      'users-missing',
    ]);
  });

  it('tells an e-mail address from a name and from everybody', () => {
    const plan = planSetup({ ...people, users: ['me@example.com', 'me', 'all'] });
    expect(plan).toMatchObject({
      problems: [
        { details: { looksLike: 'email' } },
        { details: { looksLike: 'name' } },
        { details: { looksLike: 'everybody' } },
      ],
    });
  });

  it("never repeats an application's secret", () => {
    expect(JSON.stringify(planSetup({ ...people, applicationId: 'gloas-0123' }))).not.toContain('0123');
  });

  it('tests audience and subject in every statement', () => {
    for (const answers of [people, jobs, crowd]) {
      const statements = planned(answers).plan.roles.flatMap(({ policy }) => policy.document.Statement);
      for (const { Condition } of statements) {
        const keys = Object.values(Condition).flatMap((keys) => Object.keys(keys));
        expect(keys).toEqual(expect.arrayContaining(['gitlab.example.com:aud', 'gitlab.example.com:sub']));
      }
    }
  });

  it('mends what a person would mend without a thought, and says so', () => {
    const plan = planned({ ...people, issuer: ' https://GitLab.example.com/ ', accountId: '1234-5678-9012' });
    expect(plan.plan).toMatchObject({ issuer: 'https://gitlab.example.com', accountId: '123456789012' });
    expect(plan.notes.map(({ code }) => code)).toEqual(['issuer-corrected', 'read-only']);
  });

  it('only warns of what AWS may not get to', () => {
    expect(notesOf({ ...people, issuer: 'https://gitlab.internal' })).toEqual([
      'issuer-doubtful',
      'read-only',
    ]);
    expect(notesOf({ ...people, issuer: 'http://127.0.0.1:4000' })).toContain('issuer-doubtful');
  });

  it('says what the role may do only where nobody else has', () => {
    expect(notesOf({ ...people, permissions: ['PowerUserAccess'] })).toEqual([]);
  });

  it('makes more roles where one policy does not hold all, each within the limit', () => {
    const { plan, notes } = planned(crowd);
    expect(plan.roles.length).toBeGreaterThan(1);
    expect(plan.roles.map(({ name }) => name).slice(0, 2)).toEqual(['GitLabUsers', 'GitLabUsers-2']);
    expect(plan.roles.every(({ policy }) => policy.text.length <= 2048)).toBe(true);
    expect(plan.roles.flatMap(({ policy }) => policy.subjects.map(({ value }) => value))).toEqual(
      crowd.users,
    );
    expect(notes.map(({ code }) => code)).toContain('several-roles');
  });

  it('leaves room for the number of a further role', () => {
    expect(problemsOf({ ...people, roleName: 'a'.repeat(64) })).toEqual([]);
    expect(problemsOf({ ...crowd, roleName: 'a'.repeat(64) })).toEqual(['role-name-too-long']);
  });

  it('finds policies of AWS by their names', () => {
    const permissions = ['job-function/ViewOnlyAccess', 'arn:aws-cn:iam::123456789012:policy/Mine'];
    expect(planned({ ...people, partition: 'aws-cn', permissions }).plan.permissions).toEqual([
      'arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess',
      'arn:aws-cn:iam::123456789012:policy/Mine',
    ]);
  });
});
