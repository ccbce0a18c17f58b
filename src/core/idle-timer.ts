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

export function createIdleTimer(clock: Clock, onIdle: () => void): IdleTimer {
  let requests = 0;
  let callOff = clock.after(idleTime, onIdle);
  return {
    busy() {
      requests += 1;
      callOff();
    },
    free() {
      requests -= 1;
      if (requests === 0) callOff = clock.after(idleTime, onIdle);
    },
    stop: () => callOff(),
  };
}
