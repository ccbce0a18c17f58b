import type { CurrentConfig } from './current-config.ts';
import type { AwsFiles, ManagedProfile, ProfileRemover } from './delivery-ports.ts';
import type { Alarms } from './alarms.ts';
import { createIdentityActions, type IdentityActions } from './identity-actions.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import type { Lock } from './lock.ts';
import type { Config } from './ports.ts';
import { createRoleActions, type RoleActions } from './role-actions.ts';
import type { StandingProfiles } from './standing-profiles.ts';

/** What a user can ask for, whatever the surface. Each loads the configuration as it stands on disk now. */
export interface Actions extends IdentityActions, RoleActions {
  loadConfig(): Promise<Config>;
  /** Removes a profile that Tobira wrote. Fails with `profile_unknown` and `aws_file_*`. */
  removeProfile(profile: string, files: AwsFiles): Promise<readonly ManagedProfile[]>;
  turnEndpoint(on: boolean): Promise<void>;
  /** Signs out of everything and gives back what was lent; see `Lock`. */
  readonly lock: Lock;
  /** The user has seen it. */
  dismissAlarm(alarmId: string): void;
}

type IdentityParts = Parameters<typeof createIdentityActions>[0];
type RoleParts = Parameters<typeof createRoleActions>[0];

interface Parts extends IdentityParts, RoleParts {
  readonly config: CurrentConfig;
  readonly sessions: IdentityParts['sessions'];
  readonly credentials: IdentityParts['credentials'] & RoleParts['credentials'];
  readonly deliveries: IdentityParts['deliveries'] & RoleParts['deliveries'];
  readonly work: RoleParts['work'];
  readonly confirmations: RoleParts['confirmations'];
  readonly endpoint: LocalEndpoint;
  readonly alarms: Alarms;
  readonly profiles: Pick<StandingProfiles, 'drop' | 'resume'>;
  readonly remover: ProfileRemover;
  readonly lock: Lock;
}

export function createActions(parts: Parts): Actions {
  const { config, endpoint, profiles, remover, lock, alarms } = parts;
  return {
    ...createIdentityActions(parts),
    ...createRoleActions(parts),

    loadConfig: () => config.load(),

    async removeProfile(profile, files) {
      const removed = await remover.remove(profile, files);
      removed.forEach((one) => profiles.drop(one));
      return removed;
    },

    turnEndpoint: (on) => endpoint.turn(on),

    lock,
    dismissAlarm: (alarmId) => alarms.dismiss(alarmId),
  };
}
