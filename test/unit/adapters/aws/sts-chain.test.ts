import { expect, test } from 'vitest';
import { createStsRoleAssumer } from '../../../../src/adapters/aws/sts-role-assumer.ts';
import { parseRoleArn } from '../../../../src/core/role-arn.ts';
import type { ChainLink } from '../../../../src/core/model.ts';
import type { HttpResponse, RoleAssumption } from '../../../../src/core/ports.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { FakeHttp } from '../../../support/fake-http.ts';
import { roleWith } from '../../../support/fake-nouns.ts';

/** What STS answers to one of its actions, with keys that tell the sessions apart. */
function given(action: string, session: string): Partial<HttpResponse> {
  return {
    headers: { date: 'Sun, 01 Mar 2026 12:00:00 GMT' },
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/${session}/ada</Arn><AssumedRoleId>AROA:ada</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>ASIA${session}</AccessKeyId><SecretAccessKey>key-${session}</SecretAccessKey><SessionToken>token-${session}</SessionToken><Expiration>2026-03-01T13:00:00Z</Expiration></Credentials>
</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`,
  };
}

const failed = (status: number, code: string): Partial<HttpResponse> => ({
  status,
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no DurationSeconds</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

const entry = given('AssumeRoleWithWebIdentity', 'Admin');

function link(name: string, more: Partial<ChainLink> = {}): ChainLink {
  const arn = parseRoleArn(`arn:aws:iam::210987654321:role/${name}`);
  if (arn === undefined) throw new Error('no ARN');
  return { arn, ...more };
}

function assume(
  replies: Partial<HttpResponse>[],
  change: Partial<RoleAssumption>,
  http = new FakeHttp(...replies),
) {
  const credentials = createStsRoleAssumer(http, new FakeClock()).assume({
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
  return { http, credentials };
}

const form = (body: string | undefined) => Object.fromEntries(new URLSearchParams(body));

test('each link is assumed with the keys of the one before it, and the last one is what comes of it', async () => {
  const { http, credentials } = assume([entry, given('AssumeRole', 'Hub'), given('AssumeRole', 'Spoke')], {
    durationSeconds: 3600,
    policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    chain: [link('Hub', { externalId: 'x:1', sourceIdentity: 'ada' }), link('Spoke')],
  });

  expect(await credentials).toMatchObject({
    accessKeyId: 'ASIASpoke',
    secretAccessKey: 'key-Spoke',
    sessionToken: 'token-Spoke',
    assumedRoleArn: 'arn:aws:sts::123456789012:assumed-role/Spoke/ada',
  });
  const [first, second, third] = http.sent;
  expect(http.sent).toHaveLength(3);
  expect(form(first?.body)).toEqual({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: roleWith().arn.text,
    RoleSessionName: 'ada',
    WebIdentityToken: 'a.b.c',
    DurationSeconds: '900',
  });
  expect(form(second?.body)).toEqual({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::210987654321:role/Hub',
    RoleSessionName: 'ada',
    ExternalId: 'x:1',
    SourceIdentity: 'ada',
    DurationSeconds: '900',
  });
  expect(form(third?.body)).toEqual({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::210987654321:role/Spoke',
    RoleSessionName: 'ada',
    DurationSeconds: '3600',
    'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  });
  const signedBy = (request: typeof first) => [
    /Credential=(\w+)\/(\d+)\/([\w-]+)\/sts\//.exec(request?.headers?.['authorization'] ?? '')?.slice(1),
    request?.headers?.['x-amz-security-token'],
  ];
  expect(first?.headers).not.toHaveProperty('authorization');
  expect(signedBy(second)).toEqual([['ASIAAdmin', '20260301', 'eu-central-1'], 'token-Admin']);
  expect(signedBy(third)).toEqual([['ASIAHub', '20260301', 'eu-central-1'], 'token-Hub']);
  for (const { url } of http.sent) expect(url).toBe('https://sts.eu-central-1.amazonaws.com/');
});

test('a policy of its own goes to the last role alone', async () => {
  const policy = '{"Version":"2012-10-17","Statement":[]}';
  const chained = assume([entry, given('AssumeRole', 'Hub')], { policy, chain: [link('Hub')] });
  await chained.credentials;
  expect(chained.http.sent.map(({ body }) => form(body)['Policy'])).toEqual([undefined, policy]);

  const plain = assume([entry], { policy });
  await plain.credentials;
  expect(form(plain.http.sent[0]?.body)['Policy']).toBe(policy);
});

test('signatures are dated by the clock of AWS, which is months away from the one here', async () => {
  const { http, credentials } = assume([entry, given('AssumeRole', 'Hub')], { chain: [link('Hub')] });
  await credentials;
  expect(http.sent[1]?.headers?.['x-amz-date']).toMatch(/^20260301T1[12]/);
});

test('a refusal names the link, the role before it, and what the configuration says of it', async () => {
  const chain = [link('Hub'), link('Spoke', { externalId: 'x1' })];
  const { http, credentials } = assume([entry, given('AssumeRole', 'Hub'), failed(403, 'AccessDenied')], {
    chain,
  });
  await expect(credentials).rejects.toMatchObject({
    code: 'chain_refused',
    details: {
      roleArn: 'arn:aws:iam::210987654321:role/Spoke',
      from: 'arn:aws:iam::210987654321:role/Hub',
      link: 2,
      externalId: true,
      sourceIdentity: false,
    },
  });
  expect(http.sent).toHaveLength(3);
});

test('a refusal of the first role is one of its trust in the sign-in, and nothing more is asked', async () => {
  const { http, credentials } = assume([failed(403, 'AccessDenied')], { chain: [link('Hub')] });
  await expect(credentials).rejects.toMatchObject({ code: 'role_refused', details: { subject: '42' } });
  expect(http.sent).toHaveLength(1);
});

test.for([
  [400, 'ExpiredTokenException', 'sts_failed'],
  [403, 'SignatureDoesNotMatch', 'sts_failed'],
  [400, 'MalformedPolicyDocument', 'session_policy_refused'],
  [400, 'PackedPolicyTooLarge', 'session_policy_too_large'],
  [400, 'ValidationError', 'sts_duration_refused'],
  [503, 'ServiceUnavailable', 'sts_unavailable'],
] as const)('%i %s of a link is %s, and no fault of the ID token', async ([status, wire, code]) => {
  const { credentials } = assume([entry, failed(status, wire)], {
    chain: [link('Hub')],
    durationSeconds: 3600,
    policy: '{}',
  });
  const error: unknown = await credentials.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code });
  if (code === 'sts_failed') {
    expect(error).toMatchObject({ details: { link: 1, roleArn: 'arn:aws:iam::210987654321:role/Hub' } });
  }
  expect(JSON.stringify(error)).not.toContain('key-Admin');
});

test('how long a step lasts is nobody’s wish: its refusal is none of the duration', async () => {
  const refusal = failed(400, 'ValidationError');
  const chain = [link('Hub'), link('Spoke')];
  const first = assume([refusal], { chain, durationSeconds: 3600 });
  await expect(first.credentials).rejects.toMatchObject({ code: 'sts_failed' });
  const second = assume([entry, refusal], { chain, durationSeconds: 3600 });
  await expect(second.credentials).rejects.toMatchObject({ code: 'sts_failed', details: { link: 1 } });
});

test('nothing further is asked for once nobody is to have the session', async () => {
  const gone = new AbortController();
  const http = new FakeHttp(entry, given('AssumeRole', 'Hub'), given('AssumeRole', 'Spoke'));
  const send = http.send.bind(http);
  http.send = (request) => {
    if (http.sent.length === 1) gone.abort(new Error('signed out'));
    return send(request);
  };
  const { credentials } = assume([], { chain: [link('Hub'), link('Spoke')], signal: gone.signal }, http);

  await expect(credentials).rejects.toThrow('signed out');

  // The second one had left by then, and is told to break off.
  expect(http.sent).toHaveLength(2);
  expect(http.sent[1]?.signal).toBe(gone.signal);
});
