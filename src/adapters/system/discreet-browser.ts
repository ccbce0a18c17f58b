import { AppError } from '../../core/errors.ts';
import type { Browser, Clock, Log, Opening } from '../../core/ports.ts';
import { redirectOnce, type OneShotRedirect } from './one-shot-redirect.ts';

interface Options {
  /** Whether to go on watching for a second visitor after the first: a command ends instead. */
  readonly stay: boolean;
  /** How long opening itself waits for a second visitor after the first, in milliseconds; one that comes ends it. */
  readonly linger?: number;
}

/**
 * Opens secret addresses by way of a one-shot redirect, so that no program gets to see them but the browser itself; and
 * all addresses so in a browser that was chosen, whose command line everybody can read.
 * It also knows what a launcher cannot tell: whether a browser has come. Fails with `browser_failed` where none has.
 */
export function createDiscreetBrowser(
  browser: Browser,
  clock: Clock,
  log: Log,
  { stay, linger = 0 }: Options,
): Browser {
  /** A browser that has the address already comes for it: it is told so, as long as there is somebody to tell it. */
  function calling(redirect: OneShotRedirect): () => void {
    return () => (stay ? redirect.abandon() : redirect.close());
  }

  /** A login waits for its own answer, in whichever browser: nobody waits here. */
  async function openPage(url: string, opening: Opening): Promise<void> {
    const { signal } = opening;
    const redirect = await redirectOnce(url, clock, log);
    const callOff = calling(redirect);
    signal?.addEventListener('abort', callOff, { once: true });
    let isOut = false;
    try {
      signal?.throwIfAborted();
      isOut = true;
      await browser.open(redirect.url, opening);
    } catch (error) {
      if (isOut && signal?.aborted === true) callOff();
      else redirect.close();
      throw error;
    }
  }

  async function openSecret(url: string, opening: Opening): Promise<void> {
    const { onRival, signal } = opening;
    let endWait: () => void = () => undefined;
    const second = new Promise<void>((resolve) => (endWait = resolve));
    let sent = false;
    const redirect = await redirectOnce(url, clock, log, (rivals) => {
      onRival?.(rivals);
      // Another user never gets in: the one to wait for may still come.
      if (rivals.turnedAway?.kind !== 'other-user') endWait();
    });
    const callOff = calling(redirect);
    let isOut = false;
    signal?.addEventListener('abort', callOff, { once: true });
    try {
      signal?.throwIfAborted();
      isOut = true;
      await browser.open(redirect.url, { browser: opening.browser, signal });
      sent = await redirect.taken;
      if (sent && linger > 0) await until(clock, linger, second);
    } finally {
      signal?.removeEventListener('abort', callOff);
      if (!sent && isOut && signal?.aborted === true) callOff();
      else if (!sent || !stay) redirect.close();
    }
    if (!sent) signal?.throwIfAborted();
    if (!sent) throw new AppError('browser_failed', { command: 'the system browser' });
  }

  return {
    open(url, opening = {}) {
      if (opening.secrecy === 'secret') return openSecret(url, opening);
      const isChosen = opening.browser !== undefined && opening.browser.app !== 'default';
      return isChosen ? openPage(url, opening) : browser.open(url, opening);
    },
  };
}

/** Waits for something, but no longer than this. */
function until(clock: Clock, ms: number, event: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.after(ms, resolve);
    void event.then(resolve).finally(callOff);
  });
}
