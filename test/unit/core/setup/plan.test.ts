import { describe, expect, it } from 'vitest';
import type { JobAnswers, PeopleAnswers } from '../../../../src/core/setup/answers.ts';
import { planSetup } from '../../../../src/core/setup/plan.ts';
import { crowd, jobs, people, planned } from './answers.ts';

const problemsOf = (answers: JobAnswers | PeopleAnswers) => {
  const plan = planSetup(answers);
  return plan.kind === 'refused' ? plan.problems.map(({ code }) => code) : [];
};
const notesOf = (answers: JobAnswers | PeopleAnswers) => planned(answers).notes.map(({ code }) => code);
const subjectsOf = (answers: JobAnswers | PeopleAnswers) =>
  planned(answers).plan.roles.flatMap(({ policy }) =>
    policy.subjects.map(({ kind, value }) => `${kind} ${value}`),
  );

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

describe('a plan for jobs', () => {
  it.each<[string, Partial<JobAnswers>, string]>([
    ['no project', { project: '' }, 'project-missing'],
    ['no group', { project: 'deploy' }, 'project-unreadable'],
    ['a pattern of projects', { project: 'platform/*' }, 'project-unreadable'],
    ['no branch', { branches: [] }, 'ref-missing'],
    ['a branch with a space', { branches: ['my branch'] }, 'ref-unreadable'],
    ['a branch with a colon', { branches: ['main:ref_protected:true'] }, 'ref-unreadable'],
    [
      'the audience of people, whichever of them',
      { audience: 'app', applicationIds: ['other', ' app '] },
      'audience-is-application',
    ],
    ['a protected environment that nobody names', { protectedEnvironment: true }, 'environment-missing'],
    ['an environment in quotes', { environment: 'a"b' }, 'environment-unreadable'],
    ['a user', { subjects: ['42'] }, 'subject-is-person'],
    ['users that look alike', { subjects: ['4*'] }, 'grant-refused'],
    ['half a project', { subjects: ['project_path:g/p*'] }, 'grant-refused'],
    ['half a number', { subjects: ['project_id:20*'] }, 'grant-refused'],
    ['half a group', { subjects: ['project_path:g*'], wholeGroup: true }, 'grant-refused'],
    [
      'half a project of a whole group',
      { subjects: ['project_path:g/p*'], wholeGroup: true },
      'grant-refused',
    ],
    ['a project in place of another part', { subjects: ['ref_protected:true:*'] }, 'grant-refused'],
    ['a project behind the wildcard', { subjects: ['ref:main:project_path:*'] }, 'grant-refused'],
    ['half a number of where jobs run', { subjects: ['job_project_id:2*'] }, 'grant-refused'],
    ['an environment alone', { subjects: ['environment:production'] }, 'subject-without-project'],
    ['a claim that names no project', { subjects: ['job_x:1:ref:main'] }, 'subject-without-project'],
    ['a project without its group', { subjects: ['project_path:p:ref:main'] }, 'subject-without-project'],
    [
      'a project as the name of a branch',
      { subjects: ['ref:project_path:g/p:x'] },
      'subject-without-project',
    ],
    [
      'branches beside a whole subject alone',
      { project: '', subjects: ['project_id:20:*'] },
      'answers-beside-subject',
    ],
    [
      'another environment than the subject names',
      { project: '', branches: [], environment: 'eu', subjects: ['project_id:20:environment:us'] },
      'environment-differs',
    ],
    [
      'a subject for protected environments that nobody names',
      { subjects: ['project_id:20:environment_protected:true'] },
      'environment-missing',
    ],
    ['a group', { subjects: ['project_path:g/*'] }, 'subject-whole-group'],
    ['a group below a group', { subjects: ['project_path:g/h/*:ref:main'] }, 'subject-whole-group'],
    ['a group by its number', { subjects: ['namespace_id:5:ref:main'] }, 'subject-whole-group'],
    [
      'a group behind something else',
      { subjects: ['ref_protected:true:namespace_path:g'] },
      'subject-whole-group',
    ],
    [
      'a group behind something else, as a pattern',
      { subjects: ['ref_protected:true:namespace_path:g:*'] },
      'subject-whole-group',
    ],
    ['the uppermost group', { subjects: ['root_namespace_path:g'] }, 'subject-whole-group'],
    ['a group of sources', { subjects: ['source_project_path:g/*'] }, 'subject-whole-group'],
    ['an empty audience', { audience: '' }, 'audience-unreadable'],
    ['a variable as audience', { audience: '$CI_SERVER_URL' }, 'audience-unreadable'],
    ['a tier of its own', { deploymentTier: 'prod' }, 'tier-unknown'],
    ['a subject for everybody', { subjects: ['*'] }, 'grant-refused'],
    ['a subject for any project', { subjects: ['project_path:*:ref:main'] }, 'grant-refused'],
  ])('is refused for %s', (_what, change, expected) => {
    expect(problemsOf({ ...jobs, ...change })).toEqual([expected]);
  });

  it("takes GitLab's address as audience where nobody says another", () => {
    expect(planned({ ...jobs, issuer: `${jobs.issuer}/` }).plan.audience).toBe('https://gitlab.example.com');
  });

  it('makes a subject of each branch and tag', () => {
    const answers = { ...jobs, branches: ['main', 'release/*'], tags: ['v1'] };
    expect(subjectsOf(answers)).toEqual([
      'exact project_path:platform/deploy:ref_type:branch:ref:main',
      'like project_path:platform/deploy:ref_type:branch:ref:release/*',
      'exact project_path:platform/deploy:ref_type:tag:ref:v1',
    ]);
  });

  it('lets in every ref of the one project where that is said', () => {
    const answers = { ...jobs, branches: [], anyRef: true };
    expect(subjectsOf(answers)).toEqual(['like project_path:platform/deploy:ref_type:*']);
    expect(notesOf(answers)).toContain('every-branch');
  });

  it('names the project by its number, which needs another make-up of subjects', () => {
    const answers = { ...jobs, project: '20' };
    expect(subjectsOf(answers)).toEqual(['exact project_id:20:ref_type:branch:ref:main']);
    const { notes } = planned(answers);
    expect(notes[1]).toEqual({
      code: 'subject-components',
      details: { project: '20', components: ['project_id', 'ref_type', 'ref'] },
    });
    expect(notesOf(answers)).not.toContain('path-can-change-hands');
  });

  it('asks for more than the ref where that is said', () => {
    const answers = {
      ...jobs,
      protectedRef: true,
      protectedEnvironment: true,
      deploymentTier: 'production',
    };
    expect(subjectsOf(answers)).toEqual([
      'exact project_path:platform/deploy:ref_type:branch:ref:main:ref_protected:true:environment_protected:true:deployment_tier:production',
    ]);
    expect(notesOf(answers)).toEqual([
      'read-only',
      'subject-components',
      'path-can-change-hands',
      'forks-stay-out',
    ]);
  });

  it.each<[string, Partial<JobAnswers>]>([
    ['path-can-change-hands', {}],
    ['protect-refs', {}],
    ['forks-stay-out', {}],
    ['every-branch', { branches: ['*'] }],
    ['tier-by-author', { deploymentTier: 'staging' }],
    ['audience-like-application', { audience: 'ab'.repeat(32) }],
    ['whole-group', { subjects: ['project_path:g/*'], wholeGroup: true }],
    ['whole-group', { subjects: ['root_namespace_path:g'], wholeGroup: true }],
    ['forks-come-in', { subjects: ['job_project_id:20:ref_type:branch:ref:main'] }],
    ['forks-come-in', { subjects: ['job_project_path:g/p:*'] }],
    ['subject-not-project-first', { subjects: ['ref:main:project_path:g/p:*'] }],
  ])('warns: %s', (code, change) => {
    expect(notesOf({ ...jobs, ...change })).toContain(code);
  });

  it('takes whole subjects as they are', () => {
    const subjects = ['job_project_id:1:ref:main', 'project_id:20:*'];
    expect(subjectsOf({ ...jobs, project: '', branches: [], subjects })).toEqual([
      'exact job_project_id:1:ref:main',
      'like project_id:20:*',
    ]);
  });

  it.each(['project_id:20', 'job_project_id:20', 'source_project_id:20', 'source_project_path:g/p'])(
    'takes %s first, as GitLab does, and does not say that it were no project',
    (first) => {
      for (const rest of [':*', ':ref_type:branch:ref:main']) {
        const answers = { ...jobs, project: '', branches: [], subjects: [`${first}${rest}`] };
        expect(notesOf(answers)).not.toContain('subject-not-project-first');
        const isOfForks = first.startsWith('job_');
        expect(notesOf(answers)).toContain(isOfForks ? 'forks-come-in' : 'forks-stay-out');
        expect(notesOf(answers)).not.toContain(isOfForks ? 'forks-stay-out' : 'forks-come-in');
      }
    },
  );

  it('names every answer that a whole subject makes idle, and takes them beside a project', () => {
    const given = {
      ...{ branches: ['main'], tags: ['v1'], protectedRef: true, protectedEnvironment: true },
      ...{ deploymentTier: 'staging', subjects: ['project_id:20:*'] },
    };
    expect(planSetup({ ...jobs, ...given, project: '', anyRef: true })).toMatchObject({
      problems: [
        {
          code: 'answers-beside-subject',
          details: {
            options: [
              '--branch',
              '--tag',
              '--any-ref',
              '--protected-ref',
              '--protected-environment',
              '--tier',
            ],
          },
        },
      ],
    });
    expect(problemsOf({ ...jobs, ...given })).toEqual([]);
  });

  it('says that a path can change hands, of whole subjects too', () => {
    const subjects = ['project_path:g/p:*', 'project_id:20:*'];
    expect(planned({ ...jobs, project: '', branches: [], subjects }).notes).toContainEqual({
      code: 'path-can-change-hands',
      details: { project: 'g/p' },
    });
    expect(notesOf({ ...jobs, project: '', branches: [], subjects: ['project_id:20:*'] })).not.toContain(
      'path-can-change-hands',
    );
  });

  it.each([
    'project_path:platform/deploy:*',
    'project_path:platform/deploy',
    'project_path:platform/deploy:ref_type:branch:ref:*',
    'project_id:20:deployment_tier:staging',
  ])('says that %s lets in every branch, beside a branch that was named, too', (subject) => {
    for (const change of [{}, { project: '', branches: [] }]) {
      const notes = planned({ ...jobs, ...change, subjects: [subject] }).notes;
      expect(notes).toContainEqual({ code: 'every-branch', details: { ref: subject } });
      expect(notes.map(({ code }) => code)).not.toContain('protect-refs');
    }
  });

  it('names the branches of whole subjects among those to protect, unless they say that they are', () => {
    const subjects = ['project_id:20:ref_type:branch:ref:next', 'project_id:20:ref_protected:true:*'];
    expect(planned({ ...jobs, subjects }).notes).toContainEqual({
      code: 'protect-refs',
      details: { refs: ['main', 'next'] },
    });
  });

  it.each(['10.0.0.1', '127.0.0.1:8443', 'localhost:3000', '[fd00::1]'])(
    'says first of all that AWS can never come to %s',
    (host) => {
      const scheme = host.includes(':8443') || host.includes(':3000') ? 'http' : 'https';
      const { notes, outputs } = planned({ ...jobs, issuer: `${scheme}://${host}/` });
      expect(notes[0]?.code).toBe('issuer-unreachable');
      expect(outputs).toHaveLength(5);
    },
  );
});
