import type { Log } from '../core/ports.ts';
import type { Settings } from '../core/model.ts';
import type { SettingFailureView, ShortcutView } from '../shared/settings-view.ts';

/** How the system follows the settings. */
export interface EffectsView {
  readonly shortcut: ShortcutView;
  readonly failures: readonly SettingFailureView[];
}

/** What the settings reach outside of the app. */
export interface SystemReach {
  /** Whether programs can have keys of their own on this desktop. */
  readonly canTakeKeys: boolean;
  /** @returns false where another program has them */
  takeKeys(keys: string, onPress: () => void): boolean;
  giveKeysBack(keys: string): void;
  /** Is told at each start, too. Fails where the system does not let it, or the user has said otherwise elsewhere. */
  startAtLogin(on: boolean): Promise<void>;
}

interface Parts {
  readonly reach: SystemReach;
  readonly onPress: () => void;
  /** What `view` gives has changed. */
  readonly onChange: () => void;
  readonly log: Log;
}

export interface SettingEffects {
  /** Makes the system follow: what has not changed is left alone. */
  apply(settings: Settings): void;
  view(): EffectsView;
  /** Gives back what ends with the app. */
  end(): void;
}

export function createSettingEffects({ reach, onPress, onChange, log }: Parts): SettingEffects {
  let keys: string | undefined;
  let shortcut: ShortcutView = 'none';
  let failures: readonly SettingFailureView[] = [];
  let startsAtLogin: boolean | undefined;
  let turn: Promise<void> = Promise.resolve();

  function applyShortcut(wanted: string | undefined): void {
    if (wanted === keys) return;
    if (keys !== undefined && shortcut === 'ready') reach.giveKeysBack(keys);
    keys = wanted;
    shortcut = wanted === undefined ? 'none' : take(wanted);
    onChange();
  }

  function take(wanted: string): ShortcutView {
    if (!reach.canTakeKeys) return 'unavailable';
    try {
      return reach.takeKeys(wanted, onPress) ? 'ready' : 'taken';
    } catch {
      // Keys that this keyboard, or this system, does not have.
      return 'taken';
    }
  }

  /** One after the other: the last wish counts. */
  function applyStart(wanted: boolean): void {
    if (wanted === startsAtLogin) return;
    startsAtLogin = wanted;
    turn = turn.then(async () => {
      const reason = await reach.startAtLogin(wanted).then(
        () => undefined,
        (error: unknown) => reasonOf(error),
      );
      failures = reason === undefined ? [] : [{ id: 'startAtLogin', reason }];
      if (reason !== undefined) log.warn('start-at-login.failed', { reason });
      onChange();
    });
  }

  return {
    apply(settings) {
      applyShortcut(settings.shortcut);
      applyStart(settings.startAtLogin);
    },
    view: () => ({ shortcut, failures }),
    end() {
      if (keys !== undefined && shortcut === 'ready') reach.giveKeysBack(keys);
      keys = undefined;
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
