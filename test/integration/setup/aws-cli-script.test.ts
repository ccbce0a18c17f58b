import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createStsRoleAssumer } from '../../../src/adapters/aws/sts-role-assumer.ts';
import { createOidcIdentityProvider } from '../../../src/adapters/oidc/oidc-identity-provider.ts';
import { createNodeHttp } from '../../../src/adapters/system/node-http.ts';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import { hasCode } from '../../../src/core/errors.ts';
import { checkIssuer } from '../../../src/core/issuer-check.ts';
import type { JobAnswers, PeopleAnswers } from '../../../src/core/setup/answers.ts';
import { gitLabApplication } from '../../../src/core/setup/gitlab-application.ts';
import { planSetup } from '../../../src/core/setup/plan.ts';
import { parseRoleArn } from '../../../src/core/role-arn.ts';
import type { IdentityId } from '../../../src/core/model.ts';
import type { Application } from '../../sandbox/gitlab/applications.ts';
import { SANDBOX_ACCOUNT, startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { run } from '../../support/process.ts';
import type { ProcessResult } from '../../support/process.ts';

// Each call of the AWS CLI starts a Python of its own.
vi.setConfig({ testTimeout: 240_000 });

const ACCOUNT = '210987654321';
/** The system's own program: one of the same name earlier on PATH may be something else. */
const AWS = '/usr/bin/aws';

let sandbox: Sandbox;
let folder: string;
/** Registered as the wizard says. */
let application: Application;
let environment: Readonly<Record<string, string>>;

beforeEach(async () => {
  sandbox = await startSandbox();
  const { confidential, name, redirectUri, scopes } = gitLabApplication(sandbox.gitlab.issuer);
  application = sandbox.gitlab.applications.register({
    ...{ name, confidential, scopes },
    redirectUris: [redirectUri],
  });
  folder = await mkdtemp(join(tmpdir(), 'tobira-setup-'));
  const { sandbox: stand, folder: place } = { sandbox, folder };
  onTestFinished(async () => {
    await stand.close();
    await rm(place, { recursive: true, force: true });
  });
  environment = await administrator(ACCOUNT);
});

describe.each(['/bin/dash', '/bin/bash'])('the AWS CLI script, in %s', (shell) => {
  it('makes provider and role, by which a user then signs in', async () => {
    const { code, stdout, stderr } = await runScript(shell, people());
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: `${arn('GitLabUsers')}\n` });
    expect(stderr).toContain('Made the OIDC provider.');
    expect(stderr).toContain('Made the role GitLabUsers.');
    expect(sandbox.aws.iamApi.attachedTo(arn('GitLabUsers'))).toEqual([
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ]);
    expect(await assume('GitLabUsers', 42)).toBe('let in');
    expect(await assume('GitLabUsers', 57)).toBe('refused');
  });
});

