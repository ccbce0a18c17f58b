import { isListed } from '../../core/catalogues/role-groups.ts';
import { onlyRoleFor } from '../../core/console-pages.ts';
import { consoleBrowser } from '../../core/consoles.ts';
import type { Finding } from '../../core/doctor/finding.ts';
import { AppError, assertNever } from '../../core/errors.ts';
import type { ShowCode } from '../../core/logins.ts';
import type { Owner } from '../../core/owner.ts';
import { profileSinks } from '../../core/model.ts';
import type { Browser, Clock } from '../../core/ports.ts';
import type { RoleNotice } from '../../core/role-notice.ts';
import { configInUse, settingsInUse } from '../../core/state.ts';
import { roleReport } from './role-report.ts';
import { briefOf } from './catalogue-reports.ts';
import { createCatalogueCalls } from './catalogue-calls.ts';
import { createKeeps, type Listener } from './keeps.ts';
import {
  toReport,
  toSerial,
  type CredentialUse,
  type IdentityReport,
  type OwnerCall,
  type OwnerReport,
  type RequestOf,
  type ResponseOf,
  type StatusReport,
} from './protocol.ts';

export interface CallOptions {
  readonly owner: Owner;
  readonly identity: OwnerReport;
  readonly configPath: string;
  readonly clock: Clock;
  /** Brings the window to the front. @returns false where there is none */
  readonly show: () => boolean;
  /** Ends this owner. May be called more than once. */
  readonly end: () => void;
}

/** Whoever asks. */
export interface Client extends Listener {
  /** Opens pages where the user is. */
  readonly browser: Browser;
  /** Shows a code to the user, to type in on another device. */
  readonly showCode: ShowCode;
  /** Says one finding of several; none replaces another. */
  readonly find: (finding: Finding) => void;
  /** Resolves with true when the client says that it has the answer, with false when it goes without a word. */
  receipt(): Promise<boolean>;
}

export type CallHandlers = {
  readonly [Call in OwnerCall]: (request: RequestOf<Call>, client: Client) => Promise<ResponseOf<Call>>;
};

