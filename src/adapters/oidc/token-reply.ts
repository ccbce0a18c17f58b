import * as oidc from 'openid-client';
import { AppError } from '../../core/errors.ts';
import type { FreshIdToken, Identity, TokenSet, User } from '../../core/model.ts';
import type { HttpResponse } from '../../core/ports.ts';
import { isMismatch, translate } from './oidc-errors.ts';

/** What openid-client makes of a token endpoint's reply. */
export type Tokens = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

/** How far a token's times may be off, in milliseconds; openid-client's own measure. */
const tolerance = 30_000;

/** @param skew seconds from this computer's clock to the issuer's */
export function tokenSet(tokens: Tokens, identity: Identity, now: number, skew: number): TokenSet {
  const claims = tokens.claims();
  if (tokens.id_token === undefined || claims === undefined) {
    throw new AppError('no_id_token', { issuer: identity.issuer });
  }
  // openid-client looks at the end of a token's life only. By one of the two clocks it must have begun.
  if (claims.iat * 1000 > now + Math.max(0, skew * 1000) + tolerance) {
    throw new AppError('id_token_invalid', { issuer: identity.issuer, reason: 'it is issued in the future' });
  }
  const idToken: FreshIdToken = {
    jwt: tokens.id_token,
    issuer: claims.iss,
    audience: identity.clientId,
    subject: claims.sub,
    lifetimeMs: (claims.exp - claims.iat) * 1000,
    ...groupsIn(claims['groups_direct']),
  };
  return tokens.refresh_token === undefined ? { idToken } : { idToken, refreshToken: tokens.refresh_token };
}

/** Far more than anybody is a direct member of. */
const mostGroups = 2_000;

/** GitLab's claim; other providers have none. */
function groupsIn(claim: unknown): Pick<FreshIdToken, 'groups'> {
  if (!Array.isArray(claim)) return {};
  const groups = claim.filter((one): one is string => typeof one === 'string' && one.length <= 1_000);
  return { groups: groups.slice(0, mostGroups) };
}

/** GitLab's ID token has no name: userinfo does. A login does not fail for want of a name. */
export async function userInfo(
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

/** What userinfo answers where it has to: a login makes do without. @throws AppError `id_token_invalid`, `issuer_*`, `network_*` */
export async function askWhose(
  configuration: oidc.Configuration,
  tokens: Tokens,
  identity: Identity,
): Promise<{ readonly subject: string }> {
  const subject = tokens.claims()?.sub ?? '';
  try {
    const { sub } = await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
    return { subject: sub };
  } catch (cause) {
    if (!isMismatch(cause)) throw translate(cause, identity);
    const reason = 'it names another user than userinfo';
    throw new AppError('id_token_invalid', { issuer: identity.issuer, reason }, { cause });
  }
}

/** A text member of a JSON reply. */
export function memberIn(response: HttpResponse, member: string): string | undefined {
  try {
    const reply: unknown = JSON.parse(response.body);
    return typeof reply === 'object' && reply !== null
      ? text(new Map(Object.entries(reply)).get(member))
      : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
