import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCatalogue } from '../../sandbox/gitlab/catalogue.ts';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { authorizationRequest, getFrom, login, text } from '../../support/http-oauth.ts';

let gitlab: GitLab;
beforeAll(async () => {
  gitlab = await startGitLab();
});
afterAll(() => gitlab.close());

/** A reader's token for an application of one scope. */
async function reader(clientId: string, scope: string, id = 42): Promise<string> {
  const parameters = { nonce: '' };
  const reply = await login(gitlab, { user: gitlab.users.get(id) }, { clientId, scope, parameters });
  return text(reply, 'access_token');
}

const address = (project: string, file: string, query: string) =>
  `/api/v4/projects/${encodeURIComponent(project)}/repository/files/${encodeURIComponent(file)}${query}`;

describe('a file of a repository', () => {
  it.each(['read_repository', 'read_api'] as const)('is told as JSON to a token with %s', async (scope) => {
    const { clientId } = addCatalogue(gitlab, {
      project: 'a/b',
      file: 'c/roles.yaml',
      text: 'ü: 1\n',
      scope,
    });
    const token = await reader(clientId, scope);
    const reply = await getFrom(gitlab, address('a/b', 'c/roles.yaml', '?ref=main'), token);
    expect(reply).toMatchObject({
      status: 200,
      json: {
        ...{ file_name: 'roles.yaml', file_path: 'c/roles.yaml', size: 6, encoding: 'base64', ref: 'main' },
        // `printf 'ü: 1\n' | git hash-object --stdin`
        blob_id: '6d1b8c19bae7b3fe18637bd47eaad15fb41bd30c',
        content: Buffer.from('ü: 1\n').toString('base64'),
      },
    });
    expect(reply.json['commit_id']).toBe(reply.json['last_commit_id']);
  });

  it('has a weak ETag that answers 304 until the next version, and HEAD stands for the default branch', async () => {
    const { clientId, push, project, file } = addCatalogue(gitlab);
    const token = await reader(clientId, 'read_repository');
    const ask = (etag = '') =>
      fetch(`${gitlab.issuer}${address(project, file, '?ref=HEAD')}`, {
        headers: { authorization: `Bearer ${token}`, 'if-none-match': etag },
      });
    const etag = (await ask()).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    const known = await ask(etag);
    expect([known.status, await known.text()]).toEqual([304, '']);
    const commit = push('version: 1\n');
    expect((await ask(etag)).status).toBe(200);
    const old = await getFrom(gitlab, address(project, file, `?ref=${commit}`), token);
    expect(old.json).toMatchObject({ ref: commit, commit_id: commit });
  });

  it('is refused with 400 without a ref, and 404 says which of the three there is not', async () => {
    const { clientId, project, file } = addCatalogue(gitlab);
    const token = await reader(clientId, 'read_repository');
    const ask = async (...[where, what, query]: readonly [string, string, string]) => {
      const { status, json } = await getFrom(gitlab, address(where, what, query), token);
      return [status, json['message'] ?? json['error']];
    };
    expect(await ask(project, file, '')).toEqual([400, 'ref is missing, ref is empty']);
    expect(await ask('no/project', file, '?ref=main')).toEqual([404, '404 Project Not Found']);
    expect(await ask(project, file, '?ref=no')).toEqual([404, '404 Commit Not Found']);
    expect(await ask(project, 'no.yaml', '?ref=main')).toEqual([404, '404 File Not Found']);
  });

  it('of a private project does not exist for whoever is no member', async () => {
    const { clientId, file } = addCatalogue(gitlab, { project: 'private/one', members: [42] });
    const at = address('private/one', file, '?ref=main');
    expect((await getFrom(gitlab, at, await reader(clientId, 'read_repository'))).status).toBe(200);
    expect(await getFrom(gitlab, at, await reader(clientId, 'read_repository', 57))).toMatchObject({
      status: 404,
      json: { message: '404 Project Not Found' },
    });
  });

  it('is refused to no token, an unknown one, and one without the scope', async () => {
    const { project, file } = addCatalogue(gitlab);
    const at = address(project, file, '?ref=main');
    expect(await getFrom(gitlab, at)).toMatchObject({ status: 401, json: { message: '401 Unauthorized' } });
    expect(await getFrom(gitlab, at, 'f'.repeat(64))).toMatchObject({
      status: 401,
      json: { error: 'invalid_token' },
    });
    expect(await getFrom(gitlab, at, text(await login(gitlab), 'access_token'))).toMatchObject({
      status: 403,
      json: { error: 'insufficient_scope' },
    });
  });
});

describe('the application of a catalogue', () => {
  it.each([
    ['the login application does not read repositories', 'login', 'read_repository'],
    ['the catalogue’s application signs nobody in', 'catalogue', 'openid'],
    ['an application of one scope has not the other', 'catalogue', 'read_api'],
  ] as const)('%s', async (_name, application, scope) => {
    const clientId =
      application === 'login' ? gitlab.applications.default.uid : addCatalogue(gitlab).clientId;
    const { url } = authorizationRequest(gitlab, { clientId, scope });
    const callback = new URL(await gitlab.authorize(url, { user: gitlab.users.get(42) }));
    expect(callback.searchParams.get('error')).toBe('invalid_scope');
  });

  it('gets a refresh token and no ID token', async () => {
    const { clientId } = addCatalogue(gitlab);
    const reply = await login(
      gitlab,
      { user: gitlab.users.get(42) },
      { clientId, scope: 'read_repository', parameters: { nonce: '' } },
    );
    expect(Object.keys(reply.json)).not.toContain('id_token');
    expect(text(reply, 'refresh_token')).toMatch(/^[0-9a-f]{64}$/);
    const token = text(reply, 'access_token');
    const info = await getFrom(gitlab, '/oauth/token/info', token);
    expect(info.json).toMatchObject({ resource_owner_id: 42, scope: ['read_repository'] });
  });
});
