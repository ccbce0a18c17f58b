import type { Identity } from '../core/model.ts';
import { configInUse, type State } from '../core/state.ts';
import type { SiblingView } from '../shared/view.ts';

/** What to call an identity among the others: its GitLab's host, and its own name first where another is at that host. */
export function labelOf(identity: Identity, all: readonly Identity[]): string {
  const { host } = new URL(identity.issuer);
  const alone = all.every((other) => other.id === identity.id || new URL(other.issuer).host !== host);
  return alone ? host : `${identity.id} · ${host}`;
}

/**
 * Another identity of the same GitLab application where somebody is signed in: two of them make sense for two users
 * only, and a browser that is still signed in as the one brings the same one again without a word.
 */
export function siblingOf(
  identity: Identity,
  all: readonly Identity[],
  sessions: State['sessions'],
): SiblingView | undefined {
  const own = sessions.get(identity.id);
  const siblings = all.flatMap((other): readonly SiblingView[] => {
    const session = sessions.get(other.id);
    if (other.id === identity.id || !isSameApplication(other, identity)) return [];
    if (session?.status !== 'signed-in') return [];
    const sameUser = own?.status === 'signed-in' && own.user.subject === session.user.subject;
    return [{ label: labelOf(other, all), sameUser }];
  });
  return siblings.find(({ sameUser }) => sameUser) ?? siblings[0];
}

/**
 * Identities that have left the configuration and leave something to do: somebody is signed in, or GitLab was not told
 * of the sign-out, or something may have stayed behind. One whose name another account has now is not among them: what is shown by that name is the other's.
 */
export function knownStrays(state: State): readonly Identity[] {
  const taken = new Set(configInUse(state)?.identities.map(({ id }) => id));
  return state.strays.filter(({ id }) => {
    const session = state.sessions.get(id);
    if (taken.has(id) || session === undefined) return false;
    if (session.status !== 'signed-out') return session.status === 'signed-in';
    return session.providerNotTold === true || session.notWithdrawn !== undefined;
  });
}

function isSameApplication(one: Identity, other: Identity): boolean {
  return one.issuer === other.issuer && one.clientId === other.clientId;
}
