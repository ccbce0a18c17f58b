import { join } from 'node:path';
import { app, powerMonitor } from 'electron';
import { createOwnerServer } from '../adapters/owner/server.ts';
import { socketPath } from '../adapters/owner/socket-path.ts';
import { createDiscreetBrowser } from '../adapters/system/discreet-browser.ts';
import { findPaths } from '../adapters/system/paths.ts';
import { createStreamLog } from '../adapters/system/stream-log.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import { createEndings } from '../core/endings.ts';
import { asAppError } from '../core/errors.ts';
import type { Language } from '../core/model.ts';
import { settingsInUse } from '../core/state.ts';
import { version } from '../core/version.ts';
import type { AppView } from '../shared/view.ts';
import { composeConfigSource, composeOwner, composeDesktopMemory, configDefaults } from './compose.ts';
import { openConfigDocument } from './config-document.ts';
import { watchConfig } from './config-watch.ts';
import { answerCalls, pushView } from './ipc.ts';
import { callReaders } from './call-readers.ts';
import { composeHelp } from './compose-help.ts';
import { createCatalogueHandlers } from './catalogue-handlers.ts';
import { createCatalogueNews } from './catalogue-news.ts';
import { createCallHandlers } from './ipc-handlers.ts';
import { createSystemBrowser } from './open-external.ts';
import { createElectronHttp } from './electron-http.ts';
import { listBrowsers } from './list-browsers.ts';
import { createActivityHandlers } from './activity-handlers.ts';
import { createNotifications } from './notifications.ts';
import { createOutgoing } from './outgoing.ts';
import { createOutcomes } from './outcome.ts';
import { becomeOwner } from './ownership.ts';
import { createPageHandlers } from './page-handlers.ts';
import { onWaking } from './power.ts';
import { endBeforeQuitting } from './quitting.ts';
import { present } from './present.ts';
import { intentForEndings } from './present-endings.ts';
import { createPutAway } from './put-away.ts';
import { createRetry } from './retries.ts';
import { createRoleViews } from './role-views.ts';
import { systemClipboard } from './system-clipboard.ts';
import type { AppTray } from './tray.ts';
import { createFileSaver } from './save-file.ts';
import { watchTrayHost } from './tray-host.ts';
import { createTrayIntents, isByApp } from './tray-intents.ts';
import type { TrayIntent } from './tray-item.ts';
import { composeSettings } from './settings-compose.ts';
import { composeUpdates } from './updating.ts';
import { createViewPushes } from './view-pushes.ts';
import { createWaitingHandlers } from './waiting-handlers.ts';
import { createWanted, type Wanted } from './wanted.ts';
import { createMainWindow } from './window.ts';

export interface RunningOwner {
  act(intent: TrayIntent): void;
}

/**
 * Makes this app the owner, and ties its state to the surfaces.
 *
 * @param systemLanguage what is spoken where the configuration does not choose
 */
