import { createBrowserLauncher } from '../adapters/system/browser-launcher.ts';
import { createChosenBrowser } from '../adapters/system/chosen-browser.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { Browser } from '../core/ports.ts';

/** Opens pages where the user is: in the browser that the owner names, else in this environment's. */
export function commandBrowser(): Browser {
  return createChosenBrowser({
    usual: createBrowserLauncher(process.env, systemClock),
    clock: systemClock,
  });
}
