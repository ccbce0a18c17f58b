import type { Clock } from './clock.ts';
import { signinErrorPage } from './console-page.ts';
import type { ConsoleSession, ConsoleSessions } from './console-sessions.ts';
import { CURRENT_COOKIE, dropCookie, readCookies, sessionCookie, setCookie } from './cookies.ts';
import type { CredentialStore } from './credentials.ts';
import { isConsoleDestination } from './destination.ts';
import { parametersOf } from './exchange.ts';
import type { Action, Incoming, Reply, Service } from './exchange.ts';
import { readSession } from './signin-session.ts';
import type { SigninTokens } from './signin-tokens.ts';

export interface FederationParts {
  readonly store: CredentialStore;
  readonly tokens: SigninTokens;
  readonly sessions: ConsoleSessions;
  readonly clock: Clock;
  /** This server's own origin, known once it listens. */
  readonly origin: () => string;
  readonly options: FederationOptions;
}

export interface FederationOptions {
  /** Answer 405 to POST, so that clients must fall back to GET. */
  readonly refusePost: boolean;
  /** `single`: a browser signed in as someone else must log out first. `multi`: sessions live side by side. */
  readonly consoleSessions: 'single' | 'multi';
}

/** Sign-in: `/federation` with getSigninToken and login, and `/oauth` with logout. */
export class Federation implements Service {
  readonly name = 'signin';
  readonly #parts: FederationParts;

  constructor(parts: FederationParts) {
    this.#parts = parts;
  }

  action(incoming: Incoming): Action {
    const name = parametersOf(incoming)['Action'];
    if (incoming.path === '/oauth') return name === 'logout' ? 'logout' : 'other';
    return name === 'getSigninToken' || name === 'login' ? name : 'other';
  }

  handle(incoming: Incoming): Promise<Reply> {
    return Promise.resolve(this.#answer(incoming));
  }

  failure(_incoming: Incoming, code: string, status = 400, message = code): Reply {
    return signinErrorPage(status, 'Error', message, code);
  }

  #answer(incoming: Incoming): Reply {
    const isPost = incoming.method === 'POST';
    if ((isPost && this.#parts.options.refusePost) || !(isPost || incoming.method === 'GET')) {
      const reply = signinErrorPage(405, 'Method Not Allowed', incoming.method, 'MethodNotAllowed');
      return { ...reply, headers: { ...reply.headers, Allow: isPost ? 'GET' : 'GET, POST' } };
    }
    const parameters = parametersOf(incoming);
    const action = this.action(incoming);
    if (action === 'getSigninToken') return this.#getSigninToken(parameters);
    if (action === 'login') return this.#login(incoming, parameters);
    if (action === 'logout') return this.#logout(incoming, parameters);
    return signinErrorPage(400, 'Bad Request', 'Invalid action parameter', 'InvalidAction');
  }

  #getSigninToken(parameters: Readonly<Record<string, string>>): Reply {
    const { store, clock, tokens } = this.#parts;
    const grant = readSession(parameters['Session'], parameters['SessionDuration'], store, clock);
    if ('refused' in grant) return signinErrorPage(400, 'Bad Request', grant.refused, grant.code);
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
      body: JSON.stringify({ SigninToken: tokens.issue(grant) }),
    };
  }

  #login(incoming: Incoming, parameters: Readonly<Record<string, string>>): Reply {
    const { tokens, sessions, clock, options, origin } = this.#parts;
    const { Destination: destination = '', SigninToken: token = '', Issuer: issuer } = parameters;
    const grant = tokens.redeem(token);
    if (grant === undefined) {
      const detail = 'The sign-in token is not valid or has expired. Ask for a new one.';
      return signinErrorPage(400, 'Your sign-in link does not work', detail, 'InvalidSigninToken');
    }
    if (!isConsoleDestination(destination, grant.credentials.principal.partition, origin())) {
      return signinErrorPage(400, 'Bad Request', 'Invalid destination parameter', 'InvalidDestination');
    }
    const other = this.#current(incoming);
    if (
      options.consoleSessions === 'single' &&
      other !== undefined &&
      !isSame(other, grant.credentials.principal.arn)
    ) {
      const detail = 'You must first log out before logging into a different AWS account.';
      return signinErrorPage(400, 'Another session is active', detail, 'AnotherSession');
    }
    const session = sessions.start({
      ...{ credentials: grant.credentials, issuer, destination },
      startedAt: clock.now(),
      endsAt: grant.sessionEndsAt,
    });
    const home = `/console/${session.id}/`;
    return redirect(`${origin()}${home}?destination=${encodeURIComponent(destination)}`, [
      setCookie(sessionCookie(session.id), session.secret, home),
      setCookie(CURRENT_COOKIE, session.id, '/'),
    ]);
  }

  #logout(incoming: Incoming, parameters: Readonly<Record<string, string>>): Reply {
    const { sessions, options, origin } = this.#parts;
    const target = parameters['redirect_uri'] ?? '';
    const isOwn = URL.canParse(target) && new URL(target).origin === origin();
    if (!isOwn || options.consoleSessions === 'multi') {
      return signinErrorPage(400, 'Bad Request', 'The log-out chain is not available', 'InvalidLogout');
    }
    const current = this.#current(incoming);
    if (current !== undefined) sessions.end(current.id);
    return redirect(target, [dropCookie(CURRENT_COOKIE, '/')]);
  }

  /** The session this browser is signed in with, unless it has ended. */
  #current(incoming: Incoming): ConsoleSession | undefined {
    const session = this.#parts.sessions.find(readCookies(incoming).get(CURRENT_COOKIE) ?? '');
    return session !== undefined && this.#parts.clock.now() < session.endsAt ? session : undefined;
  }
}

function isSame(session: ConsoleSession, arn: string): boolean {
  return session.credentials.principal.arn === arn;
}

function redirect(location: string, cookies: readonly string[]): Reply {
  return {
    status: 302,
    headers: {
      Location: location,
      'Set-Cookie': cookies,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
    body: '',
  };
}