export async function runOwner(tray: AppTray, systemLanguage: Language): Promise<RunningOwner> {
  const clock = systemClock;
  const paths = findPaths(process.env);
  const log = createStreamLog((line) => void process.stderr.write(line), clock);
  const http = createElectronHttp();
  const owner = composeOwner(paths, log, systemClipboard, http);
  const browser = createDiscreetBrowser(createSystemBrowser(clock), clock, log, { stay: true });
  const { activity, state } = owner;
  const actions = owner.recorded({ kind: 'app' });

  const outgoing = createOutgoing(log, systemLanguage);
  const pushes = createViewPushes(outgoing);
  const roleViews = createRoleViews();
  const standing = () => present(state.get(), paths.config, systemLanguage, roleViews);
  const view = (): AppView => {
    const doctor = help.doctor();
    const page = wanted.view();
    const news = updating.news();
    return {
      ...putAway.mark(standing()),
      configEdition: settings.edition(),
      activityEdition: activity.edition(),
      ...(doctor && { doctor }),
      ...(page && { wanted: page }),
      ...(trayHost.isToBeTold() && { trayHost: 'missing' }),
      ...(news && { update: news }),
    };
  };
  const putAway = createPutAway(() => changed());
  const window = createMainWindow(standing(), () => tray.bounds());
  const wanted = createWanted();
  const showWindow = (page?: Wanted): void => {
    wanted.want(page);
    changed();
    window.show();
  };
  const act = createTrayIntents({
    ...{ actions, state, browser, showWindow },
    quit: () => app.quit(),
    outlast: (...about) => owner.outlast(...about),
  });
  const notifications = createNotifications({
    load: async () => (await import('./system-notifier.ts')).createSystemNotifier(),
    onClick(one) {
      if ('endings' in one) act(intentForEndings(one.endings, view()));
      else {
        act(
          one.kind === 'login-needed'
            ? { type: 'sign-in', identityId: one.identity }
            : { type: 'show-window' },
        );
      }
    },
    onNewVersion: () => showWindow(),
    isLookedAt: () => window.current()?.isFocused() === true,
    tellsLogin: () => settingsInUse(state.get()).notifications.loginNeeded,
    clock,
    log,
  });
  let scheduled = false;
  const changed = (): void => {
    // Many small changes in one turn of the event loop make one picture.
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      const current = view();
      tray.show(current);
      window.setAppearance(current);
      pushView(pushes, window.current(), current);
      notifications.show(state.get().attention, endings.current(), current);
      tellCleared(current);
      for (const news of catalogueNews(state.get())) notifications.tellNewCatalogue(news, current);
    });
  };
  const endings = createEndings({ activity, state, clock, changed: () => changed() });
  const catalogueNews = createCatalogueNews();
  let clearedAt: number | undefined;
  function tellCleared(current: AppView): void {
    const { clipboardClearedAt } = state.get();
    if (clipboardClearedAt === clearedAt) return;
    clearedAt = clipboardClearedAt;
    if (settingsInUse(state.get()).notifications.clipboardCleared) notifications.tellCleared(current);
  }
  state.subscribe(changed);
  activity.onChange(changed);
  const memory = composeDesktopMemory(paths, log);
  const trayHost = watchTrayHost(
    {
      ...{ clock, platform: process.platform, env: process.env },
      memory,
      startsHidden: () => settingsInUse(state.get()).startHidden,
    },
    { onMissing: () => showWindow(), onLate: () => tray.renew(), onChange: changed },
  );

  let seen: readonly unknown[] = [];
  state.subscribe(() => {
    const { alarms, attention } = state.get();
    const urgent = [...alarms, ...attention.filter(isByApp)];
    // It cannot wait until somebody happens to look; one that is dismissed is no reason to.
    if (urgent.some((one) => !seen.includes(one))) showWindow();
    seen = urgent;
  });

  const template = join(import.meta.dirname, '../../resources/templates/config.yaml');
  const openConfig = () => openConfigDocument(paths.config, template);
  const copy = (text: string) => systemClipboard.write(text);
  const help = composeHelp({
    ...{ owner, http, view: standing, copy, changed, clock },
    configSource: composeConfigSource(paths.config),
    window: () => window.current(),
  });
  const updating = composeUpdates({
    ...{ state, http, memory, clock, log, browser },
    outcomes: createOutcomes(() => standing().language),
    onChange: () => settings.renew(),
    tell: (newer) => notifications.tellNewVersion(newer, view()),
  });
  const settings = composeSettings({
    ...{ owner, clock, log, memory, changed, defaults: configDefaults, path: paths.config },
    stateFolder: paths.state,
    updates: () => updating.looks(),
    language: () => standing().language,
    showWindow: () => showWindow(),
    saveFile: createFileSaver(() => window.current(), paths.config),
  });
  const handlers = createCallHandlers({
    actions,
    browser,
    view,
    whole: () => pushes.whole(view(), window.current()?.webContents),
    openConfig,
    copy,
    help: help.handlers,
    settings: settings.handlers,
    activity: createActivityHandlers({
      ...{ activity, state },
      identities: () => view().identities,
      outcomes: createOutcomes(() => view().language),
    }),
    browsers: listBrowsers,
    pages: createPageHandlers({ state: () => state.get(), outcomes: createOutcomes(() => view().language) }),
    updates: updating.handlers,
    catalogues: createCatalogueHandlers({
      ...{ actions: owner.catalogues, browser, state, putAway: putAway.put },
      outcomes: createOutcomes(() => view().language),
    }),
    dismissTrayHost: () => trayHost.dismiss(),
    retry: createRetry({ actions, browser, state }),
  });
  // Until it is the owner, the page can look and no more: another owner may still hold the session.
  const answers = { ...handlers, ...createWaitingHandlers(() => view().language) };
  answerCalls(answers, callReaders, outgoing, () => window.current());

  const socket = socketPath(paths.runtime);
  const serve = createOwnerServer({
    owner,
    identity: { kind: 'app', pid: process.pid, version },
    configPath: paths.config,
    clock,
    log,
    show() {
      showWindow();
      return true;
    },
    end: () => app.quit(),
  });
  const ownership = await becomeOwner({
    owner,
    serve,
    address: { socket, config: paths.config },
    clock,
    log,
    onSilent(error) {
      // Ends by itself: with the agent gone, the configuration is loaded and takes the place of this.
      state.update((current) => ({ ...current, config: { status: 'failed', error } }));
      showWindow();
    },
  });
  Object.assign(answers, handlers);
  endBeforeQuitting(owner, ownership, clock);
  onWaking(powerMonitor, () => {
    owner.wake();
    endings.look();
  });

  const loaded = await actions.loadConfig().catch(() => undefined);
  void owner
    .resumeProfiles()
    .catch((error: unknown) => log.warn('profiles.not-resumed', { code: asAppError(error).code }));
  if (loaded?.settings.localEndpoint === true) void actions.turnEndpoint(true);
  watchConfig({
    path: paths.config,
    clock,
    onChange: () => void actions.loadConfig().catch(() => undefined),
  });
  settings.follow();
  updating.start();
  // Nothing to click yet: show what is missing.
  if (
    loaded?.settings.startHidden !== true &&
    !view().identities.some(({ session }) => session.status === 'signed-in')
  )
    showWindow();

  return { act };
}
