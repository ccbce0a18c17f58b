import { defaultPermission, setupPartitions, type SetupAnswers } from './answers.ts';
import type { SetupProblem } from './problem.ts';

/** AWS's limit for a role's name. */
export const longestRoleName = 64;

/** The role's side of the answers, ready for use. */
export interface RoleBasics {
  readonly partition: string;
  readonly accountId: string;
  readonly roleName: string;
  /** ARNs. */
  readonly permissions: readonly string[];
  readonly maxSessionSeconds: number;
}

/** Reads what does not depend on who uses the role. */
export function readRole(answers: SetupAnswers): {
  readonly basics: RoleBasics;
  readonly problems: readonly SetupProblem[];
} {
  const { partition = 'aws', roleName, maxSessionSeconds = 3600 } = answers;
  const accountId = answers.accountId.trim().replace(/^(\d{4})-(\d{4})-(\d{4})$/, '$1$2$3');
  const problems: SetupProblem[] = [];
  if (!setupPartitions.some((known) => known === partition)) {
    problems.push({ code: 'partition-unknown', details: { partition, known: setupPartitions } });
  }
  if (!/^\d{12}$/.test(accountId)) {
    problems.push({ code: 'account-unreadable', details: { accountId: answers.accountId } });
  }
  if (roleName.length > longestRoleName) {
    problems.push({ code: 'role-name-too-long', details: { roleName, longest: longestRoleName } });
  } else if (!/^[\w+=,.@-]+$/.test(roleName)) {
    problems.push({ code: 'role-name-unfit', details: { roleName } });
  }
  if (!Number.isInteger(maxSessionSeconds) || maxSessionSeconds < 3600 || maxSessionSeconds > 43_200) {
    problems.push({ code: 'session-length', details: { seconds: maxSessionSeconds } });
  }
  const wanted = answers.permissions ?? [];
  const permissions = (wanted.length === 0 ? [defaultPermission] : [...new Set(wanted)]).map((permission) =>
    readPermission(permission, partition, problems),
  );
  return { basics: { partition, accountId, roleName, permissions, maxSessionSeconds }, problems };
}

/** @returns the ARN of a managed policy */
function readPermission(permission: string, partition: string, problems: SetupProblem[]): string {
  const [, itsPartition] =
    /^arn:(aws[a-z-]*):iam::(?:aws|\d{12}):policy\/[\w+=,.@/-]+$/.exec(permission) ?? [];
  if (itsPartition !== undefined) {
    if (itsPartition !== partition) {
      problems.push({ code: 'permission-elsewhere', details: { permission, partition } });
    }
    return permission;
  }
  // AWS has some of its own below a path, such as `job-function/ViewOnlyAccess`.
  if (!/^(?:[a-z-]+\/)?[\w+=,.@-]+$/.test(permission)) {
    problems.push({ code: 'permission-unreadable', details: { permission } });
  }
  return `arn:${partition}:iam::aws:policy/${permission}`;
}
