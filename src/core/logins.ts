import { AppError, asAppError } from './errors.ts';
import type { DeviceCode, Identity, IdentityId, User } from './model.ts';
import type { Clock, IdentityProvider, Login } from './ports.ts';
import { createSingleFlight } from './single-flight.ts';
import { setSession, type StateStore } from './state.ts';

/** Opens the login page, in whichever browser the asking surface has. */
export type OpenPage = (url: string) => Promise<void>;

/** Shows the user a code to type in on another device. */
export type ShowCode = (code: DeviceCode) => Promise<void>;

/** Sign-ins under way: one for all who ask for the same identity. One for another identity takes its place. */
export interface Logins {
  /**
   * A second call for the same identity joins the first and shows the same page again.
   * @param again `if-old` leaves a page alone that has just come up: many clicks are not many pages
   * @param leaving this caller has no more use for it: where nobody else has, the login is cancelled
   */
  signIn(
    identity: Identity,
    open: OpenPage,
    again?: 'always' | 'if-old',
    leaving?: AbortSignal,
  ): Promise<User>;
  /**
   * Signs in on another device (RFC 8628). Joins one of its kind and shows the same code again; a login that waits
   * for a browser here gives way: whoever asks for a code has none.
   */
  signInByCode(identity: Identity, show: ShowCode, leaving?: AbortSignal): Promise<User>;
  cancel(identity: Identity): void;
  /** Shows the login page again while one is awaited; else does nothing. */
  reopen(identity: Identity, open: OpenPage): Promise<void>;
  /** The address of the login page while one is awaited. */
  address(identity: Identity): string | undefined;
  isPending(identity: Identity): boolean;
  /** Resolves when no login of this identity is under way. */
  settled(identity: Identity): Promise<void>;
  /** Cancels all, and resolves when none is under way. */
  cancelAll(): Promise<void>;
}

interface Parts {
  readonly provider: IdentityProvider;
  readonly state: StateStore;
  readonly clock: Clock;
  /** Takes what a login brought. */
  readonly keep: (identity: Identity, login: Login) => Promise<void>;
  /** Shows what stands after a login that brought nothing. */
  readonly fail: (identity: Identity, error: AppError) => Promise<void>;
}

interface PendingLogin {
  readonly abort: AbortController;
  /** All of what the login goes by: the configuration may be mended while it waits. */
  readonly account: string;
  /** Who wants to see the code; a login that waits for a browser here has no code. */
  readonly audience?: ShowCode[];
  code?: DeviceCode;
  /** How many wait for it who may leave. */
  waiting: number;
  /** Somebody wants it for its own sake, who does not leave. */
  isWanted: boolean;
  /** The address of the page where the user signs in, once it is known. */
  page?: string;
  /** When that page was shown last, by `steady`. */
  shownAt?: number;
}

/** A click that only needs a login does not open a page again that came up so short a while ago; milliseconds. */
const freshPage = 10_000;

