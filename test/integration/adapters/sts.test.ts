import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/system/system-clock.ts';
import type { Clock } from '../../../src/core/ports.ts';
import { retryPassing } from '../../../src/core/retry.ts';
import { CI_AUDIENCE, CI_PROJECT, sandboxRoleArn } from '../../sandbox/sandbox.ts';
import type { Fault } from '../../sandbox/aws/faults.ts';
import { FakeRandom } from '../../support/fake-random.ts';
import { startAwsRig } from './aws-rig.ts';
import { failure } from './oidc-rig.ts';

/** Pauses of the core that take no time. */
const quickClock: Clock = {
  now: () => systemClock.now(),
  steady: () => systemClock.steady(),
  after: (_ms, task) => systemClock.after(0, task),
};

const ACTION = 'AssumeRoleWithWebIdentity';

describe('assuming a role with an ID token', () => {
  it('gives the credentials that STS has issued, and until when', async () => {
    const { assume, sandbox } = await startAwsRig();
    const { issuedAt, ...credentials } = await assume();
    const [issued] = sandbox.aws.issuedCredentials;
    expect(credentials).toEqual({
      accessKeyId: issued?.accessKeyId,
      secretAccessKey: issued?.secretAccessKey,
      sessionToken: issued?.sessionToken,
      expiresAt: Math.floor((issued?.expiresAt ?? 0) / 1000) * 1000,
      assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Deploy/job-302',
    });
    expect(credentials.expiresAt - issuedAt).toBeGreaterThan(3_590_000);
  });

  it('sends one unsigned POST, with the token in its body and nowhere else', async () => {
    const { assume, sandbox } = await startAwsRig();
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE });
    await assume({ token });
    expect(sandbox.aws.requests.counts()).toEqual({ [`POST ${ACTION}`]: 1 });
    const [request] = sandbox.aws.requests.all;
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.url).not.toContain(token);
    expect(request?.parameters).toMatchObject({
      RoleArn: sandboxRoleArn('Deploy'),
      RoleSessionName: 'job-302',
      WebIdentityToken: token,
    });
    expect(request?.parameters).not.toHaveProperty('DurationSeconds');
  });

  it('asks for a duration where one is wanted', async () => {
    const { assume } = await startAwsRig();
    const { expiresAt, issuedAt } = await assume({ durationSeconds: 7200 });
    expect(Math.round((expiresAt - issuedAt) / 60_000)).toBe(120);
  });

  it('reads session tokens of any length', async () => {
    const { assume } = await startAwsRig({ sessionTokenLength: 12_000 });
    expect((await assume()).sessionToken).toHaveLength(12_000);
  });
});

describe('what AWS refuses', () => {
  it('names what the trust policy would have to allow', async () => {
    const { assume, sandbox } = await startAwsRig();
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE, ref: 'feature' });
    expect(await failure(assume({ token }))).toMatchObject({
      code: 'role_refused',
      details: {
        roleArn: sandboxRoleArn('Deploy'),
        issuer: sandbox.gitlab.issuer,
        audience: CI_AUDIENCE,
        subject: `project_path:${CI_PROJECT}:ref_type:branch:ref:feature`,
      },
    });
  });

  it('says the same of a role that does not exist, as AWS does', async () => {
    const { assume } = await startAwsRig();
    expect((await failure(assume({ role: 'Nobody' }))).code).toBe('role_refused');
  });

  it('passes on why a token was not taken', async () => {
    const { assume, sandbox } = await startAwsRig();
    const token = sandbox.gitlab.ciToken({ aud: 'https://elsewhere.example' });
    expect(await failure(assume({ token }))).toMatchObject({
      code: 'sts_token_refused',
      details: { reason: 'Incorrect token audience' },
    });
  });

  it('tells a token that has expired on its way', async () => {
    const { assume, sandbox } = await startAwsRig();
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE, lifetimeSeconds: -1 });
    expect((await failure(assume({ token }))).code).toBe('sts_token_expired');
  });

  it('tells that AWS cannot reach GitLab', async () => {
    const { assume, sandbox } = await startAwsRig({ issuerTimeoutMs: 200 });
    const token = sandbox.gitlab.ciToken({ aud: CI_AUDIENCE });
    await sandbox.gitlab.close();
    expect(await failure(assume({ token }))).toMatchObject({
      code: 'sts_issuer_unreachable',
      details: { issuer: sandbox.gitlab.issuer },
    });
  });

  it('tells a duration that the role does not allow', async () => {
    const { assume } = await startAwsRig();
    expect(await failure(assume({ durationSeconds: 10_800 }))).toMatchObject({
      code: 'sts_duration_refused',
      details: { seconds: 10_800 },
    });
  });

  it('tells a region where the account has switched STS off', async () => {
    const { assume, sandbox } = await startAwsRig();
    sandbox.aws.faults.inject(ACTION, { kind: 'error', code: 'RegionDisabledException' });
    expect(await failure(assume())).toMatchObject({
      code: 'sts_region_disabled',
      details: { region: 'eu-central-1' },
    });
  });

  it.each([
    ['AccessDenied', 'role_refused'],
    ['InvalidIdentityToken', 'sts_token_refused'],
    ['IDPRejectedClaim', 'sts_claim_rejected'],
    ['ExpiredTokenException', 'sts_token_expired'],
    ['IDPCommunicationError', 'sts_issuer_unreachable'],
    ['RegionDisabledException', 'sts_region_disabled'],
    ['Throttling', 'sts_throttled'],
    ['ThrottlingException', 'sts_throttled'],
    ['RequestLimitExceeded', 'sts_throttled'],
    ['ValidationError', 'sts_failed'],
    ['MalformedPolicyDocument', 'sts_failed'],
    ['PackedPolicyTooLarge', 'sts_failed'],
    ['InternalFailure', 'sts_unavailable'],
    ['ServiceUnavailable', 'sts_unavailable'],
    ['SomethingNew', 'sts_failed'],
  ])('reads %s as %s, and asks once', async (wire, code) => {
    const { assume, sandbox } = await startAwsRig();
    sandbox.aws.faults.inject(ACTION, { kind: 'error', code: wire }, Infinity);
    const error = await failure(assume());
    expect(error.code).toBe(code);
    if (code === 'sts_failed') expect(error.details).toMatchObject({ code: wire });
    expect(sandbox.aws.requests.count(ACTION)).toBe(1);
  });
});

