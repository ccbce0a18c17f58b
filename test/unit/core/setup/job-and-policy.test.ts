import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JobAnswers } from '../../../../src/core/setup/answers.ts';
import { evaluateTrust } from '../../../../src/core/trust/evaluation.ts';
import { isFault, parseTrustPolicy } from '../../../../src/core/trust/policy-reader.ts';
import { jobs, planned, textOf } from './answers.ts';

interface Ref {
  readonly type: 'branch' | 'tag';
  readonly name: string;
  readonly isProtected: boolean;
}

interface Job {
  readonly id_tokens: { readonly MY_ID_TOKEN: { readonly aud: string } };
  readonly rules: readonly { readonly if: string }[];
  readonly environment?: { readonly name: string; readonly deployment_tier?: string };
}

const refs: readonly Ref[] = ['main', 'release/1', 'v1', 'else'].flatMap((name) =>
  (['branch', 'tag'] as const).flatMap((type) =>
    [true, false].map((isProtected) => ({ type, name, isProtected })),
  ),
);

const cases: readonly (readonly [string, Partial<JobAnswers>])[] = [
  ['a branch', {}],
  ['a protected branch', { protectedRef: true }],
  ['patterns of protected branches and tags', { branches: ['release/*'], tags: ['v*'], protectedRef: true }],
  ['any branch and tag', { branches: [], anyRef: true }],
  ['any that is protected', { branches: [], anyRef: true, protectedRef: true }],
  ['a protected environment of a tier', { protectedEnvironment: true, deploymentTier: 'production' }],
  ['a protected environment by its name', { protectedEnvironment: true, environment: 'prod/eu' }],
  ['a tier', { deploymentTier: 'staging' }],
  [
    'a name and a tier, by number',
    {
      ...{ project: '20', protectedRef: true, protectedEnvironment: true },
      ...{ environment: 'eu', deploymentTier: 'staging' },
    },
  ],
  ...(
    [
      'project_path:platform/deploy:ref_type:branch:ref:main',
      'project_path:platform/deploy:ref_type:branch:*',
      'project_path:platform/deploy:ref_type:branch:ref:*',
      'project_path:platform/deploy:ref_type:tag:ref:v?',
      'project_path:platform/deploy:*',
      'project_path:platform/deploy:ref_type:*:ref:main',
    ] as const
  ).map((subject) => [subject, { project: '', branches: [], subjects: [subject] }] as const),
  ['a whole subject beside a branch', { subjects: ['project_path:platform/deploy:ref_type:tag:ref:v*'] }],
];

describe('the job and the trust policy of one plan', () => {
  it.each(cases)('fit each other for %s', (_what, change) => {
    const answers = { ...jobs, ...change };
    const running = refs.filter((ref) => runs(jobOf(answers), ref));
    expect(running).not.toEqual([]);
    // What runs is let in, and what is let in runs.
    expect(refs.filter((ref) => isLetIn(answers, ref))).toEqual(running);
  });
});

