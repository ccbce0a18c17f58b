import type { Alarms } from './alarms.ts';
import { askForLogin } from './attention.ts';
import type { Confirmations } from './confirmations.ts';
import type { Consoles, Target } from './consoles.ts';
import type { Credentials } from './credentials.ts';
import { findRole, type CurrentConfig } from './current-config.ts';
import type { Deliveries } from './deliveries.ts';
import type { Delivered, DeliveryOrder } from './delivery-ports.ts';
import { needsLogin } from './errors.ts';
import type { FavouriteBook } from './favourites.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import { loginPage } from './identity-actions.ts';
import {
  copyFormats,
  type Access,
  type AwsCredentials,
  type ConsolePlace,
  type Role,
  type RoleId,
  type SinkId,
} from './model.ts';
import type { Browser, Config, Log, Memory } from './ports.ts';
import { askedFor, wantedAs, withAccess } from './role-access.ts';
import { wishForConsole, wishForDelivery } from './role-wish.ts';
import type { RoleWork } from './role-work.ts';
import type { Sessions } from './sessions.ts';
import { createSingleFlight } from './single-flight.ts';
import type { StandingProfiles } from './standing-profiles.ts';
import type { StateStore, Step } from './state.ts';

/** What a user can ask for with a role. */
export interface RoleActions {
  /** Signs in first where that is needed, then opens the role's console. */
  openConsole(roleId: string, browser: Browser, wish?: ConsoleWish): Promise<undefined>;
  /** The console's login URL: a secret. Fails with `login_needed` rather than opening a login page. */
  consoleUrl(roleId: string, wish?: ConsoleWish, gone?: AbortSignal): Promise<string>;
  /** Fails with `login_needed` rather than opening a login page. @param access the role's own where unset */
  credentials(roleId: string, access?: Access, gone?: AbortSignal): Promise<AwsCredentials>;
  /**
   * Hands something of the role's to a sink. Fails with `login_needed` rather than opening a login page.
   * @param gone whoever asks has gone: where nobody else waits for it, it is called off
   */
  deliver(roleId: string, order: DeliveryOrder, by?: Asker, gone?: AbortSignal): Promise<Delivered>;
  /**
   * Calls off all that is under way with a role: it is free at once. A refresh that is under way still stores its token;
   * nothing opens or is handed over any more, and a login goes along that nobody else waits for.
   */
  cancel(roleId: string): void;
  /** The user says yes to a role that asks for it, for a while. @param access the role's own where unset */
  confirm(roleId: string, access?: Access): Promise<Role>;
  decline(roleId: string): void;
  /** Keeps a role at hand, or no longer. */
  pin(roleId: string, pinned: boolean): void;
}

