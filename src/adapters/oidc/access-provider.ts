import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { FreshIdToken, Identity } from '../../core/model.ts';
import type { Clock, Http, IdentityProvider, Login } from '../../core/ports.ts';
import { whyAborted } from './abortable.ts';
import { loginByBrowser, scopesOf } from './browser-login.ts';
import { grantByDevice } from './device-grant.ts';
import { createIssuerDirectory } from './issuer-directory.ts';
import { translate } from './oidc-errors.ts';
import { attemptLogin, keepingRotated, revokeToken, type Attempt, type LoginOf } from './token-grants.ts';
import { askOwner } from './token-owner.ts';
import type { Tokens } from './token-reply.ts';

/**
 * Leave to read at GitLab, for an application that signs nobody in: its sessions live as those of a login do, with an
 * access token where a login has its ID token. There being no ID token, the provider itself is asked whose it is.
 */
export function createAccessProvider(http: Http, clock: Clock): IdentityProvider {
  const issuers = createIssuerDirectory(http, clock);

  return {
    login: (request) =>
      attempting(request, (configuration) =>
        loginByBrowser(configuration, request, 'access', clock, (tokens) =>
          finishLogin(configuration, request, tokens),
        ),
      ),

    loginByCode: (request) =>
      attempting(request, async (configuration, isGiven) =>
        finishLogin(
          configuration,
          request,
          await grantByDevice(configuration, request, scopesOf(request.identity), clock, isGiven),
        ),
      ),

    async refresh(identity, refreshToken, keep, begin = () => undefined) {
      try {
        const rotation = keepingRotated(refreshToken, keep);
        const configuration = await issuers.configuration(identity, rotation.onTokenReply);
        begin();
        const tokens = await oidc.refreshTokenGrant(configuration, rotation.latest());
        return { idToken: await accessOf(configuration, identity, tokens) };
      } catch (error) {
        throw translate(error, identity);
      }
    },

    skew: (identity) => issuers.skew(identity),
    revoke: (identity, refreshToken) => revokeToken(issuers, identity, refreshToken),
  };

  function attempting({ identity, signal }: LoginOf, attempt: Attempt): Promise<Login> {
    const failing = { explain: (error: unknown) => translate(error, identity), wantsIdToken: false };
    return attemptLogin(issuers, { identity, signal }, attempt, failing);
  }
}

async function finishLogin(
  configuration: oidc.Configuration,
  { identity, signal }: LoginOf,
  tokens: Tokens,
): Promise<Login> {
  const { refresh_token: refreshToken } = tokens;
  if (refreshToken === undefined) throw new AppError('no_refresh_token', { issuer: identity.issuer });
  const idToken = await accessOf(configuration, identity, tokens);
  if (signal.aborted) throw whyAborted(signal);
  return { tokens: { idToken, refreshToken }, user: { subject: idToken.subject } };
}

/** In the shape that sessions hold; no claim of it is ever looked at. */
async function accessOf(
  configuration: oidc.Configuration,
  identity: Identity,
  tokens: Tokens,
): Promise<FreshIdToken> {
  return {
    jwt: tokens.access_token,
    issuer: identity.issuer,
    audience: identity.clientId,
    subject: await askOwner(configuration, identity, tokens.access_token),
    lifetimeMs: (tokens.expiresIn() ?? usualSeconds) * 1000,
  };
}

/** GitLab's access tokens live two hours, and say so. */
const usualSeconds = 7200;
