import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainTrustPolicy, type ChainTrust } from '../../sandbox/aws/trust-policies.ts';
import { sandboxRoleArn } from '../../sandbox/sandbox.ts';
import { shown } from '../sandbox/aws-browser.ts';
import { member, openWorld, useInstalledCli, type World } from './world.ts';

const installed = useInstalledCli();
const hub = 'arn:aws:iam::210987654321:role/Hub';
const spoke = 'arn:aws:iam::320987654321:role/team/Spoke';
const link = `    chain: [${hub}, { roleArn: "${spoke}", externalId: "acme:7", sourceIdentity: ada }]\n`;
const spokeSession = /^arn:aws:sts::320987654321:assumed-role\/Spoke\//;

/** Signed in. @param more what stands below the role's name in the configuration */
async function signedIn(
  more = link,
  trust: ChainTrust = { externalId: 'acme:7', sourceIdentity: true },
): Promise<World> {
  const world = await openWorld(installed(), {
    config: (text) => text.replace('    name: Production / Admin\n', `$&${more}`),
  });
  const { iam } = world.sandbox.aws;
  iam.addRole({ arn: hub, trustPolicy: chainTrustPolicy([sandboxRoleArn('Admin')]) });
  iam.addRole({ arn: spoke, trustPolicy: chainTrustPolicy([hub], trust) });
  await world.ok('login');
  return world;
}

/** What STS was asked, in its order. */
const asked = ({ sandbox }: World) =>
  sandbox.aws.requests.all
    .filter(({ action }) => action.startsWith('AssumeRole'))
    .map(({ action, parameters }) => [action, parameters['RoleArn'], parameters['DurationSeconds']]);

describe('a role that is reached through others', () => {
  it('gives the keys of the last one alone, and keeps them', async () => {
    const world = await signedIn();
    const first = await world.ok('credentials', 'prod-admin', '--format', 'process');
    expect(asked(world)).toEqual([
      ['AssumeRoleWithWebIdentity', sandboxRoleArn('Admin'), '900'],
      ['AssumeRole', hub, '900'],
      ['AssumeRole', spoke, undefined],
    ]);
    const issued = world.sandbox.aws.issuedCredentials;
    expect(issued.map(({ sourceIdentity }) => sourceIdentity)).toEqual([undefined, undefined, 'ada']);
    expect(member(first.stdout, 'AccessKeyId')).toBe(issued[2]?.accessKeyId);
    expect(issued[2]?.principal.arn).toMatch(spokeSession);
    for (const step of issued.slice(0, 2)) expect(first.stdout).not.toContain(step.accessKeyId);

    const ran = await world.ok('exec', 'prod-admin', '--', 'printenv', 'AWS_ACCESS_KEY_ID');
    expect(ran.stdout.trim()).toBe(issued[2]?.accessKeyId);
    expect(asked(world)).toHaveLength(3);
  });

  it('serves programs through the endpoint and through a profile', async () => {
    const world = await signedIn();
    const program = `
import urllib.request, os, json
request = urllib.request.Request(os.environ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  headers={'Authorization': os.environ['AWS_CONTAINER_AUTHORIZATION_TOKEN']})
print(json.load(urllib.request.urlopen(request))['AccessKeyId'])`.trim();
    const { stdout } = await world.ok('exec', 'prod-admin', '--endpoint', '--', 'python3', '-c', program);
    const last = world.sandbox.aws.issuedCredentials[2];
    expect(stdout.trim()).toBe(last?.accessKeyId);
    await world.ok('profile', 'write', 'prod-admin', '--profile', 'spoke');
    const file = await readFile(join(world.terminal.home, '.aws', 'credentials'), 'utf8');
    expect(file).toContain(`aws_access_key_id = ${last?.accessKeyId ?? '-'}`);
    // What it is marked with: keys of another role never go there by themselves.
    expect(file).toContain(spoke);
    expect(asked(world)).toHaveLength(3);
  });

  it('opens the console of the last one, with no length of its own', async () => {
    const world = await signedIn(`${link}    consoleDuration: 8h\n    duration: 12h\n`);
    await world.ok('console', 'prod-admin');
    const page = await world.consolePage(0);
    expect(shown(page, 'assumed-role-arn')).toMatch(spokeSession);
    const tokens = world.sandbox.aws.requests.of('getSigninToken');
    expect(tokens.map(({ parameters }) => parameters['SessionDuration'])).toEqual([undefined]);
    expect(asked(world).at(-1)).toEqual(['AssumeRole', spoke, '3600']);
    const { stderr } = await world.ok('status');
    expect(stderr).toContain('12h is longer than AWS allows');
    expect(stderr).toContain('AWS takes no console length');
  });

  it('is listed as the account that one ends up in', async () => {
    const world = await signedIn();
    const { stdout } = await world.ok('roles', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { id: 'prod-admin', roleArn: sandboxRoleArn('Admin'), chain: [hub, spoke], accountId: '320987654321' },
      { id: 'stage-dev', accountId: '123456789012' },
      {},
      {},
    ]);
    expect((await world.ok('roles')).stdout).toContain(spoke);
  });

  it('can be read-only, which holds its last session alone', async () => {
    const world = await signedIn();
    await world.ok('credentials', 'prod-admin', '--read-only');
    const policy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    const { issuedCredentials: issued } = world.sandbox.aws;
    expect(issued.map(({ policies }) => policies.policyArns)).toEqual([[], [], [policy]]);
  });

  it('is explained by its first role, and says what each link needs', async () => {
    const world = await signedIn();
    const { stdout } = await world.ok('explain', 'prod-admin');
    expect(stdout).toMatch(new RegExp(`^Role +${sandboxRoleArn('Admin')}$`, 'm'));
    expect(stdout).toContain('All this is about the first role of the chain');
    expect(stdout).toContain(`Link 1, ${hub}: sts:AssumeRole to ${sandboxRoleArn('Admin')}.`);
    expect(stdout).toContain(
      `Link 2, ${spoke}: sts:AssumeRole and sts:SetSourceIdentity to ${hub}, with the external id that \`chain\` names.`,
    );
    expect(stdout).not.toContain('acme:7');
    expect(JSON.parse((await world.ok('explain', 'prod-admin', '--json')).stdout)).toMatchObject({
      roleArn: sandboxRoleArn('Admin'),
      links: [
        { roleArn: hub, from: sandboxRoleArn('Admin'), actions: ['sts:AssumeRole'], externalId: false },
        { roleArn: spoke, from: hub, externalId: true },
      ],
    });
  });

  it('that refuses says which link it is, and what its trust policy must allow', async () => {
    const world = await signedIn(link, { externalId: 'acme:8', sourceIdentity: true });
    const { code, stderr } = await world.tobira(['credentials', 'prod-admin']);
    expect(code).toBe(5);
    expect(stderr).toContain('Link 2 of the chain was refused');
    expect(stderr).toContain(`${hub} may not assume ${spoke}`);
    expect(stderr).toMatch(/must allow sts:AssumeRole and sts:SetSourceIdentity .* external id/s);
  });
});

