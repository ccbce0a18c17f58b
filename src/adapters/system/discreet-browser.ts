import { AppError } from '../../core/errors.ts';
import type { Browser, Clock, Log } from '../../core/ports.ts';
import { redirectOnce } from './one-shot-redirect.ts';

interface Options {
  /** Whether to go on watching for a second visitor after the first: a command ends instead. */
  readonly stay: boolean;
}

/**
 * Opens secret addresses by way of a one-shot redirect, so that no program gets to see them but the browser itself.
 * It also knows what a launcher cannot tell: whether a browser has come. Fails with `browser_failed` where none has.
 */
export function createDiscreetBrowser(browser: Browser, clock: Clock, log: Log, { stay }: Options): Browser {
  return {
    async open(url, secrecy, onRival) {
      if (secrecy !== 'secret') return browser.open(url);
      const redirect = await redirectOnce(url, clock, log, onRival);
      let sent = false;
      try {
        await browser.open(redirect.url);
        sent = await redirect.taken;
      } finally {
        if (!sent || !stay) redirect.close();
      }
      if (!sent) throw new AppError('browser_failed', { command: 'the system browser' });
    },
  };
}
