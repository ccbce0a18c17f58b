import type { Credentials } from '../credentials.ts';
import { findRole, type CurrentConfig } from '../current-config.ts';
import { asAppError } from '../errors.ts';
import type { IdentityId, Role } from '../model.ts';
import type { Clock, Config, SecretStore } from '../ports.ts';
import type { Sessions } from '../sessions.ts';
import type { StateStore } from '../state.ts';
import { failure, skipped, type Finding, type OnFinding } from './finding.ts';
import { checkKeychain } from './keychain-check.ts';
import { checkFixedPort, checkLoopback } from './loopback-check.ts';
import type { CheckPorts } from './machine.ts';
import { checkNetwork, type Unreached } from './network-check.ts';
import { checkRole } from './role-check.ts';
import { checkSession } from './session-check.ts';
import { forEachOf } from './time-limit.ts';

export interface CheckUpOptions {
  /** Only these roles, and what they need; all where empty. */
  readonly roles?: readonly string[];
  /** Nobody listens any more: nothing further is begun. */
  readonly signal?: AbortSignal;
}

/**
 * Looks at everything where the session is held, one finding at a time, and changes nothing: an entry of its own goes
 * through the keychain, and sessions are refreshed as ever. Never fails, and ends within minutes whatever hangs.
 */
export type CheckUp = (options: CheckUpOptions, onFinding: OnFinding) => Promise<void>;

interface Parts {
  readonly ports: CheckPorts;
  readonly config: Pick<CurrentConfig, 'read' | 'lastGood'>;
  readonly sessions: Pick<Sessions, 'renew'>;
  readonly credentials: Pick<Credentials, 'anew'>;
  readonly secrets: SecretStore;
  readonly state: StateStore;
  readonly clock: Clock;
}

/** What other commands need of the network and of STS at the same time stays free; milliseconds. */
const atOnce = 4;
/** For all roles together: whoever has hundreds that hang is not kept for an hour. */
const rolesPatience = 120_000;

export function createCheckUp({
  ports,
  config,
  sessions,
  credentials,
  secrets,
  state,
  clock,
}: Parts): CheckUp {
  const shown = (id: IdentityId) => state.get().sessions.get(id);

  async function usable(onFinding: OnFinding): Promise<Config | undefined> {
    return config
      .read()
      .catch(config.lastGood)
      .catch((error: unknown) => {
        onFinding(failure({ check: 'config' }, asAppError(error)));
        return undefined;
      });
  }

  /** @returns the identities with which roles can be asked for */
  async function checkSessions(
    scope: Config,
    unreached: Unreached,
    keychainWorks: boolean,
    onFinding: OnFinding,
  ): Promise<ReadonlySet<IdentityId>> {
    const able = new Set<IdentityId>();
    await forEachOf(scope.identities, atOnce, async (identity) => {
      const check = {
        sessions,
        clock,
        keychainWorks,
        shown: () => shown(identity.id),
        issuerAnswers: !unreached.issuers.has(identity.issuer),
      };
      if (await checkSession(identity, check, onFinding)) able.add(identity.id);
    });
    return able;
  }

  async function checkRoles(
    scope: Config,
    unreached: Unreached,
    able: ReadonlySet<IdentityId>,
    { signal }: CheckUpOptions,
    onFinding: OnFinding,
  ): Promise<void> {
    const begun = clock.steady();
    const notice = ({ id }: Role) => state.get().roles.get(id)?.notice;
    await forEachOf(scope.roles, atOnce, async (role) => {
      if (signal?.aborted === true) return;
      const place = { check: 'role', about: role.id } as const;
      if (!able.has(role.identity)) onFinding(skipped(place, 'session'));
      else if (isUnreached(role, scope, unreached)) onFinding(skipped(place, 'aws'));
      else if (clock.steady() - begun > rolesPatience) onFinding(skipped(place, 'time'));
      else (await checkRole(role, scope, { credentials, clock, notice })).forEach(onFinding);
    });
  }

  function isUnreached(role: Role, { endpoints }: Config, { aws }: Unreached): boolean {
    try {
      return aws.has(new URL(ports.awsAddresses(role, endpoints).sts).host);
    } catch {
      // Asking for the role tells what is wrong with it.
      return false;
    }
  }

  return async (options, onFinding) => {
    const isOver = () => options.signal?.aborted === true;
    const tell = (found: Finding) => {
      if (!isOver()) onFinding(found);
    };
    const whole = await usable(tell);
    const keychain = await checkKeychain(secrets, ports.machine, clock);
    tell(keychain);
    tell(await checkLoopback(ports.machine));
    if (whole === undefined) return;
    const scope = narrow(whole, options.roles ?? [], tell);
    for (const identity of scope.identities) {
      const waits = shown(identity.id)?.status === 'signing-in';
      const port = await checkFixedPort(identity, ports.machine, waits);
      if (port !== undefined) tell(port);
    }
    if (isOver()) return;
    const unreached = await checkNetwork(scope, ports, clock, tell);
    if (isOver()) return;
    const able = await checkSessions(scope, unreached, keychain.level === 'ok', tell);
    await checkRoles(scope, unreached, able, options, tell);
  };
}

/** The roles that are meant, with what they need. */
export function narrow(config: Config, wanted: readonly string[], onFinding: OnFinding): Config {
  if (wanted.length === 0) return config;
  const roles = [...new Set(wanted)].flatMap((id): readonly Role[] => {
    try {
      return [findRole(config, id)];
    } catch (error) {
      onFinding(failure({ check: 'role', about: id }, asAppError(error)));
      return [];
    }
  });
  const needed = new Set(roles.map(({ identity }) => identity));
  return { ...config, roles, identities: config.identities.filter(({ id }) => needed.has(id)) };
}
