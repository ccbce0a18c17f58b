import type { SessionState } from './state.ts';
import type { SessionRecord, StoredSession } from './token-vault.ts';

/** What the surfaces show of a session: all but its token. */
export function signedIn({
  user,
  storage,
  groups,
}: Omit<StoredSession, 'refreshToken'>): Extract<SessionState, { readonly status: 'signed-in' }> {
  return { status: 'signed-in', user, storage, ...(groups && { groups }) };
}

/** What is kept of a session, wherever it is kept. */
export function recordOf({ refreshToken, user, groups }: StoredSession): SessionRecord {
  return { refreshToken, user, ...(groups && { groups }) };
}
