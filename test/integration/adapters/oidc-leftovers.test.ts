import { describe, expect, it } from 'vitest';
import { omit, unavailable } from '../../sandbox/gitlab/fault.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { AIKO, failure, startOidcRig } from './oidc-rig.ts';

/** Each lets the token endpoint give a refresh token, and the login fail after that. */
const faults: readonly (readonly [string, string, (gitlab: GitLab) => void])[] = [
  ['the keys cannot be read', 'issuer_failed', ({ faults }) => faults.add('jwks', unavailable())],
  ['the ID token has no end', 'id_token_invalid', ({ faults }) => faults.addIdToken('missing-exp')],
  ['there is no ID token', 'no_id_token', ({ faults }) => faults.add('token', omit('id_token'))],
];

describe('a login that fails after the provider gave its tokens leaves no session there', () => {
  it.each(faults)('where %s', async (_what, code, strike) => {
    const { gitlab, login } = await startOidcRig();
    strike(gitlab);
    expect((await failure(login())).code).toBe(code);
    expect(gitlab.refreshTokens(AIKO)).toEqual([]);
  });
});
