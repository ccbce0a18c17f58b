import { askForLogin } from './attention.ts';
import { needsLogin } from './errors.ts';
import type { Alarms } from './alarms.ts';
import type { Confirmations } from './confirmations.ts';
import type { ConsolePlace, Consoles, Target } from './consoles.ts';
import type { Credentials } from './credentials.ts';
import { chooseIdentity, findIdentity, findRole, type CurrentConfig } from './current-config.ts';
import type { Deliveries, DeliveryOrder } from './deliveries.ts';
import { reportOf, type NotWithdrawn } from './leftovers.ts';
import type { LocalEndpoint } from './local-endpoint.ts';
import {
  copyFormats,
  type AwsCredentials,
  type Identity,
  type Role,
  type RoleId,
  type SinkId,
  type User,
} from './model.ts';
import type { AwsFiles, Delivered, ManagedProfile, ProfileRemover } from './delivery-ports.ts';
import type { Browser, Config, Log, Memory } from './ports.ts';
import type { Lock } from './lock.ts';
import type { ShowCode } from './logins.ts';
import type { Recalls } from './recalls.ts';
import { createRoleWork } from './role-work.ts';
import type { Sessions } from './sessions.ts';
import type { SignOutReport } from './sign-outs.ts';
import { createSingleFlight } from './single-flight.ts';
import type { StandingProfiles } from './standing-profiles.ts';
import { setNotWithdrawn, type StateStore } from './state.ts';
import { findStray, knownIdentities } from './strays.ts';

/** What a user can ask for, whatever the surface. Each loads the configuration as it stands on disk now. */
export interface Actions {
  loadConfig(): Promise<Config>;
  signIn(identityId: string | undefined, browser: Browser): Promise<SignedIn>;
  /** Signs in on another device, where this one has no browser of its own. @param show is given the code to type in there */
  signInByCode(identityId: string | undefined, show: ShowCode): Promise<SignedIn>;
  cancelSignIn(identityId: string): Promise<void>;
  /** The address of the login page that is awaited, for a browser that does not open by itself. */
  loginAddress(identityId: string): Promise<string | undefined>;
  reopenLogin(identityId: string, browser: Browser): Promise<void>;
  /** Fails with `keychain_*` where the keychain keeps the session. */
  signOut(identityId: string | undefined): Promise<SignedOut>;
  /** Signs in first where that is needed, then opens the role's console. */
  openConsole(roleId: string, browser: Browser): Promise<undefined>;
  /** The console's login URL: a secret. Fails with `login_needed` rather than opening a login page. */
  consoleUrl(roleId: string, where?: ConsolePlace): Promise<string>;
  /** Fails with `login_needed` rather than opening a login page. */
  credentials(roleId: string): Promise<AwsCredentials>;
  /** Hands something of the role's to a sink. Fails with `login_needed` rather than opening a login page. */
  deliver(roleId: string, order: DeliveryOrder, by?: Asker): Promise<Delivered>;
  /** Removes a profile that Tobira wrote. Fails with `profile_unknown` and `aws_file_*`. */
  removeProfile(profile: string, files: AwsFiles): Promise<readonly ManagedProfile[]>;
  turnEndpoint(on: boolean): Promise<void>;
  /** The user says yes to a role that asks for it, for a while. */
  confirm(roleId: string): Promise<Role>;
  decline(roleId: string): void;
  /** Signs out of everything and gives back what was lent; see `Lock`. */
  readonly lock: Lock;
  /** The user has seen it. */
  dismissAlarm(alarmId: string): void;
}

/** Who wants it: the user in the app, who can be asked there and then, or a program, which is refused at once. */
export type Asker = 'app' | 'program';

export interface SignedIn {
  readonly identity: Identity;
  readonly user: User;
}

export interface SignedOut extends Pick<SignOutReport, 'providerTold'>, NotWithdrawn {
  readonly identity: Identity;
}

interface Parts {
  readonly config: CurrentConfig;
  readonly sessions: Sessions;
  readonly credentials: Credentials;
  readonly deliveries: Deliveries;
  readonly alarms: Alarms;
  readonly recalls: Recalls;
  readonly consoles: Consoles;
  readonly confirmations: Confirmations;
  readonly endpoint: LocalEndpoint;
  readonly profiles: Pick<StandingProfiles, 'drop' | 'resume'>;
  readonly remover: ProfileRemover;
  readonly memory: Memory;
  readonly lock: Lock;
  readonly state: StateStore;
  readonly log: Log;
}

