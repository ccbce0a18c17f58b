import { assertNever } from '../core/errors.ts';
import type { Language, Role } from '../core/model.ts';
import { isProduction } from '../core/production.ts';
import { accessOf } from '../core/role-access.ts';
import { roleInUse } from '../core/role-chain.ts';
import type { Loan, RoleActivity, RoleState } from '../core/state.ts';
import type { LoanView, RoleActivityView, RoleView } from '../shared/view.ts';
import { presentError } from './present-error.ts';
import { nameOf } from './retries.ts';

/**
 * All that a role's view is made of. As long as each of these is the same, so is the view: what it depends on beside them
 * must become one of them.
 */
export interface RoleInputs {
  readonly role: Role;
  /** Undefined where nothing has been done with it. */
  readonly state: RoleState | undefined;
  readonly pinned: boolean;
  readonly usedAt: number | undefined;
  readonly language: Language;
}

const untouched: RoleState = { activity: { status: 'idle' } };

/** Draws one role. */
export function presentRole({ role, state, pinned, usedAt, language }: RoleInputs): RoleView {
  const {
    activity,
    sessionEnds = {},
    loan,
    standing = [],
    notice,
    consoleNotice,
    longest,
  }: RoleState = state ?? untouched;
  const own = accessOf(role);
  const until = sessionEnds[own];
  const otherUntil = sessionEnds[own === 'full' ? 'read-only' : 'full'];
  const others = standing.filter(({ access = own }) => access !== own);
  return {
    id: role.id,
    name: role.name,
    identityId: role.identity,
    accountId: roleInUse(role).accountId,
    roleName: roleInUse(role).roleName,
    region: role.region,
    tags: role.tags,
    production: isProduction(role),
    confirm: role.confirm,
    readOnly: role.readOnly,
    activity: presentActivity(activity, language),
    ...(role.color !== undefined && { color: role.color }),
    ...(until !== undefined && { credentialsUntil: until }),
    ...(otherUntil !== undefined && { otherUntil }),
    ...(loan && { loan: presentLoan(loan) }),
    profile: role.profile,
    profiles: standing.map(({ name }) => name),
    ...(others.length > 0 && { otherProfiles: others.map(({ name }) => name) }),
    ...(notice && { notice: { kind: notice.kind, seconds: notice.seconds } }),
    ...(consoleNotice && {
      consoleNotice: { kind: consoleNotice.kind, seconds: consoleNotice.seconds },
    }),
    ...(role.catalogue !== undefined && { catalogueId: role.catalogue }),
    ...(role.chain && {
      through: [role, ...role.chain.slice(0, -1)].map(({ arn: { accountId, roleName } }) => ({
        accountId,
        roleName,
      })),
    }),
    ...(role.sessionPolicy !== undefined && { limited: true }),
    ...(longest && { longest: { seconds: longest.seconds, refused: longest.refused } }),
    pinned,
    ...(usedAt !== undefined && { usedAt }),
  };
}

function presentLoan({ sink, at, forMs }: Loan): LoanView {
  return { deliveryId: sink, at, forSeconds: Math.round(forMs / 1000) };
}

function presentActivity(activity: RoleActivity, language: Language): RoleActivityView {
  switch (activity.status) {
    case 'idle':
      return activity;
    case 'busy':
      return { status: 'busy', step: activity.step, ...(activity.sink && { deliveryId: activity.sink }) };
    case 'failed':
      return {
        status: 'failed',
        error: presentError(activity.error, language),
        ...(activity.sink && { deliveryId: activity.sink }),
        ...(activity.wish && { retry: nameOf(activity.wish) }),
      };
    default:
      return assertNever(activity);
  }
}
