import { configInUse, type State } from './state.ts';

/**
 * Whether there are identities or roles to lose: a file that is gone while they are in use is missed, and not begun anew.
 * Without any, whoever fills in the welcome's fields begins one.
 */
export function hasEntriesInUse(state: State): boolean {
  const config = configInUse(state);
  return config !== undefined && config.identities.length + config.roles.length > 0;
}