/** What each call does, and to the owner alone: sockets and lines are known elsewhere. */
export function createCallHandlers(options: CallOptions): CallHandlers {
  const { owner, identity, configPath, clock, show, end } = options;
  const { actions, state } = owner;
  const keeps = createKeeps(owner, clock);
  let handingOver = false;
  const told = new WeakSet<RoleNotice>();

  /** What is to be said about a role, once: whoever asks again has heard it. */
  function news<Key extends 'notice' | 'consoleNotice'>(
    wanted: string,
    key: Key,
  ): Partial<Readonly<Record<Key, RoleNotice>>> {
    const found = [...state.get().roles].find(([id]) => id === wanted)?.[1][key];
    if (found === undefined || told.has(found)) return {};
    told.add(found);
    return { [key]: found } as Readonly<Record<Key, RoleNotice>>;
  }

  const notice = (wanted: string) => news(wanted, 'notice');

  /** @returns the one role that can open a page. */
  async function openerOf(page: string | undefined): Promise<string> {
    if (page === undefined) throw new AppError('usage', { fault: 'word-missing', name: 'ROLE' });
    return onlyRoleFor(page, (await actions.loadConfig()).roles, state.get().favourites).id;
  }

  /** Whose deed it is. */
  const as = (command: string, use: Partial<CredentialUse> = {}) =>
    owner.recorded({ kind: 'command', command, ...use });

  return {
    async status() {
      const config = await actions.loadConfig();
      return {
        owner: identity,
        config: { path: configPath, problems: config.problems },
        identities: config.identities.map(({ id, issuer }): IdentityReport => {
          const session = state.get().sessions.get(id) ?? { status: 'loading' };
          switch (session.status) {
            case 'signed-in':
              return { id, issuer, signedIn: true, user: session.user, storage: session.storage };
            case 'signed-out':
              return {
                id,
                issuer,
                signedIn: false,
                ...(session.error && { problem: toReport(session.error) }),
              };
            case 'loading':
            case 'signing-in':
              return { id, issuer, signedIn: false };
            default:
              return assertNever(session);
          }
        }),
        ...(state.get().catalogues.size > 0 && {
          catalogues: [...state.get().catalogues.values()].map((one) => briefOf(one, toReport)),
        }),
      } satisfies StatusReport;
    },
    async roles() {
      owner.look();
      const config = await actions.loadConfig();
      return config.roles.map((role) => ({
        ...roleReport(role, state.get().roles.get(role.id), clock.now()),
        ...(!isListed(role, state.get()) && { hidden: true as const }),
      }));
    },
    async login({ identity: wanted, device }, client) {
      const { browser, showCode } = client;
      const { identity: signedIn, user } =
        device === true
          ? await as('login').signInByCode(wanted, showCode, leaving(client))
          : await as('login').signIn(wanted, browser, leaving(client));
      const session = state.get().sessions.get(signedIn.id);
      return {
        identity: signedIn.id,
        user,
        storage: session?.status === 'signed-in' ? session.storage : 'memory',
      };
    },
    async logout({ identity: wanted }) {
      const { identity: signedOut, problems, ...rest } = await as('logout').signOut(wanted);
      return { identity: signedOut.id, ...rest, ...(problems && { problems: problems.map(toReport) }) };
    },
    async lock() {
      const { identities, unlooked, notWithdrawn, problems } = await as('logout').lock.everything();
      return {
        identities: identities.map((one) => {
          if (one.signedOut) return one;
          const { error, ...rest } = one;
          return { ...rest, problem: toReport(error) };
        }),
        ...(unlooked && { unlooked: toReport(unlooked) }),
        notWithdrawn,
        ...(problems && { problems: problems.map(toReport) }),
      };
    },
    async console({ role: named, ...wish }, client) {
      const role = named ?? (await openerOf(wish.destination));
      const url = await as('console').consoleUrl(role, wish, leaving(client));
      const config = configInUse(state.get());
      const known = config?.roles.find(({ id }) => id === role);
      const browser = config && known && consoleBrowser(known, config);
      return { url, role, ...(browser && { browser }), ...notice(role), ...news(role, 'consoleNotice') };
    },
    async credentials({ role, access, use }, client) {
      const credentials = await as('credentials', use).credentials(role, access, leaving(client));
      const config = configInUse(state.get());
      const { region = '', profile = role } = config?.roles.find(({ id }) => id === role) ?? {};
      return { ...credentials, region, profile, ...notice(role) };
    },
    async confirm({ role, access, no = false }) {
      if (no) actions.decline(role);
      else await actions.confirm(role, access);
      return { forSeconds: Math.round(settingsInUse(state.get()).confirmForMs / 1000) };
    },
    async 'profile-write'({ role, mode, overwrite = false, access, ...target }, client) {
      const delivered = await as('profile').deliver(
        role,
        { sink: profileSinks[mode], overwrite, target, ...(access && { access }) },
        'program',
        leaving(client),
      );
      if (delivered.kind === 'lent' || delivered.profile === undefined) throw new AppError('internal', {});
      return delivered.profile;
    },
    async 'profile-remove'({ profile, files }) {
      return { removed: await as('profile').removeProfile(profile, files) };
    },
    keep: ({ role, access }, client) => keeps.keep(role, access, client),
    ...createCatalogueCalls(owner),
    explain: ({ role }) => owner.explain(role),
    async doctor({ roles }, client) {
      await owner.checkUp({ roles, signal: leaving(client) }, client.find);
      return {};
    },
    show: () => Promise.resolve({ shown: show() }),
    agent: () => Promise.resolve(identity),
    stop() {
      // The reply goes out first.
      clock.after(0, end);
      return Promise.resolve(identity);
    },
    async 'hand-over'(_request, client) {
      if (identity.kind === 'app' || handingOver) throw new AppError('owner_busy', {});
      handingOver = true;
      void client.receipt().then((received) => {
        handingOver = false;
        if (received) end();
        else owner.resume();
      });
      // A refresh under way brings a token that the one who takes over must have: the one before it is revoked.
      await owner.pause();
      return toSerial(owner.handOver());
    },
  };
}

/** Whoever hangs up, as after Ctrl+C, wants nothing any more. */
function leaving(client: Pick<Client, 'gone'>): AbortSignal {
  const hangUp = new AbortController();
  void client.gone().then(() => hangUp.abort());
  return hangUp.signal;
}