export function createLogins({ provider, state, clock, keep, fail }: Parts): Logins {
  const pending = new Map<IdentityId, PendingLogin>();
  const flights = createSingleFlight<IdentityId, User>();

  /**
   * A login that goes by what the configuration said before is no login to join, nor is one that was just cancelled.
   * @returns when it is out of the way; undefined where nothing is in it
   */
  function makeWay(identity: Identity, isUnfit = false): Promise<void> | undefined {
    const standing = pending.get(identity.id);
    if (standing === undefined) return undefined;
    if (isUnfit || standing.account !== allOf(identity)) replace(standing, identity);
    return standing.abort.signal.aborted ? flights.settled(identity.id) : undefined;
  }

  function start(
    identity: Identity,
    kind: Pick<PendingLogin, 'audience'>,
    attempt: (login: PendingLogin) => Promise<Login>,
  ): Promise<User> {
    return flights.run(identity.id, async () => {
      const login: PendingLogin = {
        ...{ abort: new AbortController(), account: allOf(identity), waiting: 0, isWanted: false },
        ...kind,
      };
      // The user sees one browser: of two pages that wait there, one is forgotten.
      for (const other of pending.values()) replace(other, identity);
      pending.set(identity.id, login);
      try {
        setSession(state, identity.id, { status: 'signing-in' });
        const brought = await attempt(login);
        await keep(identity, brought);
        return brought.user;
      } catch (error) {
        await fail(identity, asAppError(error));
        throw error;
      } finally {
        pending.delete(identity.id);
      }
    });
  }

  /** One that only some click began goes with the last who waits for it. */
  function join({ id }: Identity, leaving: AbortSignal | undefined): void {
    const login = pending.get(id);
    if (login === undefined) return;
    if (leaving === undefined) {
      login.isWanted = true;
      return;
    }
    login.waiting += 1;
    leaving.addEventListener('abort', () => {
      login.waiting -= 1;
      if (login.waiting === 0 && !login.isWanted) cancelLogin(login);
    });
  }

  async function showPage(login: PendingLogin, open: OpenPage): Promise<void> {
    if (login.page === undefined) return;
    login.shownAt = clock.steady();
    await open(login.page);
  }

  /** Where the page is not known yet, it is about to be shown. */
  function isFresh({ page, shownAt }: PendingLogin): boolean {
    return page === undefined || (shownAt !== undefined && clock.steady() - shownAt < freshPage);
  }

  const logins: Logins = {
    async signIn(identity, open, again = 'always', leaving) {
      const way = makeWay(identity);
      if (way !== undefined) await way;
      leaving?.throwIfAborted();
      const standing = pending.get(identity.id);
      // Joined before the page is shown: by the time a slow browser is there, the login may be over.
      const joined = start(identity, {}, (login) =>
        provider.login({
          identity,
          signal: login.abort.signal,
          open: (url) => {
            login.page = url;
            return showPage(login, open);
          },
        }),
      );
      join(identity, leaving);
      if (standing !== undefined && (again === 'always' || !isFresh(standing)))
        await showPage(standing, open);
      return joined;
    },

    async signInByCode(identity, show, leaving) {
      const hasCode = pending.get(identity.id)?.audience !== undefined;
      const way = makeWay(identity, !hasCode);
      if (way !== undefined) await way;
      leaving?.throwIfAborted();
      const joined = pending.get(identity.id);
      const user = start(identity, { audience: [show] }, (login) =>
        provider.loginByCode({
          identity,
          signal: login.abort.signal,
          show: async (code) => {
            login.code = code;
            login.page = code.completePage ?? code.page;
            setSession(state, identity.id, { status: 'signing-in', code });
            await Promise.all((login.audience ?? []).map((showTo) => showTo(code)));
          },
        }),
      );
      join(identity, leaving);
      if (joined?.code !== undefined) await show(joined.code);
      else joined?.audience?.push(show);
      return user;
    },

    cancel: (identity) => cancelLogin(pending.get(identity.id)),

    async reopen(identity, open) {
      const login = pending.get(identity.id);
      if (login !== undefined) await showPage(login, open);
    },

    address: (identity) => pending.get(identity.id)?.page,
    isPending: (identity) => pending.has(identity.id),
    settled: (identity) => flights.settled(identity.id),

    async cancelAll() {
      for (const login of pending.values()) cancelLogin(login);
      await flights.idle();
    },
  };
  return logins;
}

function cancelLogin(login: PendingLogin | undefined): void {
  login?.abort.abort(new AppError('login_cancelled', {}));
}

function replace(login: PendingLogin, { id }: Identity): void {
  login.abort.abort(new AppError('login_replaced', { by: id }));
}

function allOf({ id, issuer, clientId, scopes, redirectUri }: Identity): string {
  return JSON.stringify([id, issuer, clientId, scopes, redirectUri]);
}
