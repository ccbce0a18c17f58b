import { describe, expect, it } from 'vitest';
import type { JobAnswers } from '../../../../src/core/setup/answers.ts';
import { planSetup } from '../../../../src/core/setup/plan.ts';
import { jobs, planned } from './answers.ts';

const problemsOf = (answers: JobAnswers) => {
  const plan = planSetup(answers);
  return plan.kind === 'refused' ? plan.problems.map(({ code }) => code) : [];
};
const notesOf = (answers: JobAnswers) => planned(answers).notes.map(({ code }) => code);
const subjectsOf = (answers: JobAnswers) =>
  planned(answers).plan.roles.flatMap(({ policy }) =>
    policy.subjects.map(({ kind, value }) => `${kind} ${value}`),
  );

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

  it.each<[Partial<JobAnswers>]>([
    [{}],
    [{ protectedEnvironment: true }],
    [{ deploymentTier: 'production' }],
    [{ project: '', branches: [], subjects: ['project_id:20:ref_type:branch:ref:main'] }],
  ])('says that the name of an environment keeps no job out, which subjects do not say: %j', (change) => {
    const answers = { ...jobs, ...change, environment: 'prod' };
    const { notes, plan } = planned(answers);
    expect(notes).toContainEqual({ code: 'environment-open', details: { environment: 'prod' } });
    expect(JSON.stringify(plan.roles)).not.toContain('prod"');
  });

  it('says nothing of environments where none is named', () => {
    expect(notesOf(jobs)).not.toContain('environment-open');
  });

  it('says of an environment alone that it is not enough', () => {
    expect(planSetup({ ...jobs, branches: [], environment: 'prod' })).toMatchObject({
      problems: [{ code: 'ref-missing', details: { environment: 'prod' } }],
    });
  });

  it.each([
    ['project_id:20:ref_type:branch:ref:main', '20', ['project_id', 'ref_type', 'ref']],
    ['project_id:20:ref:main:ref_protected:true', '20', ['project_id', 'ref', 'ref_protected']],
    ['project_id:20:*', '20', ['project_id', 'ref_type', 'ref']],
    ['project_id:20:ref_type:*', '20', ['project_id', 'ref_type', 'ref']],
    ['project_id:20:ref_protected:true:*', '20', ['project_id', 'ref_protected', 'ref_type', 'ref']],
    ['project_path:g/p:ref:v*', 'g/p', ['project_path', 'ref']],
    ['project_path:g/p:deployment_tier:staging', 'g/p', ['project_path', 'deployment_tier']],
  ])('tells the setting of the project that %s needs', (subject, project, components) => {
    const { notes } = planned({ ...jobs, project: '', branches: [], subjects: [subject, subject] });
    const told = notes.filter(({ code }) => code === 'subject-components');
    expect(told).toEqual([{ code: 'subject-components', details: { project, components } }]);
  });

  it.each([
    'project_path:g/p:ref_type:branch:ref:main',
    'project_path:g/p:ref_type:*:ref:v?.+',
    'project_path:g/p:ref_type:tag:*',
    'project_path:g/p:*',
    'project_path:g/*:ref:main',
    'project_path:g/*',
  ])('tells of no setting where GitLab makes %s by itself', (subject) => {
    const answers = { ...jobs, project: '', branches: [], subjects: [subject], wholeGroup: true };
    expect(notesOf(answers)).not.toContain('subject-components');
    expect(notesOf(answers)).not.toContain('components-unknown');
  });

  it.each([
    ['project_path:grp/proj:environment:prod', ['environment']],
    ['project_id:20:user_login:me:ref:main', ['user_login']],
    ['root_namespace_path:g', ['root_namespace_path']],
    ['project_id:20:odd', ['odd']],
  ])('warns where GitLab is not known to make %s', (subject, components) => {
    const answers = { ...jobs, project: '', branches: [], subjects: [subject], wholeGroup: true };
    const { notes } = planned(answers);
    expect(notes.find(({ code }) => code === 'components-unknown')?.details).toMatchObject({
      ...{ subject, components },
    });
    expect(notesOf(answers)).not.toContain('subject-components');
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
