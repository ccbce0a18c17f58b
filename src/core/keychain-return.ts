import type { Clock, Log } from './ports.ts';
import { configInUse, setSession, type StateStore } from './state.ts';
import type { TokenVault } from './token-vault.ts';

/** Brings sessions back into the keychain that are in memory only because it was shut. */
export interface KeychainReturn {
  /** Tries no more. Resolves when nothing is being written: the next owner may write newer tokens. */
  stop(): Promise<void>;
  /** Takes one `stop` back. */
  resume(): void;
  /** Tries once, now: this process is about to forget what it holds. */
  lastChance(): Promise<void>;
}

interface Parts {
  readonly vault: TokenVault;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly log: Log;
}

const firstPause = 5_000;
const longestPause = 60_000;

/** Looks at the keychain from time to time for as long as there is a session in memory only, and asks nobody anything. */
export function createKeychainReturn({ vault, state, clock, log }: Parts): KeychainReturn {
  let stops = 0;
  let pause = firstPause;
  let callOff: (() => void) | undefined;
  let attempt: Promise<void> = Promise.resolve();

  const inMemory = () => {
    const { sessions } = state.get();
    return (configInUse(state.get())?.identities ?? []).filter(({ id }) => {
      const session = sessions.get(id);
      return session?.status === 'signed-in' && session.storage === 'memory';
    });
  };

  function schedule(): void {
    if (stops > 0 || callOff !== undefined) return;
    if (inMemory().length === 0) {
      pause = firstPause;
      return;
    }
    callOff = clock.after(pause, () => {
      pause = Math.min(pause * 2, longestPause);
      attempt = tryAll().finally(() => {
        callOff = undefined;
        schedule();
      });
    });
  }

  async function tryAll(): Promise<void> {
    for (const identity of inMemory()) {
      if ((await vault.settle(identity)) !== 'keychain') continue;
      log.info('session.back-in-keychain', { identity: identity.id });
      const session = state.get().sessions.get(identity.id);
      if (session?.status === 'signed-in')
        setSession(state, identity.id, { ...session, storage: 'keychain' });
    }
  }

  state.subscribe(schedule);

  return {
    async stop() {
      stops += 1;
      callOff?.();
      await attempt;
      callOff = undefined;
    },
    resume() {
      stops -= 1;
      schedule();
    },
    lastChance: tryAll,
  };
}
