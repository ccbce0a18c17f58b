import type { Identity } from './model.ts';
import type { Config } from './ports.ts';
import { configInUse, type State } from './state.ts';
import { accountOf } from './token-vault.ts';

/**
 * Identities that have left the configuration while this process runs: renamed, removed, pointed at another GitLab, or
 * left out for a slip of the pen. Their sessions are the user's, so nothing is ended because of an edit; but they can
 * still be seen and signed out of.
 */
export function straysAfter(state: State, next: Config): readonly Identity[] {
  const here = new Set(next.identities.map(accountOf));
  const before = [...state.strays, ...(configInUse(state)?.identities ?? [])];
  const gone = new Map(before.map((identity) => [accountOf(identity), identity]));
  return [...gone].flatMap(([account, identity]) => (here.has(account) ? [] : [identity]));
}

/** Every identity that this process has seen, those of the configuration in use first. */
export function knownIdentities(state: State): readonly Identity[] {
  return [...(configInUse(state)?.identities ?? []), ...state.strays];
}

/** @returns undefined where the configuration has an identity of this name itself, or none ever had it */
export function findStray(state: State, identityId: string | undefined): Identity | undefined {
  if (configInUse(state)?.identities.some(({ id }) => id === identityId)) return undefined;
  return state.strays.find(({ id }) => id === identityId);
}
