import { stringify } from 'yaml';
import { startAws } from './aws/aws.ts';
import type { Aws, AwsOptions } from './aws/aws.ts';
import { gitLabTrustPolicy } from './aws/trust-policies.ts';
import { startGitLab } from './gitlab/gitlab.ts';
import type { GitLab, GitLabOptions } from './gitlab/gitlab.ts';

/** The one account of the sandbox. */
export const SANDBOX_ACCOUNT = '123456789012';
/** Audience of CI jobs: another one than the application's, so that no job can pass for a person. */
export const CI_AUDIENCE = 'https://aws.sandbox.test';
/** The project whose jobs on `main` may assume the CI role. */
export const CI_PROJECT = 'platform/deploy';

export interface SandboxOptions {
  readonly gitlab?: GitLabOptions;
  readonly aws?: AwsOptions;
}

/** GitLab and AWS on loopback, wired together: what Tobira needs to do its main job. */
export interface Sandbox {
  readonly gitlab: GitLab;
  readonly aws: Aws;
  /** The text of a config.yaml: one identity and four roles, the last of which AWS refuses. */
  configYaml(): string;
  close(): Promise<void>;
}

interface SandboxRole {
  readonly id: string;
  readonly name: string;
  /** Name of the IAM role. */
  readonly role: string;
  readonly region: string;
  readonly color: string;
  readonly tags: readonly string[];
  readonly duration?: string;
  readonly consoleDuration?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** GitLab user ids that the trust policy names. */
  readonly subjects: readonly string[];
}

const ROLES: readonly SandboxRole[] = [
  {
    ...{
      id: 'prod-admin',
      name: 'Production / Admin',
      role: 'Admin',
      region: 'ap-northeast-1',
      color: 'red',
    },
    ...{ tags: ['prod'], maxSessionDuration: 3600, subjects: ['42'] },
  },
  {
    ...{ id: 'stage-dev', name: 'Staging / Developer', role: 'Developer', region: 'eu-central-1' },
    ...{ color: 'orange', tags: ['staging', 'web'], duration: '2h', consoleDuration: '12h' },
    ...{ maxSessionDuration: 14_400, subjects: ['42', '57'] },
  },
  {
    ...{ id: 'dev-read', name: 'Sandbox / Read only', role: 'ReadOnly', region: 'us-east-1', color: 'green' },
    ...{ tags: ['sandbox'], maxSessionDuration: 43_200, subjects: ['42', '57'] },
  },
  {
    ...{ id: 'audit', name: 'Audit / Not for you', role: 'Auditor', region: 'us-east-1', color: 'gray' },
    ...{ tags: ['audit'], maxSessionDuration: 3600, subjects: ['1'] },
  },
];

/** The ARN of one of the sandbox's roles, such as `Admin`, `ReadOnly` or `Deploy` (for CI jobs). */
export function sandboxRoleArn(role: string): string {
  return `arn:aws:iam::${SANDBOX_ACCOUNT}:role/${role}`;
}

/** Starts both stand-ins; AWS knows GitLab as an identity provider. Several sandboxes may run at once. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const [gitlab, aws] = await Promise.all([startGitLab(options.gitlab), startAws(options.aws)]);
  furnish(aws, gitlab);
  return {
    gitlab,
    aws,
    configYaml: () => configYaml(gitlab, aws),
    close: async () => {
      await Promise.all([gitlab.close(), aws.close()]);
    },
  };
}

function furnish({ iam }: Aws, { issuer, applications }: GitLab): void {
  const { uid } = applications.default;
  const provider = iam.addOidcProvider({
    account: SANDBOX_ACCOUNT,
    url: issuer,
    audiences: [uid, CI_AUDIENCE],
  });
  for (const { role, subjects, maxSessionDuration } of ROLES) {
    iam.addRole({
      arn: sandboxRoleArn(role),
      trustPolicy: gitLabTrustPolicy({ provider, audience: uid, subjects }),
      maxSessionDuration,
    });
  }
  iam.addRole({
    arn: sandboxRoleArn('Deploy'),
    trustPolicy: gitLabTrustPolicy({
      provider,
      audience: CI_AUDIENCE,
      subjects: [`project_path:${CI_PROJECT}:ref_type:branch:ref:main`],
    }),
    maxSessionDuration: 7200,
  });
}

function configYaml({ issuer, applications }: GitLab, aws: Aws): string {
  // A configuration names no address of IAM: Tobira never speaks to it.
  const { sts, signin, console } = aws.endpoints;
  return stringify({
    version: 1,
    identities: [{ id: 'work', issuer, clientId: applications.default.uid }],
    roles: ROLES.map(({ role, maxSessionDuration: _max, subjects: _subjects, ...rest }) => ({
      ...rest,
      identity: 'work',
      roleArn: sandboxRoleArn(role),
    })),
    endpoints: { sts, signin, console },
  });
}
