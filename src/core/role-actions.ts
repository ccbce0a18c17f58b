import type { Alarms } from './alarms.ts';
import { askForLogin } from './attention.ts';
import type { Confirmations } from './confirmations.ts';
import type { ConsolePlace, Consoles, Target } from './consoles.ts';
import type { Credentials } from './credentials.ts';
import { findRole, type CurrentConfig } from './current-config.ts';
import type { Deliveries, DeliveryOrder } from './deliveries.ts';
import type { Delivered } from './delivery-ports.ts';
import { needsLogin } from './errors.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import { copyFormats, type AwsCredentials, type Role, type RoleId, type SinkId } from './model.ts';
import type { Browser, Log, Memory } from './ports.ts';
import { createRoleWork } from './role-work.ts';
import type { Sessions } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import type { StandingProfiles } from './standing-profiles.ts';
import type { StateStore } from './state.ts';

/** What a user can ask for with a role. */
export interface RoleActions {
  /** Signs in first where that is needed, then opens the role's console. */
  openConsole(roleId: string, browser: Browser): Promise<undefined>;
  /** The console's login URL: a secret. Fails with `login_needed` rather than opening a login page. */
  consoleUrl(roleId: string, where?: ConsolePlace): Promise<string>;
  /** Fails with `login_needed` rather than opening a login page. */
  credentials(roleId: string): Promise<AwsCredentials>;
  /** Hands something of the role's to a sink. Fails with `login_needed` rather than opening a login page. */
  deliver(roleId: string, order: DeliveryOrder, by?: Asker): Promise<Delivered>;
  /** The user says yes to a role that asks for it, for a while. */
  confirm(roleId: string): Promise<Role>;
  decline(roleId: string): void;
}

/** Who wants it: the user in the app, who can be asked there and then, or a program, which is refused at once. */
export type Asker = 'app' | 'program';

interface Parts {
  readonly config: CurrentConfig;
  readonly sessions: Pick<Sessions, 'logins'>;
  readonly credentials: Pick<Credentials, 'for'>;
  readonly deliveries: Pick<Deliveries, 'deliver'>;
  readonly alarms: Alarms;
  readonly consoles: Consoles;
  readonly confirmations: Confirmations;
  readonly endpoint: Pick<LocalEndpoint, 'variables'>;
  readonly profiles: Pick<StandingProfiles, 'resume'>;
  readonly memory: Memory;
  readonly state: StateStore;
  readonly log: Log;
}

export function createRoleActions({
  config: current,
  sessions,
  credentials,
  deliveries,
  alarms,
  consoles,
  confirmations,
  endpoint,
  profiles,
  memory,
  state,
  log,
}: Parts): RoleActions {
  const work = createRoleWork({ config: current, state, log });
  const openings = createSingleFlight<string, undefined>();
  const handovers = createSingleFlight<string, Delivered>();

  /** One click copies it again. */
  function remember(copied: SinkId): void {
    if (!isFormat(copied)) return;
    memory.setLastCopied(copied);
    state.update((before) => ({ ...before, lastCopied: copied }));
  }

  /** For the user, who is asked first where the role wants that. Meanwhile the file may have changed. */
  async function agreedTarget(roleId: string): Promise<Target> {
    const wanted = await work.target(roleId, current.read().catch(current.lastGood));
    return (await confirmations.awaited(wanted.role)) ? agreedTarget(roleId) : wanted;
  }

  /** For programs, with which nobody waits: what only the user can give is refused for now, and the user hears of it. */
  async function forProgram<Value>(role: Role, serve: () => Promise<Value>): Promise<Value> {
    confirmations.required(role);
    try {
      return await serve();
    } catch (error) {
      if (needsLogin(error)) askForLogin(state, role);
      throw error;
    }
  }

  function handOver(wanted: Target, order: DeliveryOrder): Promise<Delivered> {
    const { config, role, identity } = wanted;
    return work.onRole(
      role,
      (report) =>
        deliveries.deliver(role, order, {
          credentials: () => credentials.for(role, identity, config, report),
          consoleUrl: () => consoles.loginUrl(wanted, {}, report),
          async endpointVariables() {
            // Whoever goes there right away finds something.
            await credentials.for(role, identity, config, report);
            return endpoint.variables(role);
          },
        }),
      order.sink,
    );
  }

  return {
    openConsole: (roleId, browser) =>
      openings.run(roleId, async () => {
        const wanted = await agreedTarget(roleId);
        await work.onRole(wanted.role, async (report) => {
          const url = await consoles.loginUrl(wanted, {}, report).catch(async (error: unknown) => {
            if (!needsLogin(error)) throw error;
            report('waiting-for-browser');
            await sessions.logins.signIn(wanted.identity, (page) => browser.open(page), 'if-old');
            return consoles.loginUrl(wanted, {}, report);
          });
          report('opening');
          await browser.open(url, 'secret', (rivals) => alarms.raise(wanted.role.id, rivals));
        });
        log.info('console.opened', { role: roleId });
        return undefined;
      }),

    async consoleUrl(roleId, where = {}) {
      const wanted = await work.target(roleId);
      return forProgram(wanted.role, () =>
        work.onRole(wanted.role, (report) => consoles.loginUrl(wanted, where, report)),
      );
    },

    async credentials(roleId) {
      const { config, role, identity } = await work.target(roleId);
      return forProgram(role, () =>
        work.onRole(role, (report) => credentials.for(role, identity, config, report)),
      );
    },

    deliver: (roleId, order, by = 'app') =>
      handovers.run(JSON.stringify([roleId, order, by]), async () => {
        // It only writes where Tobira can be asked: the question comes then.
        const isHarmless = order.sink === 'profile-process';
        const wanted =
          by === 'app' && !isHarmless
            ? await agreedTarget(roleId)
            : await work.target(roleId, current.read().catch(current.lastGood));
        const delivered =
          by === 'program' && !isHarmless
            ? await forProgram(wanted.role, () => handOver(wanted, order))
            : await handOver(wanted, order);
        if (delivered.kind === 'lent') remember(order.sink);
        return delivered;
      }),

    async confirm(roleId) {
      const role = findRole(await current.read().catch(current.lastGood), roleId);
      confirmations.confirm(role);
      void profiles.resume();
      return role;
    },

    decline: (roleId) => confirmations.decline(roleId as RoleId),
  };
}

function isFormat(sink: SinkId): boolean {
  return copyFormats.some((format) => sink === `copy-${format}`);
}