export interface ConsoleWish extends ConsolePlace {
  /** The role's own where unset. */
  readonly access?: Access;
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
  readonly favourites: FavouriteBook;
  readonly memory: Memory;
  readonly work: RoleWork;
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
  favourites,
  memory,
  work,
  state,
  log,
}: Parts): RoleActions {
  const openings = createSingleFlight<string, undefined>();
  const handovers = createSingleFlight<string, Delivered>();

  /** One click copies it again. */
  function remember(copied: SinkId): void {
    if (!isFormat(copied)) return;
    memory.setLastCopied(copied);
    state.update((before) => ({ ...before, lastCopied: copied }));
  }

  /** For the user, who is asked first where the role wants that. Meanwhile the file may have changed. */
  async function agreedTarget(roleId: string, access?: Access): Promise<Target> {
    const target = await work.target(roleId, current.read().catch(current.lastGood));
    const wanted = { ...target, role: askedFor(target.role, access) };
    return (await confirmations.awaited(wanted.role)) ? agreedTarget(roleId, access) : wanted;
  }

  /** As programs get it: whoever names the access has asked for it. */
  async function targetFor(
    roleId: string,
    access: Access | undefined,
    reading?: Promise<Config>,
  ): Promise<Target> {
    const target = await work.target(roleId, reading);
    return { ...target, role: wantedAs(target.role, access) };
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

  function handOver(
    wanted: Target,
    order: DeliveryOrder,
    by: Asker,
    signal: AbortSignal,
  ): Promise<Delivered> {
    const { config, role, identity } = wanted;
    return work.onRole(
      role,
      signal,
      (report) =>
        deliveries.deliver(
          role,
          order,
          {
            credentials: () => credentials.for(role, identity, config, report, signal),
            consoleUrl: () => consoles.loginUrl(wanted, {}, report, signal),
            async endpointVariables() {
              // Whoever goes there right away finds something.
              await credentials.for(role, identity, config, report, signal);
              return endpoint.variables(role, order.access);
            },
          },
          signal,
        ),
      by,
      wishForDelivery(role, order),
    );
  }

  async function open(
    roleId: string,
    browser: Browser,
    { access, ...where }: ConsoleWish,
    signal: AbortSignal,
  ): Promise<undefined> {
    const wanted = await agreedTarget(roleId, access);
    const { config, role, identity } = wanted;
    const opening = async (report: (step: Step) => void): Promise<void> => {
      const show = () =>
        consoles.show(wanted, where, browser, report, signal, (rivals) => alarms.raise(role.id, rivals));
      await show().catch(async (error: unknown) => {
        if (!needsLogin(error)) throw error;
        signal.throwIfAborted();
        report('waiting-for-browser');
        await sessions.logins.signIn(identity, loginPage(browser, config), 'if-old', signal);
        await show();
      });
    };
    await work.onRole(role, signal, opening, 'app', wishForConsole(role, access, where));
    favourites.used(role.id, where.service);
    log.info('console.opened', { role: roleId });
    return undefined;
  }

  async function handOut(
    roleId: string,
    order: DeliveryOrder,
    by: Asker,
    signal: AbortSignal,
  ): Promise<Delivered> {
    // It only writes where Tobira can be asked: the question comes then.
    const isHarmless = order.sink === 'profile-process' && order.access !== 'full';
    const wanted =
      by === 'app' && !isHarmless
        ? await agreedTarget(roleId, order.access)
        : await targetFor(roleId, order.access, current.read().catch(current.lastGood));
    const delivered =
      by === 'program' && !isHarmless
        ? await forProgram(wanted.role, () => handOver(wanted, order, by, signal))
        : await handOver(wanted, order, by, signal);
    if (delivered.kind === 'lent') remember(order.sink);
    favourites.used(wanted.role.id);
    return delivered;
  }

  return {
    openConsole: (roleId, browser, wish = {}) =>
      openings.run(JSON.stringify([roleId, wish]), () =>
        work.run(roleId, (signal) => open(roleId, browser, wish, signal)),
      ),

    consoleUrl: (roleId, { access, ...where } = {}, gone) =>
      work.run(
        roleId,
        async (signal) => {
          const wanted = await targetFor(roleId, access);
          const url = await forProgram(wanted.role, () =>
            work.onRole(
              wanted.role,
              signal,
              (report) => consoles.loginUrl(wanted, where, report, signal),
              'program',
              wishForConsole(wanted.role, access, where),
            ),
          );
          favourites.used(wanted.role.id, where.service);
          return url;
        },
        gone,
      ),

    credentials: (roleId, access, gone) =>
      work.run(
        roleId,
        async (signal) => {
          const { config, role, identity } = await targetFor(roleId, access);
          return forProgram(role, () =>
            work.onRole(
              role,
              signal,
              (report) => credentials.for(role, identity, config, report, signal),
              'program',
            ),
          );
        },
        gone,
      ),

    deliver: (roleId, order, by = 'app', gone) =>
      handovers.run(
        JSON.stringify([roleId, order, by]),
        (abandoned) => work.run(roleId, (signal) => handOut(roleId, order, by, signal), abandoned),
        gone,
      ),

    cancel(roleId) {
      confirmations.withdraw(roleId as RoleId);
      work.cancel(roleId);
    },

    async confirm(roleId, access) {
      const role = withAccess(findRole(await current.read().catch(current.lastGood), roleId), access);
      confirmations.confirm(role);
      void profiles.resume();
      return role;
    },

    decline: (roleId) => confirmations.decline(roleId as RoleId),
    pin: (roleId, pinned) => favourites.pin(roleId, pinned),
  };
}

function isFormat(sink: SinkId): boolean {
  return copyFormats.some((format) => sink === `copy-${format}`);
}
