import { shell } from 'electron';
import { createBrowserLauncher, hasBrowserVariable } from '../adapters/system/browser-launcher.ts';
import { createChosenBrowser } from '../adapters/system/chosen-browser.ts';
import { AppError } from '../core/errors.ts';
import type { Browser, Clock } from '../core/ports.ts';
import { isSafeUrl } from '../core/safe-url.ts';

/**
 * Opens pages in the browser that the configuration chooses, else in the system's. `$BROWSER` comes before the latter where
 * it is set, because xdg-open passes it over.
 * Only web addresses over https, or on this computer, ever get here; anything else is a mistake and is refused.
 */
export function createSystemBrowser(clock: Clock): Browser {
  const named = hasBrowserVariable(process.env) ? createBrowserLauncher(process.env, clock) : undefined;
  const usual: Browser = {
    async open(url) {
      if (named !== undefined) return named.open(url);
      try {
        await shell.openExternal(url);
      } catch (cause) {
        throw new AppError('browser_failed', { command: 'the system browser' }, { cause });
      }
    },
  };
  const chosen = createChosenBrowser({ usual, clock });
  return {
    async open(url, opening) {
      if (!isSafeUrl(url)) throw new AppError('internal', {}, { cause: new Error('not a web address') });
      await chosen.open(url, opening);
    },
  };
}
