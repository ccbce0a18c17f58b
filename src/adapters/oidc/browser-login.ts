import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Identity } from '../../core/model.ts';
import type { Clock, LoginRequest } from '../../core/ports.ts';
import { unlessAborted } from './abortable.ts';
import { listenForCallback, type LoopbackListener } from './loopback-listener.ts';
import { providerPresets } from './provider-presets.ts';
import type { Tokens } from './token-reply.ts';

/** How long a login waits for the browser. */
const loginTimeout = 5 * 60_000;

/** What the user is asked for: a sign-in, which ends with an ID token, or leave to read, which does not. */
export type Wish = 'id-token' | 'access';

/**
 * Authorization code with PKCE, in the system's browser and back to a loopback listener (RFC 8252). The page that the
 * browser ends on says whether `finish` was content with the tokens.
 */
export async function loginByBrowser<Outcome>(
  configuration: oidc.Configuration,
  { identity, open, signal }: LoginRequest,
  wish: Wish,
  clock: Clock,
  finish: (tokens: Tokens) => Promise<Outcome>,
): Promise<Outcome> {
  const secrets = {
    state: oidc.randomState(),
    verifier: oidc.randomPKCECodeVerifier(),
    // It comes back in the ID token alone (OpenID Connect Core, section 3.1.2.1).
    ...(wish === 'id-token' && { nonce: oidc.randomNonce() }),
  };
  const listener = await listenForCallback(secrets.state, identity.redirectUri);
  let outcome: 'signed-in' | 'failed' = 'failed';
  try {
    await open(await loginPage(configuration, identity, listener, secrets));
    const callback = await waitForBrowser(listener, { identity, signal }, clock);
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      expectedState: secrets.state,
      pkceCodeVerifier: secrets.verifier,
      ...(secrets.nonce !== undefined && { expectedNonce: secrets.nonce, idTokenExpected: true }),
    });
    const finished = await finish(tokens);
    outcome = 'signed-in';
    return finished;
  } finally {
    listener.finish(outcome);
    listener.close();
  }
}

/** What a login asks for, in one line. */
export function scopesOf({ provider, scopes }: Identity): string {
  return [...scopes, ...(providerPresets[provider].offlineAccess ? ['offline_access'] : [])].join(' ');
}

async function loginPage(
  configuration: oidc.Configuration,
  identity: Identity,
  listener: LoopbackListener,
  secrets: { readonly state: string; readonly nonce?: string; readonly verifier: string },
): Promise<string> {
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: listener.redirectUri,
    scope: scopesOf(identity),
    state: secrets.state,
    ...(secrets.nonce !== undefined && { nonce: secrets.nonce }),
    code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(providerPresets[identity.provider].offlineAccess && { prompt: 'consent' }),
  });
  return url.href;
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
