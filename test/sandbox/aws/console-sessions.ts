import { randomBytes } from 'node:crypto';
import type { IssuedCredentials } from './credentials.ts';

/** A signed-in console session, as the browser's cookie knows it. */
export interface ConsoleSession {
  /** Stands in the console's address. */
  readonly id: string;
  /** The cookie's value. */
  readonly secret: string;
  readonly credentials: IssuedCredentials;
  readonly issuer: string | undefined;
  readonly destination: string;
  readonly startedAt: number;
  readonly endsAt: number;
}

/** Console sessions by id. */
export class ConsoleSessions {
  readonly #sessions = new Map<string, ConsoleSession>();

  start(session: Omit<ConsoleSession, 'id' | 'secret'>): ConsoleSession {
    const started = {
      id: randomBytes(6).toString('hex'),
      secret: randomBytes(24).toString('base64url'),
      ...session,
    };
    this.#sessions.set(started.id, started);
    return started;
  }

  find(id: string): ConsoleSession | undefined {
    return this.#sessions.get(id);
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  get all(): readonly ConsoleSession[] {
    return [...this.#sessions.values()];
  }
}
