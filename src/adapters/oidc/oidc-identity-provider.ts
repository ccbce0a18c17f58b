import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Identity, RenewedTokens } from '../../core/model.ts';
import type { Clock, Http, IdentityProvider, Login } from '../../core/ports.ts';
import { whyAborted } from './abortable.ts';
import { loginByBrowser, scopesOf } from './browser-login.ts';
import { grantByDevice } from './device-grant.ts';
import { createIssuerDirectory } from './issuer-directory.ts';
import { isTimestampError, isUnknownKey, translate } from './oidc-errors.ts';
import { providerPresets } from './provider-presets.ts';
import { attemptLogin, keepingRotated, revokeToken, type Attempt, type LoginOf } from './token-grants.ts';
import { askWhose, tokenSet, userInfo, type Tokens } from './token-reply.ts';

/** Any OpenID Connect provider, through openid-client; what differs between them stands in the presets. */
export function createOidcIdentityProvider(http: Http, clock: Clock): IdentityProvider {
  const issuers = createIssuerDirectory(http, clock);

  return {
    login: (request) =>
      loggingIn(request, (configuration) =>
        loginByBrowser(configuration, request, 'id-token', clock, (tokens) =>
          finishLogin(configuration, request, tokens),
        ),
      ),

    loginByCode: (request) =>
      loggingIn(request, async (configuration, isGiven) =>
        finishLogin(
          configuration,
          request,
          await grantByDevice(configuration, request, scopesOf(request.identity), clock, isGiven),
        ),
      ),

    async refresh(identity, refreshToken, keep, begin = () => undefined) {
      const rotation = keepingRotated(refreshToken, keep);
      const grant = async (): Promise<RenewedTokens> => {
        const configuration = await issuers.configuration(identity, rotation.onTokenReply);
        begin();
        const tokens = await oidc.refreshTokenGrant(configuration, rotation.latest());
        issuers.remember(identity, configuration);
        return {
          ...tokenSet(tokens, identity, clock.now(), issuers.skew(identity)),
          whose: () => askWhose(configuration, tokens, identity),
        };
      };
      try {
        const skewBefore = issuers.skew(identity);
        try {
          return await grant();
        } catch (error) {
          // The clock was set meanwhile: the reply's own Date header tells by how much.
          const clockWasSet = isTimestampError(error) && issuers.skew(identity) !== skewBefore;
          // The provider has new keys, and the old ones were fetched too recently for openid-client to look again.
          const keysAreOld = isUnknownKey(error) && issuers.forgetKeys(identity);
          if (!clockWasSet && !keysAreOld) throw error;
          return await grant();
        }
      } catch (error) {
        throw explain(error, identity);
      }
    },

    skew: (identity) => issuers.skew(identity),
    revoke: (identity, refreshToken) => revokeToken(issuers, identity, refreshToken),
  };

  function loggingIn({ identity, signal }: LoginOf, attempt: Attempt): Promise<Login> {
    const failing = { explain: (error: unknown) => explain(error, identity), wantsIdToken: true };
    return attemptLogin(issuers, { identity, signal }, attempt, failing);
  }

  async function finishLogin(
    configuration: oidc.Configuration,
    { identity, signal }: LoginOf,
    first: Tokens,
  ): Promise<Login> {
    issuers.remember(identity, configuration);
    const read = (tokens: Tokens) => tokenSet(tokens, identity, clock.now(), issuers.skew(identity));
    let { idToken, refreshToken } = read(first);
    if (refreshToken === undefined) throw new AppError('no_refresh_token', { issuer: identity.issuer });
    const user = await userInfo(configuration, first, identity);
    if (providerPresets[identity.provider].triesRefresh) {
      // A provider may give no ID token on a refresh. Better known now than when the first one has run out.
      const second = await oidc.refreshTokenGrant(configuration, refreshToken);
      refreshToken = second.refresh_token ?? refreshToken;
      ({ idToken } = read(second));
    }
    if (signal.aborted) throw whyAborted(signal);
    return { tokens: { idToken, refreshToken }, user };
  }

  /** A token whose times are wrong while both clocks agree is a bad token, and no fault of this computer. */
  function explain(error: unknown, identity: Identity): AppError {
    const seconds = issuers.skew(identity);
    return isTimestampError(error) && seconds !== 0
      ? new AppError('clock_skew', { issuer: identity.issuer, seconds }, { cause: error })
      : translate(error, identity);
  }
}
