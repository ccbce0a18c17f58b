import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { login, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${gitlab.issuer}/oauth/discovery/keys`)), {
    issuer: gitlab.issuer,
  });

it('A CI token verifies against the same JWKS as a login, but with another key', async () => {
  const token = gitlab.ciToken({ aud: 'https://aws.example.com', projectPath: 'grp/sub/proj', ref: 'main' });
  const { payload } = await verify(token);
  expect(payload).toMatchObject({
    sub: 'project_path:grp/sub/proj:ref_type:branch:ref:main',
    aud: 'https://aws.example.com',
    namespace_path: 'grp/sub',
    project_path: 'grp/sub/proj',
    user_login: 'aiko',
    ref_path: 'refs/heads/main',
  });
  for (const claim of ['project_id', 'namespace_id', 'pipeline_id', 'job_id', 'user_id']) {
    expect(payload[claim]).toMatch(/^\d+$/);
  }
  const loginKey = decodeProtectedHeader(text(await login(gitlab), 'id_token')).kid;
  expect(decodeProtectedHeader(token).kid).not.toBe(loginKey);
});

it('A CI token is valid five seconds before it was issued, lives five minutes and has an id of its own', async () => {
  const [one, two] = await Promise.all([
    verify(gitlab.ciToken({ aud: 'a' })),
    verify(gitlab.ciToken({ aud: 'a' })),
  ]);
  const { iat = 0, nbf = 0, exp = 0, jti } = one.payload;
  expect(nbf).toBe(iat - 5);
  expect(exp).toBe(iat + 300);
  expect(jti).not.toBe(two.payload.jti);
});

it('A CI token of a tag says so', async () => {
  const { payload } = await verify(
    gitlab.ciToken({ aud: 'a', projectPath: 'g/p', ref: 'v1', refType: 'tag' }),
  );
  expect(payload.sub).toBe('project_path:g/p:ref_type:tag:ref:v1');
  expect(payload['ref_path']).toBe('refs/tags/v1');
});

it('Any author may ask for the audience of the login application: only the subject tells the two apart', async () => {
  const { payload } = await verify(gitlab.ciToken({ aud: gitlab.applications.default.uid }));
  expect(payload.aud).toBe(gitlab.applications.default.uid);
  expect(payload.sub).toContain(':');
});

it('Every claim of a CI token can be replaced, lifetime included', async () => {
  const sub = 'project_id:20:ref_type:branch:ref:main';
  const token = gitlab.ciToken({
    aud: ['a', 'b'],
    lifetimeSeconds: 3600,
    claims: { sub, environment: 'production', user_email: undefined },
  });
  const { payload } = await verify(token);
  expect(payload).toMatchObject({ sub, aud: ['a', 'b'], environment: 'production' });
  expect(payload).not.toHaveProperty('user_email');
  expect(Number(payload.exp) - Number(payload.iat)).toBe(3600);
});

it('A CI token tells about its project, pipeline, job, runner and commit, and nothing about a login', async () => {
  const { payload } = await verify(gitlab.ciToken({ aud: 'a' }));
  expect(Object.keys(payload)).toEqual(
    expect.arrayContaining([
      ...['project_id', 'project_path', 'namespace_id', 'namespace_path', 'project_visibility'],
      ...[
        'user_id',
        'user_login',
        'user_email',
        'user_access_level',
        'pipeline_id',
        'pipeline_source',
        'job_id',
      ],
      ...['ref', 'ref_type', 'ref_path', 'ref_protected', 'runner_id', 'runner_environment', 'sha'],
      ...['ci_config_ref_uri', 'ci_config_sha', 'jti', 'iat', 'nbf', 'exp', 'iss', 'sub', 'aud'],
    ]),
  );
  for (const claim of ['auth_time', 'nonce', 'groups_direct', 'sub_legacy', 'email']) {
    expect(payload).not.toHaveProperty(claim);
  }
});

it('A CI token may name another issuer, as an instance can be set up to do; a login never does', async () => {
  const iss = 'https://oidc.example.com';
  const { payload } = await jwtVerify(
    gitlab.ciToken({ aud: 'a', claims: { iss } }),
    createRemoteJWKSet(new URL(`${gitlab.issuer}/oauth/discovery/keys`)),
  );
  expect(payload.iss).toBe(iss);
  expect(decodeJwt(text(await login(gitlab), 'id_token')).iss).toBe(gitlab.issuer);
});

it('A CI token outlives the rotation of the login key', async () => {
  const other = await startGitLab();
  try {
    const token = other.ciToken({ aud: 'a' });
    await other.rotateKeys();
    const jwks = createRemoteJWKSet(new URL(`${other.issuer}/oauth/discovery/keys`));
    expect((await jwtVerify(token, jwks)).payload.iss).toBe(other.issuer);
  } finally {
    await other.close();
  }
});
