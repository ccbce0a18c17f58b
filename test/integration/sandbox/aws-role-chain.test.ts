import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { chainTrustPolicy, type ChainTrust } from '../../sandbox/aws/trust-policies.ts';
import {
  ACCOUNT,
  assume,
  callSts,
  latest,
  outcome,
  read,
  ROLE,
  signedClient,
  startWorld,
} from './aws-world.ts';
import type { StsAnswer, World } from './aws-world.ts';

const TARGET = 'arn:aws:iam::999988887777:role/Target';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

/** A world where the first role is assumed and `Target` trusts whom the test says. */
async function startChain(principals: readonly string[] = [ROLE], trust: ChainTrust = {}): Promise<World> {
  const world = await startWorld();
  const trustPolicy = chainTrustPolicy(principals, trust);
  world.aws.iam.addRole({ arn: TARGET, trustPolicy, maxSessionDuration: 43_200 });
  await assume(world);
  return world;
}

function chain(world: World, input: Partial<AssumeRoleCommandInput> = {}): Promise<unknown> {
  const command = new AssumeRoleCommand({ RoleArn: TARGET, RoleSessionName: 'next', ...input });
  return signedClient(world.aws).send(command);
}

describe('AssumeRole', () => {
  it.each([
    ['the role', ROLE],
    ['the account', ROOT],
    ['the account by number', ACCOUNT],
    ['this very session', `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com`],
    ['anyone', '*'],
  ])('lets a session in whose target trusts %s', async (_name, principal) => {
    const world = await startChain([principal]);
    expect(await outcome(chain(world))).toBe('ok');
    expect(latest(world.aws).origin).toBe('chained');
    expect(latest(world.aws).principal.arn).toBe('arn:aws:sts::999988887777:assumed-role/Target/next');
  });

  it.each([
    ['another role', `arn:aws:iam::${ACCOUNT}:role/Other`],
    ['another account', '444455556666'],
  ])('denies access where the target trusts %s', async (_name, principal) => {
    const world = await startChain([principal]);
    expect(await outcome(chain(world))).toBe('AccessDenied');
  });

  it('denies access to a role that does not exist, and across partitions', async () => {
    const world = await startChain();
    expect(await outcome(chain(world, { RoleArn: `${TARGET}2` }))).toBe('AccessDenied');
    const china = 'arn:aws-cn:iam::444455556666:role/Target';
    world.aws.iam.addRole({ arn: china, trustPolicy: chainTrustPolicy(['*']) });
    expect(await outcome(chain(world, { RoleArn: china }))).toBe('AccessDenied');
  });

  it('names who may not do what', async () => {
    const world = await startChain(['444455556666']);
    await expect(chain(world)).rejects.toThrow(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com is not authorized to perform: sts:AssumeRole on resource: ${TARGET}`,
    );
  });

  it('asks for the external id where the trust policy does', async () => {
    const world = await startChain([ROLE], { externalId: 'secret-42' });
    expect(await outcome(chain(world))).toBe('AccessDenied');
    expect(await outcome(chain(world, { ExternalId: 'secret-43' }))).toBe('AccessDenied');
    expect(await outcome(chain(world, { ExternalId: 'secret-42' }))).toBe('ok');
    expect(await outcome(chain(world, { ExternalId: 'x' }))).toBe('ValidationError');
  });

  it('never lasts longer than an hour, whatever the role allows', async () => {
    const world = await startChain();
    expect(await outcome(chain(world, { DurationSeconds: 3601 }))).toBe('ValidationError');
    expect(await outcome(chain(world, { DurationSeconds: 3600 }))).toBe('ok');
  });

  it('goes on from a chained session', async () => {
    const world = await startChain();
    const third = 'arn:aws:iam::999988887777:role/Third';
    world.aws.iam.addRole({ arn: third, trustPolicy: chainTrustPolicy([TARGET]) });
    await chain(world);
    expect(await outcome(chain(world, { RoleArn: third }))).toBe('ok');
  });

  it('is denied to a role whose own policies do not allow it', async () => {
    const world = await startChain();
    const { trustPolicy: _parsed, ...role } = world.role;
    const trustPolicy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Federated: world.provider.arn }, Action: 'sts:*' }],
    };
    world.aws.iam.addRole({ ...role, trustPolicy, mayAssume: ['arn:aws:iam::444455556666:role/*'] });
    expect(await outcome(chain(world))).toBe('AccessDenied');
  });

  it.each([
    ['read-only', { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess' }, 'AccessDenied'],
    ['administrator', { 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/AdministratorAccess' }, 'ok'],
    ['inline, other service', { Policy: session('s3:*') }, 'AccessDenied'],
    ['inline, allowed', { Policy: session('sts:AssumeRole') }, 'ok'],
    [
      'any of them allows it',
      { Policy: session('s3:*'), 'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/AdministratorAccess' },
      'ok',
    ],
    [
      'any of them denies it',
      {
        Policy: session('sts:*', 'Deny'),
        'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/AdministratorAccess',
      },
      'AccessDenied',
    ],
  ])('respects the session policies of the caller: %s', async (_name, parameters, expected) => {
    const world = await startChain();
    await assume(world, parameters);
    expect(await outcome(chain(world))).toBe(expected);
  });

  it('refuses an unsigned request', async () => {
    const world = await startChain();
    const answer = await callSts(world.aws, {
      Action: 'AssumeRole',
      RoleArn: TARGET,
      RoleSessionName: 'next',
    });
    expect(`${String(answer.status)} ${answer.field('Code') ?? ''}`).toBe('403 MissingAuthenticationToken');
  });

  it('refuses where the account has switched STS off in the signed region', async () => {
    const world = await startChain();
    const arn = 'arn:aws:iam::444455556666:role/Target';
    world.aws.iam.addAccount({ id: '444455556666', disabledRegions: ['eu-west-1'] });
    world.aws.iam.addRole({ arn, trustPolicy: chainTrustPolicy([ROLE]) });
    expect(await outcome(chain(world, { RoleArn: arn }))).toBe('RegionDisabledException');
  });
});

describe('a source identity', () => {
  const trust = { sourceIdentity: true };

  it('is set where the trust policy allows that, and told', async () => {
    const world = await startChain([ROLE], trust);
    const answer = await chain(world, { SourceIdentity: 'ada' });
    expect(answer).toMatchObject({ SourceIdentity: 'ada' });
    expect(latest(world.aws).sourceIdentity).toBe('ada');
  });

  it('is refused where the trust policy, or the caller, may not set one', async () => {
    const world = await startChain();
    await expect(chain(world, { SourceIdentity: 'ada' })).rejects.toThrow(
      /not authorized to perform: sts:SetSourceIdentity on resource/,
    );
    expect(await outcome(chain(world))).toBe('ok');
    const other = await startChain([ROLE], trust);
    const { trustPolicy: _parsed, ...role } = other.role;
    other.aws.iam.addRole({ ...role, trustPolicy: chainTrustPolicy(['*']), maySetSourceIdentity: false });
    expect(await outcome(chain(other, { SourceIdentity: 'ada' }))).toBe('AccessDenied');
  });

  it.each([
    ['x', 'ValidationError'],
    ['a b', 'ValidationError'],
    ['ada@example.com', 'ok'],
  ])('called %s is %s', async (SourceIdentity, expected) => {
    const world = await startChain([ROLE], trust);
    expect(await outcome(chain(world, { SourceIdentity }))).toBe(expected);
  });

  it('goes along to the next role, which must allow it, too, and never changes', async () => {
    const world = await startChain([ROLE], trust);
    const [open, shut] = ['Open', 'Shut'].map((name) => `arn:aws:iam::999988887777:role/${name}`);
    if (open === undefined || shut === undefined) throw new Error('no ARN');
    world.aws.iam.addRole({ arn: open, trustPolicy: chainTrustPolicy([TARGET], trust) });
    world.aws.iam.addRole({ arn: shut, trustPolicy: chainTrustPolicy([TARGET]) });
    await chain(world, { SourceIdentity: 'ada' });
    const from = latest(world.aws);
    const onward = (input: Partial<AssumeRoleCommandInput>) =>
      outcome(
        signedClient(world.aws, from).send(
          new AssumeRoleCommand({ RoleArn: open, RoleSessionName: 'next', ...input }),
        ),
      );
    expect(await onward({ RoleArn: shut })).toBe('AccessDenied');
    expect(await onward({ SourceIdentity: 'bob' })).toBe('AccessDenied');
    expect(await onward({})).toBe('ok');
    expect(latest(world.aws).sourceIdentity).toBe('ada');
  });

  it('can be asked for by the trust policy', async () => {
    const world = await startChain();
    const condition = { Condition: { StringEquals: { 'sts:SourceIdentity': 'ada' } } };
    const statement = { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'sts:*', ...condition };
    world.aws.iam.addRole({ arn: TARGET, trustPolicy: { Version: '2012-10-17', Statement: [statement] } });
    expect(await outcome(chain(world))).toBe('AccessDenied');
    expect(await outcome(chain(world, { SourceIdentity: 'bob' }))).toBe('AccessDenied');
    expect(await outcome(chain(world, { SourceIdentity: 'ada' }))).toBe('ok');
  });
});

describe('a signature', () => {
  const identity = (world: World, credentials = latest(world.aws)): Promise<unknown> =>
    signedClient(world.aws, credentials).send(new GetCallerIdentityCommand({}));

  /** Sends the last signed request again, changed. */
  async function replay(
    world: World,
    change: { readonly body?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<StsAnswer> {
    const original = world.aws.requests.of('GetCallerIdentity').at(-1);
    const own = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'];
    const headers = Object.entries(original?.headers ?? {}).filter(([name]) => !own.includes(name));
    const sent = { ...(Object.fromEntries(headers) as Record<string, string>), ...change.headers };
    const body = change.body ?? original?.body ?? '';
    return read(await fetch(world.aws.endpoints.sts, { method: 'POST', headers: sent, body }));
  }

  it('that is good tells who the caller is', async () => {
    const world = await startChain();
    await expect(identity(world)).resolves.toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/user@example.com`,
      UserId: `${world.role.id}:user@example.com`,
    });
  });

  it('is accepted again as it was, and not over another body', async () => {
    const world = await startChain();
    await identity(world);
    expect((await replay(world, {})).status).toBe(200);
    const changed = await replay(world, { body: 'Action=GetCallerIdentity&Version=2011-06-15&x=1' });
    expect(changed.field('Code')).toBe('SignatureDoesNotMatch');
    expect(changed.status).toBe(403);
  });

  it('must cover every x-amz header', async () => {
    const world = await startChain();
    await identity(world);
    const answer = await replay(world, { headers: { 'x-amz-extra': '1' } });
    expect(answer.field('Code')).toBe('SignatureDoesNotMatch');
    expect(answer.field('Message')).toContain('x-amz-extra');
  });

  it('by a wrong secret, a wrong token or unknown keys is refused', async () => {
    const world = await startChain();
    const good = latest(world.aws);
    const bad = (change: Partial<typeof good>): Promise<string> =>
      outcome(identity(world, { ...good, ...change }));
    expect(await bad({ secretAccessKey: 'x'.repeat(40) })).toBe('SignatureDoesNotMatch');
    expect(await bad({ sessionToken: 'other' })).toBe('InvalidClientTokenId');
    expect(await bad({ accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' })).toBe('InvalidClientTokenId');
  });

  it('is too old or too new beyond fifteen minutes', async () => {
    const world = await startChain();
    await identity(world);
    world.aws.clock.advance(14 * 60_000);
    expect((await replay(world, {})).status).toBe(200);
    world.aws.clock.advance(2 * 60_000);
    expect((await replay(world, {})).field('Code')).toBe('SignatureDoesNotMatch');
    world.aws.clock.advance(-32 * 60_000);
    expect((await replay(world, {})).field('Code')).toBe('SignatureDoesNotMatch');
  });

  it('with expired credentials is refused as such', async () => {
    const world = await startWorld({ clockOffsetMs: -10 * 60_000 });
    await assume(world, { DurationSeconds: '900' });
    world.aws.clock.advance(16 * 60_000);
    expect(await outcome(identity(world))).toBe('ExpiredToken');
  });
});

function session(action: string, effect = 'Allow'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: action, Resource: '*' },
  });
}
