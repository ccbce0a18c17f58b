import type { KeptCredentials } from '../adapters/owner/protocol.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import { hasCode } from '../core/errors.ts';
import type { Access } from '../core/model.ts';
import type { Clock, Random } from '../core/ports.ts';
import { keepWithOwner } from './owner.ts';

/** A role's credentials in this process, which the owner keeps fresh from afar. */
export interface KeptRole {
  /** The newest ones while they last; undefined where there are none, or where the owner wants to be asked each time. */
  current(): KeptCredentials | undefined;
  /** Resolves when some owner has said what it has, or none could be asked. */
  readonly begun: Promise<void>;
  close(): void;
}

/** Has some owner keep the role fresh, whichever there is at the time, until it is closed. */
export function keepRole(config: string | undefined, role: string, access?: Access): KeptRole {
  return createKeptRole({
    keep: (kept, begun) => keepWithOwner(config, { role, ...(access && { access }) }, kept, begun),
    clock: systemClock,
    random: systemRandom,
  });
}

interface Parts {
  /** Resolves or fails when one owner's keeping is over. */
  readonly keep: (
    kept: (credentials: KeptCredentials | undefined) => void,
    begun: (hangUp: () => void) => void,
  ) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
}

/** An app that takes over from an agent needs a moment: whoever comes sooner starts the next agent in its way. */
const firstPause = 1_000;
const longestPause = 60_000;

export function createKeptRole({ keep, clock, random }: Parts): KeptRole {
  let held: { readonly credentials: KeptCredentials; readonly endsAt: number } | undefined;
  let failures = 0;
  let closed = false;
  let stop: () => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));

  function take(credentials: KeptCredentials | undefined): void {
    begin();
    failures = 0;
    held = credentials && { credentials, endsAt: clock.steady() + credentials.leftMs };
  }

  async function serve(): Promise<void> {
    while (!isClosed()) {
      try {
        await keep(take, (hangUp) => {
          stop = hangUp;
          if (closed) hangUp();
        });
      } catch (error) {
        // What it was has left the configuration. Of other failures its credentials know nothing.
        if (hasCode(error, 'unknown_role')) held = undefined;
      }
      begin();
      failures += 1;
      if (!isClosed()) await pause();
    }
  }

  /** Longer each time, and for many at once not all at the same moment. */
  function pause(): Promise<void> {
    const longest = Math.min(longestPause, firstPause * 2 ** (failures - 1));
    return new Promise((resolve) => {
      const callOff = clock.after(longest * (1 + random.next() / 2), resolve);
      stop = () => {
        callOff();
        resolve();
      };
    });
  }

  const isClosed = () => closed;
  void serve();

  return {
    begun,
    current() {
      if (held !== undefined && held.endsAt <= clock.steady()) held = undefined;
      return held?.credentials;
    },
    close() {
      closed = true;
      held = undefined;
      stop();
    },
  };
}
