import type { IdentityId, User } from './model.ts';
import type { StateStore } from './state.ts';

/**
 * Tells at once when somebody else signs in with an identity than the user before. The same user who signs in again
 * is no change.
 */
export function watchUsers(state: StateStore, onChange: (identity: IdentityId, user: User) => void): void {
  /** By identity, whoever was signed in last: a sign-out in between changes nothing. */
  const last = new Map<IdentityId, string>();
  let seen = state.get().sessions;
  state.subscribe(() => {
    const { sessions } = state.get();
    if (sessions === seen) return;
    seen = sessions;
    for (const [id, session] of sessions) {
      if (session.status !== 'signed-in') continue;
      const before = last.get(id);
      last.set(id, session.user.subject);
      if (before !== undefined && before !== session.user.subject) onChange(id, session.user);
    }
  });
}
