import { shell } from 'electron';
import { createBrowserLauncher, hasBrowserVariable } from '../adapters/system/browser-launcher.ts';
import { AppError } from '../core/errors.ts';
import type { Browser, Clock } from '../core/ports.ts';
import { isSafeUrl } from '../core/safe-url.ts';

/**
 * Opens pages in the system's browser. `$BROWSER` comes first where it is set, because xdg-open passes it over.
 * Only web addresses over https, or on this computer, ever get here; anything else is a mistake and is refused.
 */
export function createSystemBrowser(clock: Clock): Browser {
  const chosen = hasBrowserVariable(process.env) ? createBrowserLauncher(process.env, clock) : undefined;
  return {
    async open(url) {
      if (!isSafeUrl(url)) throw new AppError('internal', {}, { cause: new Error('not a web address') });
      if (chosen !== undefined) return chosen.open(url);
      try {
        await shell.openExternal(url);
      } catch (cause) {
        throw new AppError('browser_failed', { command: 'the system browser' }, { cause });
      }
    },
  };
}
