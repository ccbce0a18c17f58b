import type { Role } from '../../core/model.ts';
import { accessOf } from '../../core/role-access.ts';
import { roleInUse } from '../../core/role-chain.ts';
import type { RoleState } from '../../core/state.ts';
import type { RoleReport } from './protocol.ts';

/**
 * A role as the command line lists it.
 *
 * @param state undefined where nothing has been done with it
 * @param now milliseconds since the epoch
 */
export function roleReport(role: Role, state: RoleState | undefined, now: number): RoleReport {
  const { id, name, identity, arn, chain, region, tags, readOnly, sessionPolicy, catalogue, groups } = role;
  const until = state?.sessionEnds?.[accessOf(role)];
  return {
    id,
    name,
    identity,
    roleArn: arn.text,
    ...(chain && { chain: chain.map((link) => link.arn.text) }),
    accountId: roleInUse(role).accountId,
    region,
    tags,
    ...(catalogue !== undefined && { catalogue }),
    ...(groups && { groups }),
    ...(readOnly && { readOnly }),
    ...(sessionPolicy !== undefined && { sessionPolicy: true }),
    ...(state?.longest && { longest: state.longest }),
    ...(until !== undefined && until > now && { credentialsUntil: new Date(until).toISOString() }),
  };
}
