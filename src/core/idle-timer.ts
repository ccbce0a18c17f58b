import type { Clock } from './ports.ts';

/** Calls back once nobody has asked anything for a while. */
export interface IdleTimer {
  /** Work on a request begins. */
  busy(): void;
  /** It has ended. */
  free(): void;
  /** Never calls back any more. */
  stop(): void;
}

const idleTime = 15 * 60_000;

/** @param isNeeded whether it is of use to somebody who does not ask */
export function createIdleTimer(clock: Clock, onIdle: () => void, isNeeded: () => boolean): IdleTimer {
  let requests = 0;
  let callOff = clock.after(idleTime, endOrWait);

  function endOrWait(): void {
    if (isNeeded()) callOff = clock.after(idleTime, endOrWait);
    else onIdle();
  }

  return {
    busy() {
      requests += 1;
      callOff();
    },
    free() {
      requests -= 1;
      if (requests === 0) callOff = clock.after(idleTime, endOrWait);
    },
    stop: () => callOff(),
  };
}
