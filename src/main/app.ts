import { app, Menu } from 'electron';
import { preventCoreDumps } from '../adapters/system/core-dumps.ts';
import { version } from '../core/version.ts';
import type { AppView } from '../shared/view.ts';
import { spokenLanguage } from './language.ts';
import { createTray } from './tray.ts';
import type { TrayIntent } from './tray-item.ts';

const starting: Omit<AppView, 'language'> = {
  version,
  theme: 'system',
  config: { status: 'loading' },
  identities: [],
  roles: [],
  recentServices: [],
  deliveries: [],
  copyFormat: 'env',
  confirmations: [],
  alarms: [],
  strays: [],
};

/** Puts the tray up at once; what does the work is loaded behind it. */
export async function startApp(): Promise<void> {
  if (process.platform === 'darwin') app.dock?.hide();
  else Menu.setApplicationMenu(null);

  // Until the owner runs there is nothing to show; a click before that is kept for then.
  let wanted: TrayIntent | undefined;
  let act = (intent: TrayIntent) => {
    if (intent.type === 'quit') app.quit();
    else wanted = intent;
  };
  app.on('second-instance', () => act({ type: 'show-window' }));
  app.on('activate', () => act({ type: 'show-window' }));
  const language = spokenLanguage(app.getPreferredSystemLanguages());
  const tray = createTray({ ...starting, language }, (intent) => act(intent));

  const { runOwner } = await import('./run-owner.ts');
  void preventCoreDumps();
  const running = await runOwner(tray, language);
  act = (intent) => running.act(intent);
  if (wanted !== undefined) act(wanted);
}
