import type { Memory } from '../core/ports.ts';

/** The system's list of what starts at the login. */
export interface LoginList {
  /** Whether the list itself tells that Tobira made its item, not the user. */
  isOurs(): Promise<boolean>;
  set(on: boolean): Promise<void>;
  /** Keeps an item in step with where the program is. @returns false where the item is gone, or switched off */
  keep(): Promise<boolean>;
}

interface Parts {
  readonly list: LoginList;
  readonly memory: Pick<Memory, 'startsAtLogin' | 'setStartsAtLogin'>;
}

/**
 * Lets the list follow the setting where that has changed, and only then: what the user does with the list elsewhere
 * stays, and so does an item that Tobira never made.
 *
 * @returns fails with the list's own code, or with `SWITCHED_OFF` where the user has taken the item out elsewhere
 */
export function createLoginStart({ list, memory }: Parts): (on: boolean) => Promise<void> {
  // Of this run: the memory may not be writable.
  let done: boolean | undefined;
  function remember(on: boolean): void {
    done = on;
    if (memory.startsAtLogin() !== on) memory.setStartsAtLogin(on);
  }

  return async (on) => {
    if (on !== (done ?? memory.startsAtLogin() ?? (await list.isOurs()))) {
      await list.set(on);
      remember(on);
      return;
    }
    if (!on) return;
    remember(on);
    if (!(await list.keep())) throw Object.assign(new Error('taken out elsewhere'), { code: 'SWITCHED_OFF' });
  };
}