describe('the AWS CLI script', () => {
  it('may be run again, and changes nothing then', async () => {
    await succeed(people());
    const again = await succeed(people());
    expect(again.stderr).toContain('The OIDC provider was there');
    expect(again.stderr).toContain('The role GitLabUsers was there, and is up to date.');
    expect(await assume('GitLabUsers', 42)).toBe('let in');
  });

  it('adds an audience to a provider that is there', async () => {
    sandbox.aws.iam.addOidcProvider({
      account: ACCOUNT,
      url: sandbox.gitlab.issuer,
      audiences: ['https://other.example.com'],
    });
    await succeed(people());
    const [provider] = sandbox.aws.iam.account(ACCOUNT)?.providers.values() ?? [];
    expect([...(provider?.audiences ?? [])]).toEqual(['https://other.example.com', applicationId()]);
    expect(await assume('GitLabUsers', 42)).toBe('let in');
  });

  it('leaves a role alone that it did not make, and everything else with it', async () => {
    sandbox.aws.iam.addRole({ arn: arn('GitLabUsers'), trustPolicy: nobody });
    const { code, stderr } = await runScript('/bin/sh', people(), '--update');
    expect(code).toBe(1);
    expect(stderr).toContain('There is a role GitLabUsers already that this script did not make.');
    expect(sandbox.aws.iam.account(ACCOUNT)?.providers.size).toBe(0);
    expect(sandbox.aws.requests.count('UpdateAssumeRolePolicy')).toBe(0);
  });

  it('lets in nobody new without being told to', async () => {
    await succeed(people());
    const wider = people({ users: ['42', '57'] });
    const refused = await runScript('/bin/sh', wider);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('The role GitLabUsers trusts somebody else so far:');
    expect(refused.stderr).toContain('"42"');
    expect(await assume('GitLabUsers', 57)).toBe('refused');

    const told = await runScript('/bin/sh', wider, '--update');
    expect(told.code, told.stderr).toBe(0);
    expect(await assume('GitLabUsers', 57)).toBe('let in');
  });

  it('does nothing with the keys of another account', async () => {
    environment = await administrator(SANDBOX_ACCOUNT);
    const { code, stderr } = await runScript('/bin/sh', people());
    expect(code).toBe(1);
    expect(stderr).toContain(`These keys are for account ${SANDBOX_ACCOUNT}.`);
    expect(sandbox.aws.iam.account(ACCOUNT)).toBeUndefined();
  });

  it('stops where AWS refuses, in its words', async () => {
    sandbox.aws.faults.inject('CreateRole', { kind: 'error', code: 'AccessDenied', status: 403 });
    const { code, stderr } = await runScript('/bin/sh', people());
    expect(code).not.toBe(0);
    expect(stderr).toContain('AccessDenied');
    expect(sandbox.aws.requests.count('AttachRolePolicy')).toBe(0);
  });

  it('makes every role of a long list, and tells of one that is left when the list gets shorter', async () => {
    const crowd = people({ users: Array.from({ length: 800 }, (_none, index) => String(1000 + index)) });
    const made = await succeed(crowd);
    const [first, second] = made.stdout.split('\n');
    expect([first, second]).toEqual([arn('GitLabUsers'), arn('GitLabUsers-2')]);
    const shorter = await runScript('/bin/sh', people(), '--update');
    const left = /^.*Delete it if they should not: (.*)$/gm;
    const names = [...shorter.stderr.matchAll(left)].map(([, name]) => name);
    const roles = made.stdout.trim().split('\n').slice(1);
    expect(roles.length).toBeGreaterThan(1);
    expect(names.map((name) => arn(name ?? ''))).toEqual(roles);
  });

  it('tells what a role may do beyond the list, and does not call it up to date then', async () => {
    await succeed(people({ permissions: ['AdministratorAccess', 'job-function/ViewOnlyAccess'] }));
    const fewer = people({ permissions: ['ReadOnlyAccess', 'job-function/ViewOnlyAccess'] });
    const { code, stderr } = await runScript('/bin/dash', fewer, '--update');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('The role GitLabUsers may do MORE than this script says.');
    const detach = 'aws iam detach-role-policy --role-name GitLabUsers --policy-arn';
    expect(stderr).toContain(`${detach} arn:aws:iam::aws:policy/AdministratorAccess\n`);
    expect(stderr.split(detach)).toHaveLength(2);
    expect(stderr).not.toContain('up to date');
  });

  it('tells what a role may do beyond the list before it lets in anybody new', async () => {
    await succeed(people({ permissions: ['AdministratorAccess'] }));
    const wider = people({ permissions: ['ReadOnlyAccess'], users: ['42', '57'] });
    const refused = await runScript('/bin/sh', wider);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /MORE than this script says[^]*AdministratorAccess\n[^]*trusts somebody else/,
    );
    const told = await runScript('/bin/sh', wider, '--update');
    expect(told.code, told.stderr).toBe(0);
    // Once, and first.
    expect(told.stderr.match(/MORE than|trusts somebody|trusts whom/g)).toEqual([
      ...['MORE than', 'trusts somebody', 'trusts whom'],
    ]);
  });

  it('tells what a role that is to be taken over may do, before and after', async () => {
    sandbox.aws.iam.addRole({ arn: arn('GitLabUsers'), trustPolicy: nobody });
    const own = ['--policy-name', 'everything', '--policy-document', '{}'];
    await aws('put-role-policy', '--role-name', 'GitLabUsers', ...own);
    const before = await runScript('/bin/sh', people());
    expect(before.code).toBe(1);
    expect(before.stderr).toMatch(/--policy-name everything\n[^]*There is a role GitLabUsers already/);
    await aws('tag-role', '--role-name', 'GitLabUsers', '--tags', 'Key=tobira-setup,Value=aws-cli');
    const { code, stderr } = await runScript('/bin/bash', people(), '--update');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('aws iam delete-role-policy --role-name GitLabUsers --policy-name everything\n');
    expect(stderr).not.toContain('up to date');
  });

  it('carries every letter to IAM as it is', async () => {
    const audience = `it's"aud\`%{x}\\n&<>|;#{}`;
    const branch = `project_path:g/p:ref_type:branch:ref:a'b"c\`d%{e}\\f;g&h|i`;
    const answers: JobAnswers = {
      ...{ for: 'jobs', issuer: sandbox.gitlab.issuer, accountId: ACCOUNT, roleName: 'Jobs' },
      ...{ audience, subjects: [branch] },
    };
    await succeed(answers);
    const [provider] = sandbox.aws.iam.account(ACCOUNT)?.providers.values() ?? [];
    expect([...(provider?.audiences ?? [])]).toEqual([audience]);
    const [created] = sandbox.aws.requests.of('CreateRole');
    const document = JSON.parse(created?.parameters['AssumeRolePolicyDocument'] ?? '') as {
      Statement: [{ Condition: { StringEquals: Record<string, string> } }];
    };
    expect(Object.values(document.Statement[0].Condition.StringEquals)).toEqual([audience, branch]);
  });

  it('knows no other word', async () => {
    const { code, stderr } = await runScript('/bin/sh', people(), '--delete');
    expect(code).toBe(2);
    expect(stderr).toContain('Usage:');
    expect(sandbox.aws.requests.count()).toBe(0);
  });
});

