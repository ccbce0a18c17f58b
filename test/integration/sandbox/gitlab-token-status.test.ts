import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { getFrom, login, postForm, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

const publicClient = () => ({ client_id: gitlab.applications.default.uid });

describe('the state of a token', () => {
  it('is told by introspection', async () => {
    const token = text(await login(gitlab), 'access_token');
    const live = await postForm(gitlab, '/oauth/introspect', { ...publicClient(), token });
    expect(live.json).toMatchObject({ active: true, client_id: gitlab.applications.default.uid });
    const dead = await postForm(gitlab, '/oauth/introspect', { ...publicClient(), token: 'f'.repeat(64) });
    expect(dead.json).toEqual({ active: false });
  });

  it('is told by token info', async () => {
    const token = text(await login(gitlab), 'access_token');
    expect((await getFrom(gitlab, '/oauth/token/info', token)).json).toMatchObject({
      resource_owner_id: 42,
      scope: ['openid', 'email', 'profile'],
      application: { uid: gitlab.applications.default.uid },
    });
    const unknown = await getFrom(gitlab, '/oauth/token/info', 'f'.repeat(64));
    expect(unknown).toMatchObject({ status: 401, json: { error: 'invalid_token' } });
    expect(unknown.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect((await getFrom(gitlab, '/oauth/token/info')).status).toBe(401);
  });

  it('counts down by the clock of the stand-in', async () => {
    const other = await startGitLab();
    try {
      const reply = await login(other);
      other.clock.offsetSeconds = 7000;
      const { json } = await getFrom(other, '/oauth/token/info', text(reply, 'access_token'));
      expect(Number(json['expires_in'])).toBeGreaterThan(190);
      expect(Number(json['expires_in'])).toBeLessThanOrEqual(200);
      expect(Math.abs(Number(json['created_at']) - Number(reply.json['created_at']))).toBeLessThanOrEqual(1);
    } finally {
      await other.close();
    }
  });
});

describe('the repository files API', () => {
  it('hands out a file to a token with read_repository and to no other', async () => {
    const { uid: clientId } = gitlab.applications.register({
      confidential: false,
      scopes: ['read_repository'],
    });
    const user = gitlab.users.get(42);
    const reader = await login(
      gitlab,
      { user },
      { clientId, scope: 'read_repository', parameters: { nonce: '' } },
    );
    const path = '/api/v4/projects/platform%2Faws-roles/repository/files/config%2Froles.yaml/raw?ref=main';
    gitlab.repository.put('platform/aws-roles', 'config/roles.yaml', 'roles: []\n');

    expect(await getFrom(gitlab, path, text(reader, 'access_token'))).toMatchObject({
      status: 200,
      text: 'roles: []\n',
    });
    expect((await getFrom(gitlab, `${path}-other`, text(reader, 'access_token'))).status).toBe(404);
    expect((await getFrom(gitlab, path, text(await login(gitlab), 'access_token'))).status).toBe(403);
    expect((await getFrom(gitlab, path)).status).toBe(401);
  });
});
