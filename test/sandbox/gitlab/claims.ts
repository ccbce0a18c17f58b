import { legacySubject } from './users.ts';
import type { User } from './users.ts';

/** GitLab's login ID tokens live two minutes. */
const ID_TOKEN_SECONDS = 120;

/** What an ID token is made from. */
export interface IdTokenFacts {
  readonly issuer: string;
  readonly user: User;
  readonly audience: string;
  readonly scopes: readonly string[];
  /** Seconds since the epoch. */
  readonly now: number;
  /** Present only in the first ID token of a login, and only if the client sent one. */
  readonly nonce: string | undefined;
}

/**
 * The claims of a login ID token, and no others: names stay in userinfo, and `azp`, `jti` and `nbf` do not
 * exist. `auth_time` is the user's last sign-in, whichever browser it was in.
 */
export function idTokenClaims(facts: IdTokenFacts): Record<string, unknown> {
  const { user, scopes, now, nonce } = facts;
  return {
    iss: facts.issuer,
    sub: String(user.id),
    aud: facts.audience,
    exp: now + ID_TOKEN_SECONDS,
    iat: now,
    ...(nonce === undefined ? {} : { nonce }),
    auth_time: user.lastSignInAt,
    sub_legacy: legacySubject(user.id),
    ...(scopes.includes('email') ? { email: user.email, email_verified: user.emailVerified } : {}),
    groups_direct: [...user.groups],
  };
}

/** Which scope opens which userinfo claim. */
export const userinfoClaimsByScope: Readonly<Record<string, string[]>> = {
  openid: ['sub', 'sub_legacy', 'groups'],
  profile: ['name', 'nickname', 'preferred_username', 'profile', 'picture'],
  email: ['email', 'email_verified'],
};

/** Everything userinfo may tell; the scopes decide what it does. */
export function userinfoClaims(issuer: string, user: User): { sub: string } & Record<string, unknown> {
  return {
    sub: String(user.id),
    sub_legacy: legacySubject(user.id),
    name: user.name,
    nickname: user.username,
    preferred_username: user.username,
    profile: `${issuer}/${user.username}`,
    picture: `${issuer}/uploads/-/system/user/avatar/${user.id}/avatar.png`,
    email: user.email,
    email_verified: user.emailVerified,
    groups: [...user.groups],
  };
}
