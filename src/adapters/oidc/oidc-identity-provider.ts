import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { IdToken, Identity, TokenSet, User } from '../../core/model.ts';
import type { Clock, Http, HttpResponse, IdentityProvider, LoginRequest } from '../../core/ports.ts';
import { createIssuerDirectory } from './issuer-directory.ts';
import { listenForCallback, type LoopbackListener } from './loopback-listener.ts';
import { isMismatch, isTimestampError, isUnknownKey, translate } from './oidc-errors.ts';
import { providerPresets } from './provider-presets.ts';

type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

/** How long a login waits for the browser. */
const loginTimeout = 5 * 60_000;
/** How far a token's times may be off, in milliseconds; openid-client's own measure. */
const tolerance = 30_000;

/** Any OpenID Connect provider, through openid-client; what differs between them stands in the presets. */
export function createOidcIdentityProvider(http: Http, clock: Clock): IdentityProvider {
  const issuers = createIssuerDirectory(http, clock);

  return {
    async login({ identity, open, signal }) {
      const seen = { lacksIdToken: false };
      try {
        const noteIdToken = (response: HttpResponse) => {
          seen.lacksIdToken = response.status === 200 && memberIn(response, 'id_token') === undefined;
          return Promise.resolve();
        };
        const configuration = await unlessAborted(issuers.configuration(identity, noteIdToken, true), signal);
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
          const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
            expectedState: secrets.state,
            expectedNonce: secrets.nonce,
            pkceCodeVerifier: secrets.verifier,
            idTokenExpected: true,
          });
          issuers.remember(identity, configuration);
          const { idToken, refreshToken } = tokenSet(tokens, identity, clock.now(), issuers.skew(identity));
          if (refreshToken === undefined) throw new AppError('no_refresh_token', { issuer: identity.issuer });
          const user = await userInfo(configuration, tokens, identity);
          if (signal.aborted) {
            // Too late to stop the provider, but not to take back what it gave.
            await oidc.tokenRevocation(configuration, refreshToken).catch(() => undefined);
            throw new AppError('login_cancelled', {});
          }
          outcome = 'signed-in';
          return { tokens: { idToken, refreshToken }, user };
        } finally {
          listener.finish(outcome);
          listener.close();
        }
      } catch (error) {
        if (seen.lacksIdToken)
          throw new AppError('no_id_token', { issuer: identity.issuer }, { cause: error });
        const failure = explain(error, identity);
        // A code that the provider no longer takes is no session that has ended.
        throw failure.code === 'session_expired'
          ? new AppError(
              'login_refused',
              { issuer: identity.issuer, reason: 'invalid_grant' },
              { cause: error },
            )
          : failure;
      }
    },

    async refresh(identity, refreshToken, keep) {
      let latest = refreshToken;
      const keepRotated = async (response: HttpResponse) => {
        const rotated = response.status === 200 ? memberIn(response, 'refresh_token') : undefined;
        if (rotated === undefined) return;
        latest = rotated;
        await keep(rotated);
      };
      const grant = async (): Promise<TokenSet> => {
        const configuration = await issuers.configuration(identity, keepRotated);
        const tokens = await oidc.refreshTokenGrant(configuration, latest);
        issuers.remember(identity, configuration);
        return tokenSet(tokens, identity, clock.now(), issuers.skew(identity));
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

    async revoke(identity, refreshToken) {
      try {
        const configuration = await issuers.configuration(identity);
        if (configuration.serverMetadata().revocation_endpoint === undefined) return;
        await oidc.tokenRevocation(configuration, refreshToken, { token_type_hint: 'refresh_token' });
      } catch (error) {
        throw translate(error, identity);
      }
    },
  };

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
  const { offlineAccess } = providerPresets[identity.provider];
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: listener.redirectUri,
    scope: [...identity.scopes, ...(offlineAccess ? ['offline_access'] : [])].join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(offlineAccess && { prompt: 'consent' }),
  });
  return url.href;
}

/** Waits for work that cannot be called off, for as long as its outcome is wanted. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let stopListening: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const cancel = () => reject(new AppError('login_cancelled', {}));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    stopListening = () => signal.removeEventListener('abort', cancel);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stopListening();
  }
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

/** @param skew seconds from this computer's clock to the issuer's */
function tokenSet(tokens: Tokens, identity: Identity, now: number, skew: number): TokenSet {
  const claims = tokens.claims();
  if (tokens.id_token === undefined || claims === undefined) {
    throw new AppError('no_id_token', { issuer: identity.issuer });
  }
  // openid-client looks at the end of a token's life only. By one of the two clocks it must have begun.
  if (claims.iat * 1000 > now + Math.max(0, skew * 1000) + tolerance) {
    throw new AppError('id_token_invalid', { issuer: identity.issuer, reason: 'it is issued in the future' });
  }
  const idToken: IdToken = {
    jwt: tokens.id_token,
    issuer: claims.iss,
    audience: identity.clientId,
    subject: claims.sub,
    // Counted from now, so that a wrong clock here does not shorten or lengthen it.
    expiresAt: now + (claims.exp - claims.iat) * 1000,
  };
  return tokens.refresh_token === undefined ? { idToken } : { idToken, refreshToken: tokens.refresh_token };
}

/** GitLab's ID token has no name: userinfo does. A login does not fail for want of a name. */
async function userInfo(
  configuration: oidc.Configuration,
  tokens: Tokens,
  { issuer }: Identity,
): Promise<User> {
  const claims = tokens.claims();
  const subject = claims?.sub ?? '';
  const info = await oidc
    .fetchUserInfo(configuration, tokens.access_token, subject)
    .catch((cause: unknown) => {
      if (!isMismatch(cause)) return undefined;
      throw new AppError(
        'id_token_invalid',
        { issuer, reason: 'it names another user than userinfo' },
        { cause },
      );
    });
  const name = text(info?.name);
  const username = text(info?.preferred_username ?? info?.nickname);
  const email = text(info?.email ?? claims?.['email']);
  return {
    subject,
    ...(name !== undefined && { name }),
    ...(username !== undefined && { username }),
    ...(email !== undefined && { email }),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text member of a JSON reply. */
function memberIn(response: HttpResponse, member: string): string | undefined {
  try {
    const reply: unknown = JSON.parse(response.body);
    return typeof reply === 'object' && reply !== null
      ? text(new Map(Object.entries(reply)).get(member))
      : undefined;
  } catch {
    return undefined;
  }
}