describe('a policy of its own', () => {
  const policy = '{ Version: "2012-10-17", Statement: { Effect: Allow, Action: "s3:*", Resource: "*" } }';

  it('is what every session of the role is held to', async () => {
    const world = await signedIn(`    sessionPolicy: ${policy}\n`);
    await world.ok('credentials', 'prod-admin');
    expect(world.sandbox.aws.issuedCredentials.map(({ policies }) => policies.policy)).toEqual([
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
    ]);
    expect(JSON.parse((await world.ok('roles', '--json')).stdout)).toMatchObject([
      { sessionPolicy: true },
      {},
      {},
      {},
    ]);
  });

  it('goes with no --read-only, whatever asks', async () => {
    const world = await signedIn(`    sessionPolicy: ${policy}\n`);
    for (const words of [
      ['credentials', 'prod-admin', '--read-only'],
      ['console', 'prod-admin', '--read-only', '--print'],
      ['profile', 'write', 'prod-admin', '--read-only'],
      ['profile', 'write', 'prod-admin', '--read-only', '--mode', 'process'],
      ['exec', 'prod-admin', '--read-only', '--', 'true'],
    ]) {
      const { code, stderr } = await world.tobira(words);
      expect([words, code]).toEqual([words, 2]);
      expect(stderr).toContain('has a session policy of its own');
    }
    expect(world.sandbox.aws.issuedCredentials).toEqual([]);
  });

  it('that is too large is told with its length, and AWS is not asked', async () => {
    const long = policy.replace('s3:*', `s3:${'x'.repeat(2100)}`);
    const world = await signedIn(`    sessionPolicy: ${long}\n`);
    const { stderr } = await world.ok('status');
    expect(stderr).toMatch(/AWS takes 2048 characters at most, and this has 21\d\d/);
    expect((await world.tobira(['credentials', 'prod-admin'])).code).toBe(3);
    expect(asked(world)).toEqual([]);
  });

  it('that AWS does not take is told in its words', async () => {
    const world = await signedIn(`    sessionPolicy: ${policy.replace('s3:*', 'GetObject')}\n`);
    const { code, stderr } = await world.tobira(['credentials', 'prod-admin']);
    expect(code).toBe(5);
    expect(stderr).toContain("AWS does not accept the role's session policy.");
  });
});
