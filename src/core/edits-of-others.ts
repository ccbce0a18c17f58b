import type { Role } from './model.ts';
import { sessionText } from './role-chain.ts';

/**
 * Whether a role has become another one, or is reached another way or as somebody else, because somebody else edited a list
 * of roles. What the user's own configuration says, its identities included, was edited by the user.
 */
export function isEditOfOthers(before: Role, now: Role): boolean {
  if (now.catalogue === undefined) return false;
  if (routeOf(before) !== routeOf(now)) return true;
  const isSaid = before.listedAccount !== undefined && now.listedAccount !== undefined;
  const isOther = before.listedAccount !== now.listedAccount || before.catalogue !== now.catalogue;
  // An identity of the list's own may be another account by the same name.
  return before.identity === now.identity ? isSaid && before.listedAccount !== now.listedAccount : isOther;
}

function routeOf({ arn, chain }: Role): string {
  return sessionText({ arn, ...(chain && { chain }) });
}
