import { browserNames } from '../adapters/system/browser-places.ts';
import { installedBrowsers } from '../adapters/system/installed-browsers.ts';
import type { BrowserView } from '../shared/view.ts';

/** The browsers of this computer that can be chosen. Never fails. */
export async function listBrowsers(): Promise<readonly BrowserView[]> {
  return (await installedBrowsers()).map(({ app, profiles = [] }) => ({
    app,
    name: browserNames[app],
    profiles: profiles.map(({ name }) => name),
  }));
}