describe('when it is not AWS that answers', () => {
  const html = '<html><body>Welcome</body></html>';
  it.each<[string, Fault, string]>([
    ['a captive portal', { kind: 'response', status: 200, body: html }, 'sts_not_aws'],
    ['an empty reply', { kind: 'response', status: 200, body: '' }, 'sts_not_aws'],
    ['a filter', { kind: 'response', status: 403, body: html }, 'sts_not_aws'],
    ['another server', { kind: 'response', status: 404, body: 'Not Found' }, 'sts_not_aws'],
    ['a bad gateway', { kind: 'response', status: 502, body: html }, 'sts_unavailable'],
    ['an empty 500', { kind: 'response', status: 500, body: '' }, 'sts_unavailable'],
    ['an empty 503', { kind: 'response', status: 503, body: '' }, 'sts_unavailable'],
    ['a gateway that has enough', { kind: 'response', status: 429, body: html }, 'sts_throttled'],
    [
      'a redirect',
      { kind: 'response', status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } },
      'network_redirected',
    ],
    ['a proxy that wants a login', { kind: 'response', status: 407, body: '' }, 'network_proxy'],
    ['nobody', { kind: 'stall-headers' }, 'network_timeout'],
    ['only half of somebody', { kind: 'stall-body' }, 'network_timeout'],
    ['a reset', { kind: 'reset' }, 'network_unreachable'],
  ])('says so: %s', async (_who, fault, code) => {
    const { assume, sandbox, patience } = await startAwsRig();
    // Whoever does answer has all the time that this computer takes for it.
    if (code === 'network_timeout') patience.ms = 400;
    sandbox.aws.faults.inject(ACTION, fault, Infinity);
    const error = await failure(assume());
    expect(error.code).toBe(code);
    expect(JSON.stringify(error.details)).not.toContain('Welcome');
  });
});

describe('with the patience of the core', () => {
  it.each<[string, Fault]>([
    ['ServiceUnavailable', { kind: 'error', code: 'ServiceUnavailable' }],
    ['InternalFailure', { kind: 'error', code: 'InternalFailure' }],
    ['a bad gateway', { kind: 'response', status: 502, body: '<html>Bad <br> gateway</html>' }],
    ['an empty 503', { kind: 'response', status: 503, body: '' }],
    ['a 429', { kind: 'response', status: 429, body: '' }],
  ])('%s that passes is not noticed', async (_what, fault) => {
    const { assume, sandbox } = await startAwsRig();
    sandbox.aws.faults.inject(ACTION, fault, 2);
    const credentials = await retryPassing(quickClock, new FakeRandom(), () => assume());
    expect(credentials.accessKeyId).toBe(sandbox.aws.issuedCredentials[0]?.accessKeyId);
    expect(sandbox.aws.requests.count(ACTION)).toBe(3);
  });

  it.each<[Fault, string, number]>([
    [{ kind: 'response', status: 503, body: '' }, 'sts_unavailable', 3],
    [{ kind: 'response', status: 429, body: '' }, 'sts_throttled', 3],
    [{ kind: 'error', code: 'AccessDenied' }, 'role_refused', 1],
    [{ kind: 'response', status: 403, body: '<html>No</html>' }, 'sts_not_aws', 1],
  ])('%j that stays is %s after %i requests', async (fault, code, requests) => {
    const { assume, sandbox } = await startAwsRig();
    sandbox.aws.faults.inject(ACTION, fault, Infinity);
    expect((await failure(retryPassing(quickClock, new FakeRandom(), () => assume()))).code).toBe(code);
    expect(sandbox.aws.requests.count(ACTION)).toBe(requests);
  });
});
