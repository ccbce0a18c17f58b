import type { Credentials } from './credentials.ts';
import { findIdentity, type CurrentConfig } from './current-config.ts';
import { AppError } from './errors.ts';
import type { Role, RoleId } from './model.ts';
import { isRegion } from './region.ts';
import { parseRoleArn } from './role-arn.ts';

/** A role that nobody has written into the configuration yet. */
export interface TriedRole {
  readonly identityId: string;
  readonly roleArn: string;
  /** The usual one of its part of AWS where unset. */
  readonly region?: string;
}

/**
 * Has AWS assume a role once, and forgets what it gives. Fails as the real work would, such as with `role_refused` or
 * `login_needed`.
 *
 * @param usual the usual region of a part of AWS; undefined for one that is not known
 */
export type TryRole = (tried: TriedRole, usual: (partition: string) => string | undefined) => Promise<void>;

interface Parts {
  readonly config: Pick<CurrentConfig, 'read' | 'restored'>;
  readonly credentials: Pick<Credentials, 'anew'>;
}

/** No role of the configuration can be called so: what comes of a trial is never kept, nor shown as anybody's. */
const nobody = ' trial' as RoleId;

export function createRoleTrial({ config: current, credentials }: Parts): TryRole {
  return async ({ identityId, roleArn, region }, usual) => {
    const config = await current.read();
    const identity = findIdentity(config, identityId);
    await current.restored(identity);
    const arn = parseRoleArn(roleArn);
    const where = region ?? usual(arn?.partition ?? '');
    // The page asks only for what the check of the entry let through.
    if (arn === undefined || where === undefined || !isRegion(where)) throw new AppError('internal', {});
    const role: Role = {
      ...{ id: nobody, name: arn.roleName, identity: identity.id, arn, region: where },
      ...{ tags: [], profile: 'trial', confirm: false, readOnly: false },
    };
    await credentials.anew(role, identity, config);
  };
}
