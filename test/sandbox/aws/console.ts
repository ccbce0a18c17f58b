import { timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';
import { consolePage, signedOutPage, signinErrorPage } from './console-page.ts';
import type { ConsoleSession, ConsoleSessions } from './console-sessions.ts';
import { readCookies, sessionCookie } from './cookies.ts';
import type { Action, Incoming, Reply, Service } from './exchange.ts';

/** The console: pages under `/console/ID/`, open to the browser that signed in as session `ID`. */
export class Console implements Service {
  readonly name = 'console';
  readonly #sessions: ConsoleSessions;
  readonly #clock: Clock;

  constructor(sessions: ConsoleSessions, clock: Clock) {
    this.#sessions = sessions;
    this.#clock = clock;
  }

  action(): Action {
    return 'console';
  }

  handle(incoming: Incoming): Promise<Reply> {
    return Promise.resolve(this.#show(incoming));
  }

  failure(_incoming: Incoming, code: string, status = 503, message = code): Reply {
    return signinErrorPage(status, 'The console is not available', message, code);
  }

  #show(incoming: Incoming): Reply {
    const id = /^\/console\/([0-9a-f]{12})\//.exec(incoming.path)?.[1];
    const session = id === undefined ? undefined : this.#sessions.find(id);
    if (session === undefined || !holds(incoming, session)) {
      return signedOutPage(401, 'You are not signed in', undefined);
    }
    if (this.#clock.now() >= session.endsAt) {
      return signedOutPage(401, 'Your session has ended', session.issuer);
    }
    return consolePage(session, session.destination);
  }
}

function holds(incoming: Incoming, session: ConsoleSession): boolean {
  const value = Buffer.from(readCookies(incoming).get(sessionCookie(session.id)) ?? '');
  const secret = Buffer.from(session.secret);
  return value.length === secret.length && timingSafeEqual(value, secret);
}
