import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDesktop } from '../../support/desktop.ts';
import { gitLabTrustPolicy } from '../../sandbox/aws/trust-policies.ts';
import { openWorld, useInstalledCli } from './world.ts';
import type { World } from './world.ts';

const installed = useInstalledCli();

async function signedIn(): Promise<World> {
  const world = await openWorld(installed());
  await world.ok('login');
  return world;
}

/** The role's account, its provider's name and the application, as the sandbox has them. */
function factsOf({ sandbox }: World) {
  const name = sandbox.gitlab.issuer.replace(/^https?:\/\//, '');
  const roleArn = /roleArn: (\S+)/.exec(sandbox.configYaml())?.[1] ?? '';
  const account = roleArn.split(':')[4] ?? '';
  const provider = sandbox.aws.iam.account(account)?.providers.get(name);
  if (provider === undefined) throw new Error('the sandbox has no provider for its GitLab');
  const audience = /clientId: (\S+)/.exec(sandbox.configYaml())?.[1] ?? '';
  return { name, roleArn, provider, audience };
}

async function fileWith(world: World, policy: unknown): Promise<string> {
  const path = join(world.terminal.home, 'policy.json');
  await writeFile(path, typeof policy === 'string' ? policy : JSON.stringify(policy));
  return path;
}

/** The last JSON document of a text. */
function policyIn(text: string): string {
  return text.slice(text.search(/^\{/m));
}

describe('tobira explain', () => {
  it('shows what AWS is shown, and a policy that AWS takes for it', async () => {
    const world = await signedIn();
    const { name, roleArn, provider, audience } = factsOf(world);
    const { stdout, stderr } = await world.ok('explain', 'prod-admin');
    expect(stderr).toBe('');
    expect(stdout).toContain(roleArn);
    expect(stdout).toMatch(new RegExp(`^iss +${world.sandbox.gitlab.issuer}$`, 'm'));
    expect(stdout).toMatch(/^sub +42 \(the id of a user\)$/m);
    expect(stdout).toMatch(/^Expires +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(in \d+ seconds\)$/m);
    expect(stdout).toContain(`${name}:aud`);
    expect(stdout).toContain(audience);
    expect(stdout).toContain(provider.arn);
    expect(stdout).not.toContain('eyJ');

    const trustPolicy = policyIn(stdout).replace(/\n\n[^{}]*$/, '');
    world.sandbox.aws.iam.addRole({ arn: roleArn, trustPolicy, maxSessionDuration: 43_200 });
    await world.ok('credentials', 'prod-admin', '--format', 'json');
  });

  it('names the condition that fails after a refusal, and the corrected policy is taken by AWS', async () => {
    const world = await signedIn();
    const { name, roleArn, provider, audience } = factsOf(world);
    const policy = gitLabTrustPolicy({ provider, audience, subjects: ['7', '57'] });
    world.sandbox.aws.iam.addRole({ arn: roleArn, trustPolicy: policy, maxSessionDuration: 43_200 });
    expect((await world.tobira(['credentials', 'prod-admin'])).code).toBe(5);

    const path = await fileWith(world, policy);
    const { code, stdout } = await world.tobira(['explain', 'prod-admin', '--trust-policy', path]);
    expect(code).toBe(5);
    expect(stdout).toContain('This trust policy refuses the token.');
    expect(stdout).toContain(`StringEquals ${name}:sub: the policy wants "7", "57"; the token has "42".`);
    expect(stdout).toContain('"42" joins the subjects');

    const trustPolicy = policyIn(stdout);
    expect(JSON.parse(trustPolicy)).toMatchObject({
      Statement: [{ Condition: { StringEquals: { [`${name}:sub`]: ['7', '57', '42'] } } }],
    });
    world.sandbox.aws.iam.addRole({ arn: roleArn, trustPolicy, maxSessionDuration: 43_200 });
    await world.ok('credentials', 'prod-admin', '--format', 'json');
    const after = await fileWith(world, trustPolicy);
    expect((await world.ok('explain', 'prod-admin', '--trust-policy', after)).stdout).toContain(
      'This trust policy lets the token in.',
    );
  });

  it('warns of a policy that tests the audience alone, and narrows it', async () => {
    const world = await signedIn();
    const { name, provider, audience } = factsOf(world);
    const path = await fileWith(world, gitLabTrustPolicy({ provider, audience }));
    const { stdout } = await world.ok('explain', 'prod-admin', '--trust-policy', path);
    expect(stdout).toContain('Danger: Only the audience is tested.');
    expect(policyIn(stdout)).toContain(`"${name}:sub": "42"`);
  });

  it('prints the policy for this token where no token can pass what is asked', async () => {
    const world = await signedIn();
    const { name, roleArn, provider, audience } = factsOf(world);
    const policy = JSON.stringify(gitLabTrustPolicy({ provider, audience, subjects: ['42'] }));
    const email = `"${name}:email":"ada@example.com"`;
    const path = await fileWith(world, policy.replace('"StringEquals":{', `"StringEquals":{${email},`));
    const { code, stdout } = await world.tobira(['explain', 'prod-admin', '--trust-policy', path]);
    expect(code).toBe(5);
    expect(stdout).toContain(`it asks for StringEquals ${name}:email`);
    const trustPolicy = policyIn(stdout);
    world.sandbox.aws.iam.addRole({ arn: roleArn, trustPolicy, maxSessionDuration: 43_200 });
    await world.ok('credentials', 'prod-admin', '--format', 'json');
  });

  it('tells where a policy is none, as bad usage', async () => {
    const world = await signedIn();
    const broken = await fileWith(world, '{\n  "Version": "2012-10-17",\n  "Statement": [}\n');
    const first = await world.tobira(['explain', 'prod-admin', '--trust-policy', broken]);
    expect([first.code, first.stdout]).toEqual([2, expect.stringContaining('Line 3, column 17: } does not')]);
    const other = await fileWith(world, { Version: '2012-10-17', Statement: [{ Effect: 'allow' }] });
    const second = await world.tobira(['explain', 'prod-admin', '--trust-policy', other]);
    expect([second.code, second.stdout]).toEqual([2, expect.stringContaining('Statement[1].Effect: ')]);
  });

  it('reads what Windows PowerShell has written, and says so where nothing was', async () => {
    const world = await signedIn();
    const { provider, audience } = factsOf(world);
    const policy = JSON.stringify(gitLabTrustPolicy({ provider, audience, subjects: ['42'] }));
    const path = await fileWith(world, '');
    const empty = await world.tobira(['explain', 'prod-admin', '--trust-policy', path]);
    expect([empty.code, empty.stdout]).toEqual([2, expect.stringContaining('There is nothing in it')]);
    await writeFile(path, `\ufeff${policy}`, 'utf16le');
    await world.ok('explain', 'prod-admin', '--trust-policy', path);
  });

  it('lets no policy command the terminal, nor make up lines', async () => {
    const world = await signedIn();
    const { provider } = factsOf(world);
    const audience = 'app\u001b]0;owned\u0007\u009b2J\nAWS would allow it';
    const path = await fileWith(world, gitLabTrustPolicy({ provider, audience, subjects: ['7\u202e'] }));
    const { stdout } = await world.tobira(['explain', 'prod-admin', '--trust-policy', path]);
    expect(stdout).toContain('app\\u001b]0;owned\\u0007\\u009b2J\\nAWS would allow it');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(stdout).not.toMatch(/^AWS would allow it/m);
  });

  it('gives scripts the same as JSON, without words and without the token', async () => {
    const world = await signedIn();
    const { roleArn, provider, audience } = factsOf(world);
    const path = await fileWith(world, gitLabTrustPolicy({ provider, audience, subjects: ['7'] }));
    const { code, stdout } = await world.tobira(['explain', 'prod-admin', '--trust-policy', path, '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      role: 'prod-admin',
      roleArn,
      token: { issuer: world.sandbox.gitlab.issuer, audience: [audience], subject: '42', algorithm: 'RS256' },
      needed: { providerArn: provider.arn },
      policy: {
        kind: 'read',
        verdict: { answer: 'refused', statements: [{ number: 1, applies: 'no' }] },
        dangers: [],
        correction: { kind: 'corrected', changes: [{ code: 'subject-added', subject: '42' }] },
      },
    });
    expect(stdout).not.toContain('eyJ');
  });

  it('speaks Japanese where the terminal does', async () => {
    const world = await signedIn();
    const { provider, audience } = factsOf(world);
    const path = await fileWith(world, gitLabTrustPolicy({ provider, audience, subjects: ['7'] }));
    const { stdout } = await world.tobira(['explain', 'prod-admin', '--trust-policy', path], {
      env: { LANG: 'ja_JP.UTF-8' },
    });
    expect(stdout).toContain('この信頼ポリシーは、このトークンを許可しません。');
  });

  it('needs a login, a known role and a file that can be read', async () => {
    // A keychain that is there and empty: without one, nobody knows who is signed in.
    const desktop = await startDesktop({ panel: false });
    onTestFinished(() => desktop.close());
    const world = await openWorld(installed(), { desktop });
    expect((await world.tobira(['explain', 'prod-admin'])).code).toBe(4);
    expect((await world.tobira(['explain'])).code).toBe(2);
    expect((await world.tobira(['explain', 'nobody'])).code).toBe(3);
    const missing = join(world.terminal.home, 'missing.json');
    const result = await world.tobira(['explain', 'prod-admin', '--trust-policy', missing]);
    expect([result.code, result.stdout]).toEqual([8, '']);
    expect(result.stderr).toContain(missing);
  });
});
