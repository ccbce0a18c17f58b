import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { GitHubAnswers } from '../../../../src/core/setup/answers.ts';
import { planSetup } from '../../../../src/core/setup/plan.ts';
import { evaluateTrust } from '../../../../src/core/trust/evaluation.ts';
import { isFault, parseTrustPolicy } from '../../../../src/core/trust/policy-reader.ts';
import { planned, textOf, workflows } from './answers.ts';

const environment = { branches: [], tags: [], environment: 'prod' };

function problemsOf(change: Partial<GitHubAnswers>): readonly string[] {
  const plan = planSetup({ ...workflows, ...change });
  return plan.kind === 'refused' ? plan.problems.map(({ code }) => code) : [];
}

function notesOf(change: Partial<GitHubAnswers>): readonly string[] {
  return planned({ ...workflows, ...change }).notes.map(({ code }) => code);
}

function isLetIn(answers: GitHubAnswers, subject: string, audience = 'sts.amazonaws.com'): boolean {
  const policy = parseTrustPolicy(textOf(answers, 'policy'));
  if (isFault(policy)) throw new Error(JSON.stringify(policy));
  const { plan } = planned(answers);
  const token = { issuer: plan.issuer, audience: [audience], subject, expiresAt: Number.MAX_SAFE_INTEGER };
  return evaluateTrust(policy, { roleArn: plan, token }).answer === 'allowed';
}

