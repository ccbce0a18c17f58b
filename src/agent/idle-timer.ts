import type { Clock } from '../core/ports.ts';

/** Calls back once nobody has been connected for a while. */
export interface IdleTimer {
  busy(): void;
  free(): void;
}

const idleTime = 15 * 60_000;

export function createIdleTimer(clock: Clock, onIdle: () => void): IdleTimer {
  let connections = 0;
  let callOff = clock.after(idleTime, onIdle);
  return {
    busy() {
      connections += 1;
      callOff();
    },
    free() {
      connections -= 1;
      if (connections === 0) callOff = clock.after(idleTime, onIdle);
    },
  };
}
