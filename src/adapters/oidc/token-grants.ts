import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { Identity } from '../../core/model.ts';
import type { HttpResponse, Login } from '../../core/ports.ts';
import { unlessAborted } from './abortable.ts';
import type { IssuerDirectory, OnTokenReply } from './issuer-directory.ts';
import { translate } from './oidc-errors.ts';
import { memberIn } from './token-reply.ts';

/** What each kind of login does with a configuration that watches the token endpoint. */
export type Attempt = (
  configuration: oidc.Configuration,
  /** Whether the provider has given tokens, whatever was wrong with them. */
  isGiven: () => boolean,
) => Promise<Login>;

/** What every kind of login has. */
export interface LoginOf {
  readonly identity: Identity;
  readonly signal: AbortSignal;
}

export interface LoginFailure {
  /** Gives a failure a code that the user can act on. */
  readonly explain: (error: unknown) => AppError;
  /** Whether tokens without an ID token are what is wrong. */
  readonly wantsIdToken: boolean;
}

/** What is the same for every kind of login: what comes before the user, and what becomes of tokens that nobody keeps. */
export async function attemptLogin(
  issuers: IssuerDirectory,
  { identity, signal }: LoginOf,
  attempt: Attempt,
  failing: LoginFailure,
): Promise<Login> {
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
    return await attempt(configuration, () => seen.refreshToken !== undefined);
  } catch (error) {
    if (seen.configuration !== undefined && seen.refreshToken !== undefined) {
      // Too late to stop the provider, but not to take back what it gave.
      await oidc.tokenRevocation(seen.configuration, seen.refreshToken).catch(() => undefined);
    }
    if (seen.lacksIdToken && failing.wantsIdToken) {
      throw new AppError('no_id_token', { issuer: identity.issuer }, { cause: error });
    }
    const failure = failing.explain(error);
    // A code that the provider no longer takes is no session that has ended.
    throw failure.code === 'session_expired'
      ? new AppError('login_refused', { issuer: identity.issuer, reason: 'invalid_grant' }, { cause: error })
      : failure;
  }
}

/** Has each new refresh token kept before anything else of the reply that brings it is looked at. */
export function keepingRotated(
  refreshToken: string,
  keep: (rotated: string) => Promise<void>,
): {
  readonly onTokenReply: OnTokenReply;
  /** The token that the provider takes now. */
  readonly latest: () => string;
} {
  let latest = refreshToken;
  return {
    latest: () => latest,
    async onTokenReply(response) {
      const rotated = response.status === 200 ? memberIn(response, 'refresh_token') : undefined;
      if (rotated === undefined) return;
      latest = rotated;
      await keep(rotated);
    },
  };
}

/** Tells the provider to forget a session. An unknown token is no error (RFC 7009, section 2.2). */
export async function revokeToken(
  issuers: IssuerDirectory,
  identity: Identity,
  refreshToken: string,
): Promise<void> {
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
}
