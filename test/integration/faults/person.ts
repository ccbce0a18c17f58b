import { AppError } from '../../../src/core/errors.ts';
import type { Browser } from '../../../src/core/ports.ts';
import type { GitLab } from '../../sandbox/gitlab/gitlab.ts';
import { openConsolePage } from '../../support/console-visit.ts';

export const AIKO = 42;

/** A person at a browser: signs in at GitLab and looks at consoles. */
export interface Person extends Browser {
  /** What the person does with a login page; `leaves` closes the tab. */
  does: 'authorize' | 'deny' | 'leaves';
  /** Who it is, by GitLab's user id. */
  userId: number;
  /** The login pages that were opened so far. */
  readonly logins: readonly string[];
  /** The addresses of consoles that were opened so far. */
  readonly consoles: readonly string[];
  /** The codes that GitLab sent the browser back with. */
  readonly codes: readonly string[];
  /** Where GitLab showed a page of its own in the end: what it says. */
  readonly strandedAt: readonly string[];
  /** The console page of the last address. */
  lastConsole(): Promise<string>;
}

/** @returns a person who signs in as Aiko */
export function createPerson(gitlab: GitLab): Person {
  const logins: string[] = [];
  const consoles: string[] = [];
  const codes: string[] = [];
  const strandedAt: string[] = [];

  async function signIn(url: string, decision: 'authorize' | 'deny'): Promise<void> {
    const user = gitlab.users.get(person.userId);
    const callback = await gitlab.authorize(url, { user, decision }).catch((error: unknown) => {
      strandedAt.push(error instanceof Error ? error.message : 'nowhere');
    });
    if (callback === undefined) return;
    const code = new URL(callback).searchParams.get('code');
    if (code !== null) codes.push(code);
    // Tobira may have stopped waiting meanwhile.
    await fetch(callback).catch(() => undefined);
  }

  const person: Person = {
    does: 'authorize',
    userId: AIKO,
    logins,
    consoles,
    codes,
    strandedAt,
    open(url, { secrecy } = {}) {
      if (secrecy === 'secret') consoles.push(url);
      else {
        logins.push(url);
        if (person.does !== 'leaves') void signIn(url, person.does);
      }
      return Promise.resolve();
    },
    lastConsole() {
      const url = consoles.at(-1);
      if (url === undefined) throw new AppError('internal', {});
      return openConsolePage(url);
    },
  };
  return person;
}