describe('a plan for workflows at GitHub', () => {
  it.each<[string, Partial<GitHubAnswers>, string]>([
    ['every repository', { repository: '*' }, 'repository-unreadable'],
    ['every repository of an owner', { repository: 'octocat/*' }, 'repository-unreadable'],
    ['a pattern of owners', { repository: 'octo*/hello' }, 'repository-unreadable'],
    ['any letter in an owner', { repository: 'octoca?/hello' }, 'repository-unreadable'],
    ['no owner', { repository: 'hello' }, 'repository-unreadable'],
    ['an address', { repository: 'https://github.com/octocat/hello' }, 'repository-unreadable'],
    ['a group below a group', { repository: 'octocat/a/hello' }, 'repository-unreadable'],
    ['the number of one part alone', { repository: 'octocat@1/hello' }, 'repository-unreadable'],
    ['numbers as a pattern', { repository: 'octocat@*/hello@1' }, 'repository-unreadable'],
    ['more than a repository', { repository: 'octocat/hello:ref' }, 'repository-unreadable'],
    ['no branch', { branches: [], tags: [] }, 'ref-missing'],
    ['a branch with a colon', { branches: ['main:x'] }, 'ref-unreadable'],
    ['an environment beside a branch', { environment: 'prod' }, 'environment-or-ref'],
    ['an environment with a colon', { ...environment, environment: 'a:b' }, 'environment-unreadable'],
    ['a pattern of environments', { ...environment, environment: 'prod*' }, 'environment-unreadable'],
    ['a console', { use: 'console' }, 'console-in-artifacts'],
    ['an empty audience', { audience: ' ' }, 'audience-unreadable'],
    ['a variable as audience', { audience: '$AUD' }, 'audience-unreadable'],
    [
      'more branches than one policy holds',
      { branches: Array.from({ length: 80 }, (_nothing, index) => `release-${index}`) },
      'too-many-refs',
    ],
  ])('is refused for %s', (_what, change, expected) => {
    expect(problemsOf(change)).toEqual([expected]);
  });

  it('lets in what it names and nothing else', () => {
    const repository = 'repo:octocat/hello';
    for (const ref of ['heads/main', 'heads/release/1', 'heads/release/1/2', 'heads/c++', 'tags/v1']) {
      expect(isLetIn(workflows, `${repository}:ref:refs/${ref}`)).toBe(true);
    }
    for (const subject of [
      `${repository}:ref:refs/heads/maint`,
      `${repository}:ref:refs/tags/main`,
      `${repository}:pull_request`,
      `${repository}:environment:main`,
      'repo:octocat/hello-2:ref:refs/heads/main',
      'repo:octocat@1/hello@2:ref:refs/heads/main',
      'repo:stranger/hello:ref:refs/heads/main',
    ]) {
      expect([subject, isLetIn(workflows, subject)]).toEqual([subject, false]);
    }
    expect(isLetIn(workflows, `${repository}:ref:refs/heads/main`, 'another')).toBe(false);
  });

  it('lets in every branch and tag, and still no pull request and no environment', () => {
    const answers = { ...workflows, branches: [], tags: [], anyRef: true };
    expect(isLetIn(answers, 'repo:octocat/hello:ref:refs/heads/any/thing')).toBe(true);
    expect(isLetIn(answers, 'repo:octocat/hello:ref:refs/tags/v1')).toBe(true);
    for (const rest of ['pull_request', 'environment:prod', 'ref:refs/pull/1/merge']) {
      expect(isLetIn(answers, `repo:octocat/hello:${rest}`)).toBe(false);
    }
    expect(parse(textOf(answers, 'github-workflow'))).toMatchObject({
      on: { push: { branches: ['**'], tags: ['**'] } },
    });
    expect(notesOf({ branches: [], tags: [], anyRef: true })).toContain('every-branch');
  });

  it('goes by the numbers where they are given, and says of names what becomes of them', () => {
    const numbered = { ...workflows, repository: 'octocat@583231/hello@1296269' };
    expect(isLetIn(numbered, 'repo:octocat@583231/hello@1296269:ref:refs/heads/main')).toBe(true);
    expect(isLetIn(numbered, 'repo:octocat@7/hello@8:ref:refs/heads/main')).toBe(false);
    expect(isLetIn(numbered, 'repo:octocat/hello:ref:refs/heads/main')).toBe(false);
    expect(notesOf(numbered)).toContain('repository-by-number');
    expect(notesOf({})).toContain('repository-by-name');
  });

  it('runs an environment by hand, and says that it has to be limited', () => {
    const answers = { ...workflows, ...environment };
    expect(isLetIn(answers, 'repo:octocat/hello:environment:prod')).toBe(true);
    expect(isLetIn(answers, 'repo:octocat/hello:ref:refs/heads/main')).toBe(false);
    expect(parse(textOf(answers, 'github-workflow'))).toMatchObject({
      on: 'workflow_dispatch',
      jobs: { 'aws-exec': { environment: 'prod' } },
    });
    expect(notesOf(environment)).toContain('protect-environment');
  });

  it('is a workflow as GitHub wants it', () => {
    expect(parse(textOf(workflows, 'github-workflow'))).toEqual({
      name: 'AWS',
      on: { push: { branches: ['main', 'release/**', 'c\\+\\+'], tags: ['v**'] } },
      permissions: { 'id-token': 'write', contents: 'read' },
      jobs: {
        'aws-exec': {
          'runs-on': 'ubuntu-latest',
          container: 'tobira',
          steps: [
            { uses: 'actions/checkout@v4' },
            { run: "tobira ci exec --role-arn 'arn:aws:iam::123456789012:role/Deploy' -- ./deploy.sh" },
          ],
        },
      },
    });
  });

  it('asks for the audience that the policy tests', () => {
    const audience = 'https://aws.example.com';
    for (const use of ['exec', 'credentials'] as const) {
      const answers = { ...workflows, audience, use };
      expect(textOf(answers, 'github-workflow')).toContain(`--audience '${audience}'`);
      expect(isLetIn(answers, 'repo:octocat/hello:ref:refs/heads/main', audience)).toBe(true);
    }
  });

  it('loses no exit code where a script takes the keys', () => {
    const workflow = parse(textOf({ ...workflows, use: 'credentials' }, 'github-workflow')) as {
      readonly jobs: { readonly 'aws-credentials': { readonly steps: readonly { readonly run?: string }[] } };
    };
    expect(workflow.jobs['aws-credentials'].steps[1]?.run?.split('\n')).toEqual([
      `creds="$(tobira ci credentials --role-arn 'arn:aws:iam::123456789012:role/Deploy')"`,
      'eval "$creds"',
      './deploy.sh',
    ]);
  });
});
