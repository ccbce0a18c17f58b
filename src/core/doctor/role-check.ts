import type { Credentials } from '../credentials.ts';
import { findIdentity } from '../current-config.ts';
import { asAppError, hasCode } from '../errors.ts';
import type { Role } from '../model.ts';
import { roleInUse } from '../role-chain.ts';
import type { Clock, Config } from '../ports.ts';
import type { RoleNotice } from '../role-notice.ts';
import { failure, finding, skipped, type Finding, type Place } from './finding.ts';
import { within } from './time-limit.ts';

/** Three tries with pauses between; milliseconds. */
const patience = 40_000;

export interface RoleCheck {
  readonly credentials: Pick<Credentials, 'anew'>;
  readonly clock: Clock;
  readonly notice: (role: Role) => RoleNotice | undefined;
}

/** Has the role assumed once. What AWS gives is held for whoever uses the role next. */
export async function checkRole(role: Role, config: Config, check: RoleCheck): Promise<readonly Finding[]> {
  const place: Place = { check: 'role', about: role.id };
  const roleArn = roleInUse(role).text;
  try {
    const identity = findIdentity(config, role.identity);
    const given = await within(check.clock, patience, check.credentials.anew(role, identity, config));
    if (given.kind === 'late') {
      return [finding(place, 'fail', 'check_silent', { seconds: patience / 1000 })];
    }
    const notice = check.notice(role);
    return [
      finding(place, 'ok', 'role_assumed', { roleArn }),
      ...(notice === undefined
        ? []
        : [finding(place, 'warn', 'role_shortened', { roleArn, seconds: notice.seconds })]),
    ];
  } catch (error) {
    // Somebody signs out while this runs: that says nothing about the role.
    const gone = hasCode(error, 'login_needed') || hasCode(error, 'signed_out_meanwhile');
    return [gone ? skipped(place, 'session') : failure(place, asAppError(error))];
  }
}
