import { net } from 'electron';
import { installedBy } from '../adapters/system/installer.ts';
import { systemRandom } from '../adapters/system/system-random.ts';
import type { Browser, Clock, Http, Log, Memory } from '../core/ports.ts';
import type { Release, ReleaseFeed } from '../core/releases.ts';
import { settingsInUse, type StateStore } from '../core/state.ts';
import { createUpdates } from '../core/updates.ts';
import type { CallName } from '../shared/ipc.ts';
import type { UpdateLooksView, UpdateView } from '../shared/update-view.ts';
import type { CallHandlers } from './ipc.ts';
import type { Outcomes } from './outcome.ts';
import { presentLooks, presentNews } from './present-updates.ts';

export type UpdateHandlers = Pick<CallHandlers, Extract<CallName, `updates:${string}`>>;

interface Parts {
  readonly state: StateStore;
  readonly http: Http;
  readonly memory: Pick<Memory, 'updates' | 'setUpdates'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly browser: Browser;
  readonly outcomes: Outcomes;
  /** What the window shows has changed. */
  readonly onChange: () => void;
  /** A newer version, once for each, where the settings want it told. */
  readonly tell: (version: string) => void;
}

/** Newer versions, from the feed to the window. */
export interface Updating {
  /** Looks once a day from here on: this app is the owner now. */
  start(): void;
  /** What the window tells. */
  news(): UpdateView | undefined;
  looks(): UpdateLooksView;
  readonly handlers: UpdateHandlers;
}

export function composeUpdates(parts: Parts): Updating {
  const { state, http, memory, clock, log, browser, outcomes, onChange, tell } = parts;
  const by = installedBy({ platform: process.platform, program: process.execPath });
  const settings = () => settingsInUse(state.get());
  const updates = createUpdates({
    ...{ memory, clock, log, onChange },
    random: systemRandom,
    feed: lazily(async () => {
      const { createReleaseFeed } = await import('../adapters/system/release-feed.ts');
      return createReleaseFeed(http, { platform: process.platform, arch: process.arch });
    }),
    settings: () => settings().updates,
    isOnline: () => net.isOnline(),
    onNews({ version }: Release) {
      if (settings().notifications.newVersion) tell(version);
    },
  });

  async function openPage(): Promise<void> {
    const page = updates.status().release?.page;
    if (page !== undefined) await browser.open(page);
  }

  return {
    start: () => updates.start(),
    news: () => presentNews(updates.status(), by),
    looks: () => presentLooks(updates.status(), by),
    handlers: {
      'updates:look': () => outcomes.outcome(updates.look()),
      'updates:open-page': () => outcomes.outcome(openPage()),
      'updates:dismiss': () => {
        updates.dismiss();
        return Promise.resolve({ ok: true });
      },
    },
  };
}

/** Nothing of it is loaded before the first look. */
function lazily(load: () => Promise<ReleaseFeed>): ReleaseFeed {
  let feed: Promise<ReleaseFeed> | undefined;
  return { latest: async (folder) => (await (feed ??= load())).latest(folder) };
}
