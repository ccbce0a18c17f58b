import type {
  GitHubAnswers,
  JobAnswers,
  PeopleAnswers,
  SetupAnswers,
} from '../../../../src/core/setup/answers.ts';
import { planSetup, type SetupFormat, type SetupPlan } from '../../../../src/core/setup/plan.ts';

export const people: PeopleAnswers = {
  for: 'people',
  issuer: 'https://gitlab.example.com',
  accountId: '123456789012',
  roleName: 'GitLabUsers',
  applicationId: '4a1b0c9d8e7f',
  users: ['42', '57'],
};

export const jobs: JobAnswers = {
  for: 'jobs',
  issuer: 'https://gitlab.example.com',
  accountId: '123456789012',
  roleName: 'Deploy',
  project: 'platform/deploy',
  branches: ['main'],
};

export const workflows: GitHubAnswers = {
  for: 'github',
  issuer: 'https://token.actions.githubusercontent.com',
  accountId: '123456789012',
  roleName: 'Deploy',
  repository: 'octocat/hello',
  branches: ['main', 'release/*', 'c++'],
  tags: ['v*'],
};

/** All that could end a quotation or begin something else in one of the forms. */
export const nasty: JobAnswers = {
  ...jobs,
  audience: 'it\'s"aud`%{x}\\n&<>|;#{}',
  subjects: [
    `project_path:g/p:ref_type:branch:ref:a'b"c\`d%{e}\\f;g&h|i`,
    'project_path:g/p:ref_type:tag:ref:é*',
  ],
};

/** So many that one policy does not hold them. */
export const crowd: PeopleAnswers = {
  ...people,
  users: Array.from({ length: 400 }, (_nothing, index) => String(1_000_000 + index)),
};

/** Every purpose, spelling and size that the outputs are looked at for. */
export const cases = {
  people,
  jobs,
  'jobs-by-id': {
    ...jobs,
    project: '20',
    branches: ['release/*'],
    tags: ['v*'],
    protectedRef: true,
    deploymentTier: 'production',
    protectedEnvironment: true,
    use: 'exec',
    permissions: ['AmazonEC2ContainerRegistryPowerUser', 'arn:aws:iam::123456789012:policy/team/Deploy'],
    maxSessionSeconds: 43_200,
  },
  github: workflows,
  'github-by-number': {
    ...workflows,
    ...{ repository: 'octocat@583231/hello@1296269', branches: [], tags: [], environment: 'prod eu' },
    ...{ audience: 'https://aws.example.com', use: 'credentials', partition: 'aws-us-gov' },
  },
  'china-below-a-path': { ...people, issuer: 'https://example.com/gitlab', partition: 'aws-cn' },
  nasty,
  crowd,
} as const satisfies Record<string, SetupAnswers>;

export function planned(answers: SetupAnswers): Extract<SetupPlan, { kind: 'planned' }> {
  const plan = planSetup(answers);
  if (plan.kind !== 'planned') throw new Error(`refused: ${JSON.stringify(plan.problems)}`);
  return plan;
}

export function textOf(answers: SetupAnswers, format: SetupFormat): string {
  const output = planned(answers).outputs.find((one) => one.format === format);
  if (output === undefined) throw new Error(`there is no ${format}`);
  return output.text;
}
