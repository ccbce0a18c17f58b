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
