import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Identity, RenewedTokens } from '../../core/model.ts';
import type { Clock, Http, HttpResponse, IdentityProvider, Login, LoginRequest } from '../../core/ports.ts';
import { unlessAborted, whyAborted } from './abortable.ts';
import { grantByDevice } from './device-grant.ts';
import { createIssuerDirectory } from './issuer-directory.ts';
import { listenForCallback, type LoopbackListener } from './loopback-listener.ts';
import { isTimestampError, isUnknownKey, translate } from './oidc-errors.ts';
import { providerPresets } from './provider-presets.ts';
import { askWhose, memberIn, tokenSet, userInfo, type Tokens } from './token-reply.ts';

/** How long a login waits for the browser. */
const loginTimeout = 5 * 60_000;

/** Any OpenID Connect provider, through openid-client; what differs between them stands in the presets. */
export function createOidcIdentityProvider(http: Http, clock: Clock): IdentityProvider {
  const issuers = createIssuerDirectory(http, clock);

  return {
    login: ({ identity, open, signal }) =>
      loggingIn(identity, signal, async (configuration, finish) => {
        const secrets = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        };
        const listener = await listenForCallback(secrets.state, identity.redirectUri);
        let outcome: 'signed-in' | 'failed' = 'failed';
        try {
          await open(await loginPage(configuration, identity, listener, secrets));
          const callback = await waitForBrowser(listener, { identity, signal }, clock);
          const login = await finish(
            await oidc.authorizationCodeGrant(configuration, callback, {
              expectedState: secrets.state,
              expectedNonce: secrets.nonce,
              pkceCodeVerifier: secrets.verifier,
              idTokenExpected: true,
            }),
          );
          outcome = 'signed-in';
          return login;
        } finally {
          listener.finish(outcome);
          listener.close();
        }
      }),

    loginByCode: (request) =>
      loggingIn(request.identity, request.signal, async (configuration, finish, isGiven) =>
        finish(await grantByDevice(configuration, request, scopesOf(request.identity), clock, isGiven)),
      ),

    async refresh(identity, refreshToken, keep, begin = () => undefined) {
      let latest = refreshToken;
      const keepRotated = async (response: HttpResponse) => {
        const rotated = response.status === 200 ? memberIn(response, 'refresh_token') : undefined;
        if (rotated === undefined) return;
        latest = rotated;
        await keep(rotated);
      };
      const grant = async (): Promise<RenewedTokens> => {
        const configuration = await issuers.configuration(identity, keepRotated);
        begin();
        const tokens = await oidc.refreshTokenGrant(configuration, latest);
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

    async revoke(identity, refreshToken) {
      try {
        const configuration = await issuers.configuration(identity);
        if (configuration.serverMetadata().revocation_endpoint === undefined) {
          // The session goes on there until it ends by itself.
          const reason = 'there is no revocation endpoint';
          throw new AppError('login_refused', { issuer: identity.issuer, reason });
        }
        await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
      } catch (error) {
        throw translate(error, identity);
      }
    },
  };

  /** What is the same for every kind of login: what comes before the user, and what becomes of the tokens. */
  async function loggingIn(
    identity: Identity,
    signal: AbortSignal,
    work: (
      configuration: oidc.Configuration,
      finish: (tokens: Tokens) => Promise<Login>,
      isGiven: () => boolean,
    ) => Promise<Login>,
  ): Promise<Login> {
    const { issuer } = identity;
    const seen: { lacksIdToken: boolean; refreshToken?: string; configuration?: oidc.Configuration } = {
      lacksIdToken: false,
    };
    const noteTokens = (response: HttpResponse) => {
      const has = (member: string) => memberIn(response, member) !== undefined;
      // Whatever gives no tokens at all, such as a captive portal, is not the provider speaking.
      seen.lacksIdToken = response.status === 200 && has('access_token') && !has('id_token');
      const refreshToken = response.status === 200 ? memberIn(response, 'refresh_token') : undefined;
      if (refreshToken !== undefined) seen.refreshToken = refreshToken;
      return Promise.resolve();
    };
    try {
      const configuration = await unlessAborted(issuers.configuration(identity, noteTokens, true), signal);
      seen.configuration = configuration;
      const finish = (tokens: Tokens) => finishLogin(configuration, identity, tokens, signal);
      return await work(configuration, finish, () => seen.refreshToken !== undefined);
    } catch (error) {
      if (seen.configuration !== undefined && seen.refreshToken !== undefined) {
        // Too late to stop the provider, but not to take back what it gave.
        await oidc.tokenRevocation(seen.configuration, seen.refreshToken).catch(() => undefined);
      }
      if (seen.lacksIdToken) throw new AppError('no_id_token', { issuer }, { cause: error });
      const failure = explain(error, identity);
      // A code that the provider no longer takes is no session that has ended.
      throw failure.code === 'session_expired'
        ? new AppError('login_refused', { issuer, reason: 'invalid_grant' }, { cause: error })
        : failure;
    }
  }

  async function finishLogin(
    configuration: oidc.Configuration,
    identity: Identity,
    first: Tokens,
    signal: AbortSignal,
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

async function loginPage(
  configuration: oidc.Configuration,
  identity: Identity,
  listener: LoopbackListener,
  secrets: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<string> {
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: listener.redirectUri,
    scope: scopesOf(identity),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(providerPresets[identity.provider].offlineAccess && { prompt: 'consent' }),
  });
  return url.href;
}

function scopesOf({ provider, scopes }: Identity): string {
  return [...scopes, ...(providerPresets[provider].offlineAccess ? ['offline_access'] : [])].join(' ');
}

/** Ends with the callback, the user's Cancel or the time limit, whichever comes first. */
async function waitForBrowser(
  listener: LoopbackListener,
  { identity, signal }: Pick<LoginRequest, 'identity' | 'signal'>,
  clock: Clock,
): Promise<URL> {
  let callOff: () => void = () => undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const { issuer } = identity;
    const redirectUri = registeredRedirect(listener.redirectUri, identity);
    callOff = clock.after(loginTimeout, () => reject(new AppError('login_timeout', { issuer, redirectUri })));
  });
  try {
    return await unlessAborted(Promise.race([listener.callback, timeout]), signal);
  } finally {
    callOff();
  }
}

/** What to register: without the port, which differs each time (RFC 8252, section 7.3). */
function registeredRedirect(actual: string, identity: Identity): string {
  return identity.redirectUri ?? `http://127.0.0.1${new URL(actual).pathname}`;
}
