import { afterEach, expect, it, vi } from 'vitest';
import { startGitLab } from '../../sandbox/gitlab/gitlab.ts';
import { login, postForm, refresh, text } from '../../support/http-oauth.ts';

afterEach(() => vi.restoreAllMocks());

it('The stand-in prints nothing, neither while it loads nor while it works', async () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const spies = methods.map((method) => vi.spyOn(console, method).mockImplementation(() => undefined));
  const gitlab = await startGitLab();
  try {
    const tokens = await login(gitlab);
    await refresh(gitlab, text(tokens, 'refresh_token'));
    await refresh(gitlab, 'nonsense');
    const client_id = gitlab.applications.default.uid;
    const device = await postForm(gitlab, '/oauth/authorize_device', { client_id, scope: 'openid' });
    const user = gitlab.users.get(42);
    await gitlab.browser().connectDevice(text(device, 'verification_uri_complete'), { user });
    await postForm(gitlab, '/oauth/revoke', { client_id, token: 'nonsense' });
    await postForm(gitlab, '/oauth/introspect', { client_id, token: 'nonsense' });
  } finally {
    await gitlab.close();
  }
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
});
