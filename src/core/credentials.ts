import { AppError, hasCode } from './errors.ts';
import type { AwsCredentials, Identity, IdentityId, Role, RoleId, User } from './model.ts';
import type { Clock, Config, RoleAssumer } from './ports.ts';
import { retryPassing } from './retry.ts';
import { userSessionName } from './session-name.ts';
import type { Sessions } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import { setRole, type StateStore, type Step } from './state.ts';
import { accountOf } from './token-vault.ts';

/** Role credentials: from memory while they last, else by one exchange however many ask. */
export interface Credentials {
  for(role: Role, identity: Identity, config: Config, report: (step: Step) => void): Promise<AwsCredentials>;
  /** Forgets what an earlier user of this identity obtained. */
  keepOnly(identity: Identity, user: User): void;
  /** Forgets what was obtained with this identity, and what is still on its way. */
  forget(identity: Identity): void;
  handOver(): CredentialMemory;
  adopt(memory: CredentialMemory): void;
}

export type CredentialMemory = ReadonlyMap<RoleId, HeldCredentials>;

export interface HeldCredentials {
  readonly identity: IdentityId;
  /** Who obtained them. */
  readonly subject: string;
  readonly roleArn: string;
  readonly credentials: AwsCredentials;
}

interface Parts {
  readonly sessions: Sessions;
  readonly assumer: RoleAssumer;
  readonly state: StateStore;
  readonly clock: Clock;
}

/** What is handed out should outlast the work it is for; AWS's own clients renew at this mark. */
const wantedLeft = 15 * 60_000;

export function createCredentials({ sessions, assumer, state, clock }: Parts): Credentials {
  const held = new Map<RoleId, HeldCredentials>();
  /** By role and account: whoever asks after an edit must not get what was asked for before it. */
  const exchanges = createSingleFlight<string, AwsCredentials>();
  /** Roles and durations that AWS refused: they are not asked for again. */
  const tooLong = new Set<string>();
  /** Counts sign-outs, so that an exchange that was under way then leaves nothing behind. */
  const epochs = new Map<IdentityId, number>();
  const epoch = (id: IdentityId) => epochs.get(id) ?? 0;

  function hold(role: Role, subject: string, credentials: AwsCredentials): void {
    held.set(role.id, { identity: role.identity, subject, roleArn: role.arn.text, credentials });
    setRole(state, role.id, { credentialsUntil: credentials.expiresAt });
  }

  async function exchange(role: Role, identity: Identity, config: Config, report: (step: Step) => void) {
    const started = epoch(identity.id);
    const user = await sessions.user(identity);
    const assume = async () => {
      report('refreshing');
      const idToken = await sessions.idToken(identity);
      report('assuming-role');
      return assumer.assume({
        roleArn: role.arn,
        region: role.region,
        sessionName: userSessionName(user),
        idToken,
        endpoints: config.endpoints,
        ...(role.durationSeconds === undefined || tooLong.has(durationOf(role))
          ? {}
          : { durationSeconds: role.durationSeconds }),
      });
    };
    const signedOut = () => epoch(identity.id) !== started;
    const credentials = await withRetries(assume, role, identity).catch((error: unknown): never => {
      throw signedOut() ? new AppError('signed_out_meanwhile', {}, { cause: error }) : error;
    });
    if (signedOut()) throw new AppError('signed_out_meanwhile', {});
    hold(role, user.subject, credentials);
    return credentials;
  }

  /** One fresh ID token, and one try without the duration: more would not change AWS's mind. */
  async function withRetries<Value>(
    work: () => Promise<Value>,
    role: Role,
    identity: Identity,
  ): Promise<Value> {
    let renewed = false;
    for (;;) {
      try {
        return await retryPassing(clock, work);
      } catch (error) {
        if (isStaleToken(error) && !renewed) {
          renewed = true;
          sessions.dropIdToken(identity);
        } else if (hasCode(error, 'sts_duration_refused') && !tooLong.has(durationOf(role))) {
          tooLong.add(durationOf(role));
        } else {
          throw error;
        }
      }
    }
  }

  function drop(unwanted: (entry: HeldCredentials) => boolean): void {
    for (const [roleId, entry] of held) {
      if (!unwanted(entry)) continue;
      held.delete(roleId);
      state.update((current) => {
        const roles = new Map(current.roles);
        roles.delete(roleId);
        return { ...current, roles };
      });
    }
  }

  return {
    async for(role, identity, config, report) {
      const cached = held.get(role.id);
      const usable =
        cached?.roleArn === role.arn.text && cached.identity === identity.id ? cached.credentials : undefined;
      if (usable !== undefined && !isExpiring(usable, clock.now())) return usable;
      try {
        return await exchanges.run(`${role.id} ${role.arn.text} ${accountOf(identity)}`, () =>
          exchange(role, identity, config, report),
        );
      } catch (error) {
        // Nothing better is to be had, and these still work.
        if (usable !== undefined && held.has(role.id) && usable.expiresAt > clock.now()) return usable;
        throw error;
      }
    },

    forget(identity) {
      epochs.set(identity.id, epoch(identity.id) + 1);
      drop((entry) => entry.identity === identity.id);
    },

    keepOnly(identity, user) {
      drop((entry) => entry.identity === identity.id && entry.subject !== user.subject);
    },

    handOver: () => new Map(held),

    adopt(memory) {
      for (const [roleId, entry] of memory) {
        if (entry.credentials.expiresAt <= clock.now()) continue;
        held.set(roleId, entry);
        setRole(state, roleId, { credentialsUntil: entry.credentials.expiresAt });
      }
    },
  };
}

/** Under 15 minutes left, or under half where the whole session is short. */
function isExpiring(credentials: AwsCredentials, now: number): boolean {
  const lifetime = credentials.expiresAt - credentials.issuedAt;
  return credentials.expiresAt - now < Math.min(wantedLeft, lifetime / 2);
}

function durationOf({ arn, durationSeconds = 0 }: Role): string {
  return `${arn.text} ${durationSeconds}`;
}

function isStaleToken(error: unknown): boolean {
  return hasCode(error, 'sts_token_expired') || hasCode(error, 'sts_token_refused');
}