describe('the job of whole subjects', () => {
  const alone = { ...jobs, project: '', branches: [] };

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'asks for what the subject says of the ref',
      ['project_id:20:ref:main:ref_protected:true'],
      [
        '$CI_COMMIT_BRANCH == "main" && $CI_COMMIT_REF_PROTECTED == "true"',
        '$CI_COMMIT_TAG == "main" && $CI_COMMIT_REF_PROTECTED == "true"',
      ],
    ],
    [
      'runs for all refs where one subject names none',
      ['project_id:20:ref_type:branch:ref:main', 'project_id:20:*'],
      ['$CI_COMMIT_BRANCH || $CI_COMMIT_TAG'],
    ],
    [
      'runs for all branches where a name cannot be written',
      ["project_id:20:ref_type:branch:ref:it's"],
      ['$CI_COMMIT_BRANCH'],
    ],
  ])('%s', (_what, subjects, rules) => {
    expect(jobOf({ ...alone, subjects }).rules.map((rule) => rule.if)).toEqual(rules);
  });

  it('says in the file where it runs for more than is named, and only there', () => {
    const remark = 'Narrow its rules.';
    const textFor = (subject: string) => textOf({ ...alone, subjects: [subject] }, 'gitlab-ci');
    expect(textFor('project_id:20:*')).toContain(remark);
    expect(textFor("project_id:20:ref_type:branch:ref:it's")).toContain(remark);
    expect(textFor('project_id:20:ref_type:branch:ref:main')).not.toContain(remark);
  });

  it('is in the environment that the subjects name, or in none where they name several', () => {
    const one = 'project_id:20:environment:eu:deployment_tier:staging';
    expect(jobOf({ ...alone, subjects: [one] }).environment).toEqual({
      name: 'eu',
      deployment_tier: 'staging',
    });
    const several = { ...alone, subjects: [one, 'project_id:20:environment:us:deployment_tier:staging'] };
    expect(textOf(several, 'gitlab-ci')).toContain('Give it one of them.');
    const protectedOnly = { ...alone, subjects: ['project_id:20:environment_protected:true'] };
    expect(jobOf({ ...protectedOnly, environment: 'prod' }).environment).toEqual({ name: 'prod' });
  });

  it('is one for each role, where one policy does not hold all subjects', () => {
    const branches = Array.from({ length: 60 }, (_nothing, index) => `release-${index}`);
    const answers = { ...jobs, branches };
    const { roles } = planned(answers).plan;
    expect(roles.length).toBeGreaterThan(1);
    const { stages, ...all } = parse(textOf(answers, 'gitlab-ci')) as Readonly<
      Record<string, { readonly script: readonly string[]; readonly rules: Job['rules'] }>
    >;
    expect(stages).toEqual(['aws']);
    expect(Object.values(all).map(({ script }) => /role\/([\w-]+)/.exec(script[0] ?? '')?.[1])).toEqual(
      roles.map(({ name }) => name),
    );
    expect(Object.values(all).map(({ rules }) => rules.length)).toEqual(
      roles.map(({ policy }) => policy.subjects.length),
    );
  });
});

function jobOf(answers: JobAnswers): Job {
  const { 'aws-console': job } = parse(textOf(answers, 'gitlab-ci')) as { readonly 'aws-console': Job };
  return job;
}

/** GitLab's rules, as far as they are used here: terms joined by `&&`, and alternatives in parentheses. */
function runs({ rules }: Job, ref: Ref): boolean {
  const values: Readonly<Record<string, string | undefined>> = {
    $CI_COMMIT_BRANCH: ref.type === 'branch' ? ref.name : undefined,
    $CI_COMMIT_TAG: ref.type === 'tag' ? ref.name : undefined,
    $CI_COMMIT_REF_PROTECTED: String(ref.isProtected),
  };
  const holds = (term: string): boolean => {
    const [name = '', operator, ...rest] = term.split(' ');
    const value = values[name];
    const wanted = rest.join(' ');
    if (operator === undefined) return value !== undefined;
    if (operator === '==') return `"${value}"` === wanted;
    if (operator === '=~') return value !== undefined && new RegExp(wanted.slice(1, -1)).test(value);
    throw new Error(`unknown: ${term}`);
  };
  return rules.some((rule) =>
    rule.if.split(' && ').every((part) =>
      part
        .replace(/^\((.*)\)$/, '$1')
        .split(' || ')
        .some(holds),
    ),
  );
}

/** By the subject that GitLab makes of such a job, where the project is set as the plan says. */
function isLetIn(answers: JobAnswers, ref: Ref): boolean {
  const job = jobOf(answers);
  const { plan, notes } = planned(answers);
  const note = notes.find(({ code }) => code === 'subject-components');
  const components = note?.code === 'subject-components' ? note.details.components : undefined;
  // GitLab leaves the environment's claims out of tokens of jobs that have none.
  const claims: Readonly<Record<string, string | undefined>> = {
    project_path: 'platform/deploy',
    project_id: '20',
    ref_type: ref.type,
    ref: ref.name,
    ref_protected: String(ref.isProtected),
    environment_protected: job.environment && 'true',
    deployment_tier: job.environment?.deployment_tier,
  };
  const subject = (components ?? ['project_path', 'ref_type', 'ref'])
    .flatMap((name) => (claims[name] === undefined ? [] : [name, claims[name]]))
    .join(':');
  const policy = parseTrustPolicy(textOf(answers, 'policy'));
  if (isFault(policy)) throw new Error(JSON.stringify(policy));
  const token = {
    ...{ issuer: plan.issuer, audience: [job.id_tokens.MY_ID_TOKEN.aud], subject },
    expiresAt: Number.MAX_SAFE_INTEGER,
  };
  return evaluateTrust(policy, { roleArn: plan, token }).answer === 'allowed';
}