export function createActions({
  config: current,
  sessions,
  credentials,
  deliveries,
  alarms,
  recalls,
  consoles,
  confirmations,
  endpoint,
  profiles,
  remover,
  memory,
  lock,
  state,
  log,
}: Parts): Actions {
  const work = createRoleWork({ config: current, state, log });
  const openings = createSingleFlight<string, undefined>();
  const handovers = createSingleFlight<string, Delivered>();
  async function whoSignsIn(identityId: string | undefined): Promise<Identity> {
    const identity = chooseIdentity(await current.read().catch(current.lastGood), identityId);
    await current.restored(identity);
    return identity;
  }

  /** What memory holds goes at once. */
  function forget(identity: Identity): void {
    recalls.recall(identity.id);
    confirmations.forget(identity.id);
    endpoint.withdraw(identity.id);
    credentials.forget(identity);
  }

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

  async function login(identity: Identity, browser: Browser, again: 'always' | 'if-old'): Promise<User> {
    return sessions.logins.signIn(identity, (url) => browser.open(url), again);
  }

  return {
    loadConfig: () => current.load(),

    async signIn(identityId, browser) {
      const identity = await whoSignsIn(identityId);
      return { identity, user: await login(identity, browser, 'always') };
    },

    async signInByCode(identityId, show) {
      const identity = await whoSignsIn(identityId);
      return { identity, user: await sessions.logins.signInByCode(identity, show) };
    },

    async cancelSignIn(identityId) {
      sessions.logins.cancel(findIdentity(await current.read().catch(current.lastGood), identityId));
    },

    async loginAddress(identityId) {
      return sessions.logins.address(findIdentity(await current.read().catch(current.lastGood), identityId));
    },

    async reopenLogin(identityId, browser) {
      const identity = findIdentity(await current.read().catch(current.lastGood), identityId);
      await sessions.logins.reopen(identity, (url) => browser.open(url));
    },

    async signOut(identityId) {
      const atHand = knownIdentities(state.get());
      // Neither the file nor the keychain is waited for.
      const meant = ({ id }: Identity) =>
        identityId === undefined ? atHand.length === 1 : id === identityId;
      atHand.filter(meant).forEach(forget);
      const config = await current.read().catch(current.lastGood);
      const identity = findStray(state.get(), identityId) ?? chooseIdentity(config, identityId);
      forget(identity);
      // The keychain and the provider take their time: the clipboard does not wait for them.
      const withdrawn = deliveries.withdraw('sign-out', identity);
      // A look into the keychain that is under way would show a session that has ended.
      await current.settled(identity);
      const [report, left] = await Promise.all([sessions.signOut(identity), withdrawn]);
      const leftovers = reportOf(left);
      setNotWithdrawn(state, identity.id, leftovers.notWithdrawn);
      if (report.refusal !== undefined) throw report.refusal;
      return { providerTold: report.providerTold, ...leftovers, identity };
    },

    openConsole: (roleId, browser) =>
      openings.run(roleId, async () => {
        const wanted = await agreedTarget(roleId);
        await work.onRole(wanted.role, async (report) => {
          const url = await consoles.loginUrl(wanted, {}, report).catch(async (error: unknown) => {
            if (!needsLogin(error)) throw error;
            report('waiting-for-browser');
            await login(wanted.identity, browser, 'if-old');
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

    async removeProfile(profile, files) {
      const removed = await remover.remove(profile, files);
      removed.forEach((one) => profiles.drop(one));
      return removed;
    },

    turnEndpoint: (on) => endpoint.turn(on),

    async confirm(roleId) {
      const role = findRole(await current.read().catch(current.lastGood), roleId);
      confirmations.confirm(role);
      void profiles.resume();
      return role;
    },

    decline: (roleId) => confirmations.decline(roleId as RoleId),

    lock,
    dismissAlarm: (alarmId) => alarms.dismiss(alarmId),
  };
}

function isFormat(sink: SinkId): boolean {
  return copyFormats.some((format) => sink === `copy-${format}`);
}
