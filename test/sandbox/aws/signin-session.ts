import type { Clock } from './clock.ts';
import type { CredentialStore, IssuedCredentials } from './credentials.ts';
import type { SigninGrant } from './signin-tokens.ts';

/** Why sign-in takes no token: the words AWS shows, and a name for the log. */
export interface Refusal {
  readonly refused: string;
  readonly code: 'InvalidSession' | 'InvalidCredentials' | 'InvalidDuration' | 'DurationForbidden';
}

/**
 * Checks the `Session` and `SessionDuration` of getSigninToken.
 * `duration` is seconds, 900..43200, and not allowed with role-chained or federation-token credentials.
 */
export function readSession(
  session: string | undefined,
  duration: string | undefined,
  store: CredentialStore,
  clock: Clock,
): SigninGrant | Refusal {
  const keys = parseSession(session);
  if (keys === undefined) return { refused: 'Invalid session parameter', code: 'InvalidSession' };
  const credentials = store.find(keys.sessionId);
  if (credentials === undefined || !fits(credentials, keys) || clock.now() >= credentials.expiresAt) {
    return { refused: 'Invalid credentials parameter', code: 'InvalidCredentials' };
  }
  if (duration === undefined) return { credentials, sessionEndsAt: credentials.expiresAt };
  if (!/^\d{1,6}$/.test(duration) || Number(duration) < 900 || Number(duration) > 43_200) {
    return { refused: 'Invalid session duration parameter', code: 'InvalidDuration' };
  }
  // A SessionDuration with such credentials is told in the same words as wrong credentials.
  if (credentials.origin !== 'web-identity') {
    return { refused: 'Invalid credentials parameter', code: 'DurationForbidden' };
  }
  return { credentials, sessionEndsAt: clock.now() + Number(duration) * 1000 };
}

type SessionKeys = Readonly<Record<'sessionId' | 'sessionKey' | 'sessionToken', string>>;

function parseSession(session: string | undefined): SessionKeys | undefined {
  let value: unknown;
  try {
    value = JSON.parse(session ?? '');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { sessionId, sessionKey, sessionToken } = value as Partial<Record<keyof SessionKeys, unknown>>;
  if (typeof sessionId !== 'string' || typeof sessionKey !== 'string' || typeof sessionToken !== 'string') {
    return undefined;
  }
  return { sessionId, sessionKey, sessionToken };
}

function fits(credentials: IssuedCredentials, keys: SessionKeys): boolean {
  return credentials.secretAccessKey === keys.sessionKey && credentials.sessionToken === keys.sessionToken;
}