it('the issuer check finds nothing wrong with a GitLab but that it is on loopback', async () => {
  const { findings } = await checkIssuer(sandbox.gitlab.issuer, createNodeHttp({}), systemClock);
  expect(findings.map(({ level, code }) => `${level} ${code}`)).toEqual([
    'warn address-not-https',
    'warn address-with-port',
    'warn host-private',
    'warn keys-not-https',
  ]);
});

const nobody = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'sts:AssumeRole',
    },
  ],
};

function people(change: Partial<PeopleAnswers> = {}): PeopleAnswers {
  return {
    ...{ for: 'people', issuer: sandbox.gitlab.issuer, accountId: ACCOUNT, roleName: 'GitLabUsers' },
    ...{ applicationId: applicationId(), users: ['42'] },
    ...change,
  };
}

function applicationId(): string {
  return application.uid;
}

function arn(role: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/${role}`;
}

/** An environment with an administrator's keys, and an `aws` that talks to the stand-ins alone. */
async function administrator(account: string): Promise<Readonly<Record<string, string>>> {
  const { iam, sts } = sandbox.aws.endpoints;
  const program = join(folder, 'aws');
  await writeFile(
    program,
    `#!/bin/sh\ncase "$1" in iam) url=${iam} ;; *) url=${sts} ;; esac\nexec ${AWS} --endpoint-url "$url" "$@"\n`,
  );
  await chmod(program, 0o755);
  const keys = sandbox.aws.issueFederationToken(account, 'admin');
  return {
    PATH: `${folder}:/usr/bin:/bin`,
    HOME: folder,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_SESSION_TOKEN: keys.sessionToken,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
}

async function aws(...words: readonly string[]): Promise<void> {
  const options = { cwd: folder, env: environment, deadline: 60_000 };
  const { code, stderr } = await run(join(folder, 'aws'), ['iam', ...words], options);
  expect(code, stderr).toBe(0);
}

async function runScript(
  shell: string,
  answers: JobAnswers | PeopleAnswers,
  ...words: readonly string[]
): Promise<ProcessResult> {
  const plan = planSetup(answers);
  const script =
    plan.kind === 'planned' ? plan.outputs.find(({ format }) => format === 'aws-cli') : undefined;
  if (script === undefined) throw new Error(JSON.stringify(plan));
  const path = join(folder, script.fileName);
  await writeFile(path, script.text);
  return run(shell, [path, ...words], { cwd: folder, env: environment, deadline: 120_000 });
}

async function succeed(answers: JobAnswers | PeopleAnswers): Promise<ProcessResult> {
  const result = await runScript('/bin/sh', answers);
  expect(result.code, result.stderr).toBe(0);
  return result;
}

/** A user signs in at GitLab and takes the ID token to STS, as Tobira does. */
async function assume(role: string, userId: number): Promise<'let in' | 'refused'> {
  const http = createNodeHttp({});
  const identity = {
    ...{ id: 'gitlab' as IdentityId, provider: 'gitlab' as const, issuer: sandbox.gitlab.issuer },
    ...{ clientId: applicationId(), scopes: application.scopes },
  } as const;
  const { tokens } = await createOidcIdentityProvider(http, systemClock).login({
    identity,
    signal: AbortSignal.timeout(20_000),
    // The login goes on while the browser is at work, which ends on its page.
    open: (url) => {
      const user = sandbox.gitlab.users.get(userId);
      void sandbox.gitlab.authorize(url, { user, decision: 'authorize' }).then((back) => fetch(back));
      return Promise.resolve();
    },
  });
  const roleArn = parseRoleArn(arn(role));
  if (roleArn === undefined) throw new Error(`no ARN: ${role}`);
  try {
    await createStsRoleAssumer(http, systemClock).assume({
      ...{ roleArn, region: 'us-east-1', sessionName: 'test', idToken: tokens.idToken },
      endpoints: { sts: sandbox.aws.endpoints.sts },
    });
    return 'let in';
  } catch (error) {
    if (hasCode(error, 'role_refused')) return 'refused';
    throw error;
  }
}
