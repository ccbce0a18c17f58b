import { watchBusName } from '../adapters/system/bus-name.ts';
import type { Clock, Memory } from '../core/ports.ts';

/** What shows tray icons on Linux owns this name on the session's bus (StatusNotifierItem, freedesktop.org). */
const hostName = 'org.kde.StatusNotifierWatcher';

/** A panel that starts with the session, or anew, is there by then, on a slow machine too; milliseconds. */
const patience = 20_000;

/** What shows tray icons on this desktop. Elsewhere than on Linux there always is something. */
export interface TrayHost {
  /** There is nothing that shows icons, and the user does not know yet. */
  isToBeTold(): boolean;
  /** The user knows now. */
  dismiss(): void;
}

interface Parts {
  readonly clock: Pick<Clock, 'after'>;
  readonly memory: Pick<Memory, 'knowsTrayHost' | 'setKnowsTrayHost'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user wants no window that opens by itself. */
  readonly startsHidden: () => boolean;
  readonly watch?: typeof watchBusName;
}

export interface TrayHostListener {
  /** There is nothing that shows icons: the window says so. Once in a run, and to nobody who knows or wants none. */
  readonly onMissing: () => void;
  /** There is something now, and the icon was put up before. */
  readonly onLate: () => void;
  /** What is to be told has changed. */
  readonly onChange: () => void;
}

export function watchTrayHost(
  { clock, memory, platform, env, startsHidden, watch = watchBusName }: Parts,
  { onMissing, onLate, onChange }: TrayHostListener,
): TrayHost {
  let missing = false;
  let wasAbsent = false;
  let hadPlace = false;
  let hasTold = false;
  let callOff: (() => void) | undefined;

  function isMissing(): void {
    missing = true;
    if (!hasTold && !startsHidden() && !memory.knowsTrayHost()) {
      hasTold = true;
      onMissing();
    }
    onChange();
  }

  function owned(is: boolean): void {
    if (!is) {
      wasAbsent = true;
      callOff ??= clock.after(patience, isMissing);
      return;
    }
    callOff?.();
    callOff = undefined;
    // Electron looks for a place once; where it had one, it follows that to the next.
    if (wasAbsent && !hadPlace) onLate();
    hadPlace = true;
    if (!missing) return;
    missing = false;
    onChange();
  }

  if (platform === 'linux') watch(hostName, env, owned, clock);
  return {
    isToBeTold: () => missing && !memory.knowsTrayHost(),
    dismiss() {
      memory.setKnowsTrayHost();
      onChange();
    },
  };
}
