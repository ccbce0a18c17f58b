import type { RoleView } from '../shared/view.ts';

/** Which role keys act on, and the search in which it was chosen. */
export interface Choice {
  readonly query: string;
  /** It may have left the list: then there is none that keys act on. */
  readonly roleId: string | undefined;
}

/**
 * With an empty search none is chosen until an arrow key chooses, so that a stray Enter opens nothing; a search chooses
 * its first match. Only once: the roles may change between the eye and the Enter, and a better match that comes then is
 * not the one that was meant, nor is the next one where the chosen one goes.
 *
 * @returns `before` itself where nothing has changed
 */
export function choiceIn(roles: readonly Pick<RoleView, 'id'>[], query: string, before: Choice): Choice {
  const isSame = query === before.query;
  if (isSame && before.roleId !== undefined) return before;
  const roleId = query.trim() === '' ? undefined : roles[0]?.id;
  return isSame && roleId === undefined ? before : { query, roleId };
}
