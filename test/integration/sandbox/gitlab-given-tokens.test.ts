import { expect, it, onTestFinished } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import type { GitLab, GitLabOptions } from '../../sandbox/gitlab/gitlab.ts';
import { login, refresh, text } from '../../support/http-oauth.ts';

async function open(options: GitLabOptions = {}): Promise<GitLab> {
  const gitlab = await startGitLab(options);
  onTestFinished(() => gitlab.close());
  return gitlab;
}

it('knows every token that it has given out, ID tokens included', async () => {
  const gitlab = await open();
  const first = await login(gitlab);
  const second = await refresh(gitlab, text(first, 'refresh_token'));
  const given = [first, second].flatMap((reply) =>
    ['access_token', 'refresh_token', 'id_token'].map((member) => text(reply, member)),
  );
  expect(new Set(given).size).toBe(6);
  expect(gitlab.issuedTokens().map(({ token }) => token)).toEqual(expect.arrayContaining(given));
  expect(gitlab.issuedTokens().filter(({ kind }) => kind === 'ID token')).toHaveLength(2);
});

it('can be a provider that leaves the refresh token as it is', async () => {
  const gitlab = await open({ rotates: false });
  const token = text(await login(gitlab), 'refresh_token');
  expect((await refresh(gitlab, token)).status).toBe(200);
  expect((await refresh(gitlab, token)).status).toBe(200);
  expect(gitlab.refreshTokens().map((live) => live.token)).toEqual([token]);
});
