import { AppError } from '../../core/errors.ts';
import type { BrowserChoice } from '../../core/model.ts';
import type { Browser, Clock } from '../../core/ports.ts';
import { browserCommand, type BrowserOrder } from './browser-command.ts';
import { startsWell } from './browser-launcher.ts';
import type { BrowserSystem, NamedBrowser } from './browser-places.ts';
import { findProfile } from './browser-profiles.ts';
import {
  findBrowser,
  findInstalledBrowsers,
  theseFiles,
  thisSystem,
  type BrowserFiles,
} from './installed-browsers.ts';

interface Options {
  /** Opens what is for no browser in particular. */
  readonly usual: Browser;
  readonly clock: Clock;
  readonly system?: BrowserSystem;
  readonly files?: BrowserFiles;
}

/**
 * Opens pages in the browser, the profile and the kind of window that the user has chosen. Another one is never taken
 * instead: it may be signed in as somebody else. Fails with `browser_missing`, `browser_profile_unknown` and
 * `browser_failed`.
 *
 * The address becomes a word of a command line: it must be none that signs its bearer in.
 */
export function createChosenBrowser({
  usual,
  clock,
  system = thisSystem(),
  files = theseFiles,
}: Options): Browser {
  async function orderFor(app: NamedBrowser, choice: BrowserChoice, url: string): Promise<BrowserOrder> {
    const found = await findBrowser(app, system, files);
    if (found === undefined) {
      const installed = (await findInstalledBrowsers(system, files)).map((one) => one.app);
      throw new AppError('browser_missing', { app, installed });
    }
    const { path, profiles } = found;
    const { profile: wanted } = choice;
    if (wanted === undefined) return { app, path, url, ...windowOf(choice) };
    const profile = profiles === undefined ? wanted : findProfile(profiles, wanted)?.argument;
    if (profile === undefined) {
      const known = (profiles ?? []).map(({ name }) => name);
      throw new AppError('browser_profile_unknown', { app, profile: wanted, known });
    }
    return { app, path, url, profile, ...windowOf(choice) };
  }

  return {
    async open(url, opening = {}) {
      const { browser: choice, signal } = opening;
      if (choice === undefined || choice.app === 'default') return usual.open(url, opening);
      const order = await orderFor(choice.app, choice, url);
      signal?.throwIfAborted();
      const command = browserCommand(order, system.platform);
      if (!(await startsWell(command, clock)))
        throw new AppError('browser_failed', { command: command.program });
    },
  };
}

function windowOf({ private: isPrivate }: BrowserChoice): Pick<BrowserChoice, 'private'> {
  return isPrivate === true ? { private: true } : {};
}
