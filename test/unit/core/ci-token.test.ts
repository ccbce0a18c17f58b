import { expect, test } from 'vitest';
import { readCiToken } from '../../../src/core/ci-token.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const seconds = now / 1000;
const claims = {
  iss: 'https://gitlab.example.com',
  aud: 'https://aws.example.com',
  sub: 'project_path:grp/proj:ref_type:branch:ref:main',
  iat: seconds,
  nbf: seconds - 5,
  exp: seconds + 300,
};

interface Change {
  readonly audience?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function judge(text: string, { audience, environment = {} }: Change = {}) {
  return readCiToken(text, {
    variable: 'MY_ID_TOKEN',
    now,
    environment,
    ...(audience !== undefined && { audience }),
  });
}

function failure(text: string, change?: Change): unknown {
  try {
    judge(text, change);
  } catch (error) {
    return isAppError(error) ? { code: error.code, ...error.details } : error;
  }
  return undefined;
}

function jwtOf(header: unknown, payload: unknown = claims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.c2ln`;
}

const mistaken = (kind: string) => ({
  code: 'ci_token_mistaken',
  variable: 'MY_ID_TOKEN',
  mistaken: kind,
});

test('a token with nothing wrong about it passes without a word', () => {
  const text = jwtWith(claims);
  expect(judge(text)).toMatchObject({
    token: { jwt: text, issuer: claims.iss, subject: claims.sub },
    notices: [],
  });
});

test.for([
  ['glcbt-64_canary', 'job-token'],
  ['glpat-0123456789abcdefghij', 'access-token'],
  ['gloas-0123456789abcdef', 'access-token'],
  ['gldt-0123', 'access-token'],
  ['ghs_0123456789abcdef', 'access-token'],
  ['github_pat_11ABC', 'access-token'],
  ['0123456789abcdef'.repeat(4), 'access-token'],
  [jwtOf({ alg: 'RS256', typ: 'at+jwt' }), 'access-token'],
  ['AKIAIOSFODNN7EXAMPLE', 'access-key'],
  ['ASIAIOSFODNN7EXAMPLE', 'access-key'],
  ['$MY_ID_TOKEN', 'unexpanded'],
  ['${MY_ID_TOKEN}', 'unexpanded'],
  ['${{ secrets.TOKEN }}', 'unexpanded'],
  ['%MY_ID_TOKEN%', 'unexpanded'],
  ['/builds/grp/proj.tmp/MY_ID_TOKEN', 'file'],
  ['C:\\builds\\MY_ID_TOKEN', 'file'],
])('%s is no ID token, and is known for what it is: %s', ([text = '', kind = '']) => {
  expect(failure(text)).toEqual(mistaken(kind));
});

test('tokens of the CI system are known by their values, whatever they look like', () => {
  const text = jwtWith(claims);
  expect(failure(text, { environment: { CI_JOB_TOKEN: text } })).toEqual(mistaken('job-token'));
  expect(failure(text, { environment: { ACTIONS_ID_TOKEN_REQUEST_TOKEN: text } })).toEqual(
    mistaken('request-token'),
  );
});

test.for([
  ['canary', 'no-jwt'],
  ['a.b.c', 'claims-unreadable'],
  [jwtWith({ ...claims, sub: undefined }), 'sub-missing'],
  [jwtWith({ ...claims, aud: '' }), 'aud-empty'],
])('what cannot be read is not repeated: %s', ([text = '', fault = '']) => {
  expect(failure(text)).toEqual({ code: 'ci_token_unreadable', variable: 'MY_ID_TOKEN', fault });
});

test.for([
  ['encrypted', '', 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d'],
  ['algorithm', 'none', jwtOf({ alg: 'none' })],
  ['algorithm', 'none', jwtOf({})],
  ['algorithm', 'HS256', jwtOf({ alg: 'HS256' })],
  ['algorithm', 'PS256', jwtOf({ alg: 'PS256' })],
  ['issuer', 'http://gitlab.example.com', jwtWith({ ...claims, iss: 'http://gitlab.example.com' })],
  ['issuer', 'gitlab.example.com', jwtWith({ ...claims, iss: 'gitlab.example.com' })],
  ...['https://gitlab.example.com:8443', 'https://gitlab.example.com:443/git'].map((iss) => [
    'issuer-port',
    iss,
    jwtWith({ ...claims, iss }),
  ]),
  ...['https://10.1.2.3', 'https://[fd00::1]:8443', 'https://127.0.0.1', 'http://localhost:8080'].map(
    (iss) => ['issuer-private', iss, jwtWith({ ...claims, iss })],
  ),
  ['fraction', `exp ${seconds + 300.5}`, jwtWith({ ...claims, exp: seconds + 300.5 })],
  ['fraction', `iat ${seconds - 0.25}`, jwtWith({ ...claims, iat: seconds - 0.25 })],
])('AWS would not take it: %s %s', ([fault, found, text = '']) => {
  expect(failure(text)).toEqual({ code: 'ci_token_unusable', variable: 'MY_ID_TOKEN', fault, found });
});

test('an issuer on this computer is fine where STS is a stand-in, and no other is', () => {
  const local = jwtWith({ ...claims, iss: 'http://127.0.0.1:8080' });
  const standIn = { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:4566' };
  expect(judge(local, { environment: standIn }).notices).toEqual([]);
  const elsewhere = jwtWith({ ...claims, iss: 'https://10.1.2.3:8443' });
  expect(judge(elsewhere, { environment: standIn }).notices).toEqual([]);
  const endpoint = { AWS_ENDPOINT_URL_STS: 'https://vpce-1.sts.eu-central-1.vpce.amazonaws.com' };
  expect(failure(elsewhere, { environment: endpoint })).toMatchObject({ fault: 'issuer-private' });
  expect(failure(local, { environment: { AWS_ENDPOINT_URL_STS: '' } })).toMatchObject({
    fault: 'issuer-private',
  });
});

test.for(['RS256', 'RS512', 'ES256', 'ES384'])('a signature with %s is fine', (alg) => {
  expect(judge(jwtOf({ alg })).notices).toEqual([]);
});

test("a token of 20,000 characters is within STS's limit, and one more is not", () => {
  const length = (padding: number) => jwtWith({ ...claims, groups: 'x'.repeat(padding) }).length;
  let padding = 14_000;
  while (length(padding) < 20_000) padding += 1;
  const fitting = jwtWith({ ...claims, groups: 'x'.repeat(padding) }).slice(0, 20_000);
  expect(judge(fitting).token.jwt).toHaveLength(20_000);
  expect(failure(`${fitting}x`)).toMatchObject({
    code: 'ci_token_unusable',
    fault: 'too-long',
    found: '20001',
  });
});

test('another audience than the one that is asked for is refused, and none is asked for by itself', () => {
  const audience = 'https://other.example.com';
  expect(failure(jwtWith(claims), { audience })).toEqual({
    code: 'ci_token_audience',
    variable: 'MY_ID_TOKEN',
    wanted: audience,
    found: [claims.aud],
  });
  expect(judge(jwtWith(claims), { audience: claims.aud }).notices).toEqual([]);
  expect(judge(jwtWith({ ...claims, aud: [audience, claims.aud] }), { audience }).notices).toEqual([
    { kind: 'several-audiences', audiences: [audience, claims.aud] },
  ]);
  // AWS goes by azp where there is one.
  expect(failure(jwtWith({ ...claims, azp: 'app' }), { audience: claims.aud })).toMatchObject({
    found: ['app'],
  });
});

test('an expired token says since when, and how long it was good for', () => {
  const text = jwtWith({ ...claims, iat: seconds - 3_600, exp: seconds - 600 });
  expect(failure(text)).toEqual({
    code: 'ci_token_expired',
    variable: 'MY_ID_TOKEN',
    issuer: claims.iss,
    expiredAt: '2026-03-01T11:50:00.000Z',
    agoSeconds: 600,
    lifeSeconds: 3_000,
  });
  expect(failure(jwtWith({ ...claims, iat: undefined, exp: seconds }))).toMatchObject({ agoSeconds: 0 });
});

test('a token that is good later only is refused', () => {
  expect(failure(jwtWith({ ...claims, nbf: seconds + 120 }))).toEqual({
    code: 'ci_token_early',
    variable: 'MY_ID_TOKEN',
    startsAt: '2026-03-01T12:02:00.000Z',
    inSeconds: 120,
  });
});

test('a token from the future is good to AWS: it is the clock here that is behind', () => {
  const ahead = { ...claims, iat: seconds + 600, nbf: seconds + 595, exp: seconds + 900 };
  expect(judge(jwtWith(ahead)).notices).toEqual([{ kind: 'clock-behind', issuer: claims.iss, seconds: 600 }]);
  const little = { ...claims, iat: seconds + 50, nbf: seconds + 45, exp: seconds + 900 };
  expect(judge(jwtWith(little)).notices).toEqual([]);
});
