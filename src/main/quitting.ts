import { app } from 'electron';
import type { Ownership } from '../adapters/owner/ownership.ts';
import type { Owner } from '../core/owner.ts';
import type { Clock } from '../core/ports.ts';

/** The longest that a token endpoint is waited for, and a little more to store what it gave; milliseconds. */
const refreshTime = 17_000;

/** Quitting waits for a refresh under way to store its token: the provider has revoked the one before it. */
export function endBeforeQuitting(owner: Owner, ownership: Ownership, clock: Clock): void {
  let ended = false;
  let ending = false;
  // Whoever starts it now gets nowhere, for this process still is the one instance: it starts again when it is gone.
  let wantedAgain = false;
  app.on('second-instance', () => (wantedAgain = ending));
  app.on('will-quit', () => {
    if (wantedAgain) app.relaunch();
  });
  app.on('before-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    if (ending) return;
    ending = true;
    const timeout = new Promise<void>((resolve) => void clock.after(refreshTime, resolve));
    void Promise.race([owner.end(), timeout]).then(() => {
      ended = true;
      void ownership.release();
      // Not right here: after a signal this may still be inside the event, and Electron, which goes by what the event
      // says when it is over, would close the window and stay.
      setImmediate(() => app.quit());
    });
  });
}
