import { expect, test } from 'vitest';
import { createStsRoleAssumer } from '../../../../src/adapters/aws/sts-role-assumer.ts';
import { AppError } from '../../../../src/core/errors.ts';
import type { HttpResponse, RoleAssumption } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeHttp } from '../../../support/fake-http.ts';
import { jwtWith } from '../../../support/fake-jwt.ts';
import { roleWith } from '../../../support/fake-nouns.ts';

const success = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<AssumeRoleWithWebIdentityResult>
<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/Admin/ada</Arn><AssumedRoleId>AROA:ada</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>key</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2026-03-01T13:00:00Z</Expiration></Credentials>
</AssumeRoleWithWebIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></AssumeRoleWithWebIdentityResponse>`;

const failed = (status: number, code: string, message: string): Partial<HttpResponse> => ({
  status,
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

type Reply = Partial<HttpResponse> | Error;

function assume(
  reply: Reply | Reply[],
  change: Partial<RoleAssumption> = {},
  clock: FakeClock = new FakeClock(),
) {
  const http = new FakeHttp(...[reply].flat());
  const credentials = createStsRoleAssumer(http, clock).assume({
    roleArn: roleWith().arn,
    region: 'eu-central-1',
    sessionName: 'ada',
    idToken: {
      jwt: 'a.b.c',
      issuer: 'https://gitlab.example.com',
      audience: 'app-1',
      subject: '42',
    },
    endpoints: {},
    ...change,
  });
  return { http, clock, credentials };
}

test('the regional STS of the partition is asked once, unsigned', async () => {
  const { http, clock, credentials } = assume({ body: success }, { durationSeconds: 3600 });

  expect(await credentials).toEqual({
    accessKeyId: 'ASIA1',
    secretAccessKey: 'key',
    sessionToken: 'token',
    issuedAt: clock.now(),
    expiresAt: Date.parse('2026-03-01T13:00:00Z'),
    assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Admin/ada',
  });
  const [sent] = http.sent;
  expect(sent).toMatchObject({ method: 'POST', url: 'https://sts.eu-central-1.amazonaws.com/' });
  expect(sent?.headers).not.toHaveProperty('authorization');
  expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::123456789012:role/Admin',
    RoleSessionName: 'ada',
    WebIdentityToken: 'a.b.c',
    DurationSeconds: '3600',
  });
});

test('session policies go along by their ARNs, and none where there are none', async () => {
  const policyArns = ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/SecurityAudit'];
  const { http, credentials } = assume({ body: success }, { policyArns });
  await credentials;
  const sent = Object.fromEntries(new URLSearchParams(http.sent[0]?.body));
  expect(sent).toMatchObject({
    'PolicyArns.member.1.arn': policyArns[0],
    'PolicyArns.member.2.arn': policyArns[1],
  });

  const none = assume({ body: success }, { policyArns: [] });
  await none.credentials;
  expect(none.http.sent[0]?.body).not.toContain('PolicyArns');
});

const day = 86_400_000;

test.for([-day, -3_600_000, 0, 3_600_000, day])(
  'how long credentials last is told by AWS alone, with a clock here that is %i ms off',
  async (ms) => {
    const clock = new FakeClock();
    clock.set(ms);
    const date = 'Sun, 01 Mar 2026 12:00:02 GMT';
    const { credentials } = assume({ body: success, headers: { date } }, {}, clock);
    const { issuedAt, expiresAt } = await credentials;
    expect(expiresAt).toBe(Date.parse('2026-03-01T13:00:00Z'));
    expect(issuedAt).toBe(Date.parse(date));
  },
);

test('without a date in the reply they last no longer than was asked for', async () => {
  const clock = new FakeClock();
  clock.set(-day);
  const { issuedAt, expiresAt } = await assume({ body: success }, {}, clock).credentials;
  expect(expiresAt - issuedAt).toBe(3_600_000);
});

test('a short wait that AWS asks for is sat out once', async () => {
  const { http, clock, credentials } = assume([
    { status: 429, headers: { 'retry-after': '3' } },
    { body: success },
  ]);
  await clock.advance(2_999);
  expect(http.sent).toHaveLength(1);
  await clock.advance(1);
  expect((await credentials).accessKeyId).toBe('ASIA1');
});

test.for([
  [429, 'sts_throttled'],
  [503, 'sts_unavailable'],
] as const)('a longer wait that comes with status %i is told', async ([status, code]) => {
  const { http, credentials } = assume({ status, headers: { 'retry-after': '40' } });
  await expect(credentials).rejects.toMatchObject({ code, details: { waitSeconds: 40 } });
  expect(http.sent).toHaveLength(1);
});

const expiring = (expiresAt: string) => ({
  jwt: jwtWith({
    iss: 'https://gitlab.example.com',
    aud: 'app-1',
    sub: '42',
    exp: Date.parse(expiresAt) / 1000,
  }),
  issuer: 'https://gitlab.example.com',
  audience: 'app-1',
  subject: '42',
});

test.for([-day, 0, day])(
  'how long ago a token expired is told by AWS and the issuer, with a clock here that is %i ms off',
  async (ms) => {
    const clock = new FakeClock();
    clock.set(ms);
    const date = 'Sun, 01 Mar 2026 12:03:00 GMT';
    const reply = { ...failed(400, 'ExpiredTokenException', 'too late'), headers: { date } };
    const { credentials } = assume(reply, { idToken: expiring('2026-03-01T12:00:00Z') }, clock);
    await expect(credentials).rejects.toMatchObject({
      code: 'sts_token_expired',
      details: { agoSeconds: 180, audience: 'app-1', subject: '42' },
    });
  },
);

test('a token that cannot have expired yet, or an answer without a date, tells no time', async () => {
  for (const headers of [{}, { date: 'Sun, 01 Mar 2026 11:59:00 GMT' }]) {
    const reply = { ...failed(400, 'ExpiredTokenException', 'too late'), headers };
    const { credentials } = assume(reply, { idToken: expiring('2026-03-01T12:00:00Z') });
    const error: unknown = await credentials.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'sts_token_expired' });
    expect((error as AppError).details).not.toHaveProperty('agoSeconds');
  }
});

test('another endpoint is used where there is one', async () => {
  const { http, credentials } = assume(
    { body: success },
    { endpoints: { sts: 'http://127.0.0.1:4566/sts' } },
  );
  await credentials;
  expect(http.sent[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:4566\/sts\/?$/);
});

test.for([
  [403, 'AccessDenied', 'role_refused'],
  [400, 'InvalidIdentityToken', 'sts_token_refused'],
  [403, 'IDPRejectedClaim', 'sts_claim_rejected'],
  [400, 'ExpiredTokenException', 'sts_token_expired'],
  [400, 'IDPCommunicationError', 'sts_issuer_unreachable'],
  [403, 'RegionDisabledException', 'sts_region_disabled'],
  [400, 'Throttling', 'sts_throttled'],
  [503, 'ThrottlingException', 'sts_throttled'],
  [503, 'RequestLimitExceeded', 'sts_throttled'],
  [429, 'TooManyRequestsException', 'sts_throttled'],
  [500, 'InternalFailure', 'sts_unavailable'],
  [503, 'ServiceUnavailable', 'sts_unavailable'],
  [500, 'SomethingNew', 'sts_unavailable'],
  [503, 'AccessDenied', 'role_refused'],
] as const)('%i %s of AWS is %s here, and AWS is asked once', async ([status, wire, code]) => {
  const { http, credentials } = assume(failed(status, wire, 'AWS says so'));
  const error: unknown = await credentials.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  expect(JSON.stringify(error)).not.toContain('a.b.c');
  expect(http.sent).toHaveLength(1);
});

test('a refusal names what the user brings', async () => {
  await expect(assume(failed(403, 'AccessDenied', 'no')).credentials).rejects.toMatchObject({
    details: {
      roleArn: 'arn:aws:iam::123456789012:role/Admin',
      issuer: 'https://gitlab.example.com',
      audience: 'app-1',
      subject: '42',
    },
  });
});

test.for([
  ['MalformedPolicyDocument', 'session_policy_refused'],
  ['PackedPolicyTooLarge', 'session_policy_too_large'],
] as const)('only a policy that went along can be at fault: %s', async ([wire, code]) => {
  const reply = failed(400, wire, 'AWS says so');
  await expect(assume(reply, { policy: '{}' }).credentials).rejects.toMatchObject({
    code,
    details: { roleArn: 'arn:aws:iam::123456789012:role/Admin', reason: 'AWS says so' },
  });
  const policyArns = ['arn:aws:iam::aws:policy/ReadOnlyAccess'];
  for (const change of [{}, { policyArns }]) {
    await expect(assume(reply, change).credentials).rejects.toMatchObject({
      code: 'sts_failed',
      details: { code: wire, reason: 'AWS says so' },
    });
  }
});

test('only a duration that was asked for can be refused', async () => {
  const reply = failed(
    400,
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration',
  );
  await expect(assume(reply, { durationSeconds: 43_200 }).credentials).rejects.toMatchObject({
    code: 'sts_duration_refused',
    details: { seconds: 43_200 },
  });
  await expect(assume(reply).credentials).rejects.toMatchObject({ code: 'sts_failed' });
  const other = failed(400, 'ValidationError', 'roleSessionName failed to satisfy constraint');
  await expect(assume(other, { durationSeconds: 900 }).credentials).rejects.toMatchObject({
    code: 'sts_failed',
    details: { code: 'ValidationError', reason: 'roleSessionName failed to satisfy constraint' },
  });
});

const page = '<html><head><title>Guests</title></head><body>Sign <br> in</body></html>';

test.for([
  { body: page },
  { body: '' },
  { body: success.replace(/<SecretAccessKey>.*?<\/SecretAccessKey>/, '') },
  { body: success.replace(/<AssumedRoleUser>.*?<\/AssumedRoleUser>/, '') },
  { status: 403, body: page },
  { status: 403, body: page.replace(' <br> ', '') },
  { status: 404, body: 'Not Found' },
  { status: 400, body: '{"message":"no such route"}' },
  { status: 418, body: '' },
])('a reply that is not of AWS is named as such: %j', async (reply) => {
  await expect(assume(reply).credentials).rejects.toMatchObject({
    code: 'sts_not_aws',
    details: { host: 'sts.eu-central-1.amazonaws.com', status: reply.status ?? 200 },
  });
});

test.for([
  [500, '', 'sts_unavailable'],
  [502, page, 'sts_unavailable'],
  [502, page.replace(' <br> ', ''), 'sts_unavailable'],
  [503, '', 'sts_unavailable'],
  [504, 'upstream timed out', 'sts_unavailable'],
  [429, '', 'sts_throttled'],
  [429, page, 'sts_throttled'],
] as const)('status %i tells what passes, whatever comes with it (%s)', async ([status, body, code]) => {
  const host = 'sts.eu-central-1.amazonaws.com';
  await expect(assume({ status, body }).credentials).rejects.toMatchObject({
    code,
    details: code === 'sts_unavailable' ? { host, status } : {},
  });
});

test('a network failure keeps its code', async () => {
  const failure = new AppError('network_unreachable', { host: 'sts', reason: 'ENOTFOUND' });
  await expect(assume(failure).credentials).rejects.toMatchObject({ code: 'network_unreachable' });
});

test('an unsupported partition is not guessed at', async () => {
  const { http, credentials } = assume(
    { body: success },
    { roleArn: { ...roleWith().arn, partition: 'aws-iso' } },
  );
  await expect(credentials).rejects.toMatchObject({ code: 'partition_unsupported' });
  expect(http.sent).toEqual([]);
});
