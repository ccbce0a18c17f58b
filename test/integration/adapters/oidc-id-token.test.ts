import { describe, expect, it } from 'vitest';
import { ID_TOKEN_FAULTS } from '../../sandbox/gitlab/id-token-faults.ts';
import { failure, keeper, startOidcRig } from './oidc-rig.ts';

/** A refreshed token carries no nonce, and whose session it is only the session knows. */
const faultsOfARefresh = ID_TOKEN_FAULTS.filter(
  (fault) => !['wrong-nonce', 'missing-nonce', 'other-sub'].includes(fault),
);

describe('a faulty ID token', () => {
  it.each(ID_TOKEN_FAULTS)('is refused at login: %s', async (fault) => {
    const { login, gitlab } = await startOidcRig();
    gitlab.faults.addIdToken(fault);
    const error = await failure(login());
    expect(error.code).toBe('id_token_invalid');
  });

  it.each(faultsOfARefresh)('is refused at refresh, and the rotated token is kept: %s', async (fault) => {
    const { login, gitlab, provider, identity } = await startOidcRig();
    const { tokens } = await login();
    gitlab.faults.addIdToken(fault);
    const { kept, keep } = keeper();
    const error = await failure(provider.refresh(identity, tokens.refreshToken, keep));
    expect(error.code).toBe('id_token_invalid');
    const rotated = kept.at(-1) ?? 'nothing was kept';
    expect(gitlab.refreshTokens().map(({ token }) => token)).toEqual([rotated]);
    // What was kept is good for the next try.
    gitlab.faults.clear();
    await expect(provider.refresh(identity, rotated, keep)).resolves.toMatchObject({
      idToken: { subject: '42' },
    });
  });
});
