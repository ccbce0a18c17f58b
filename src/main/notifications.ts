import { assertNever } from '../core/errors.ts';
import type { EndingGroup } from '../core/endings.ts';
import type { Clock, Log } from '../core/ports.ts';
import type { Attention } from '../core/state.ts';
import type { AppView } from '../shared/view.ts';
import type { CatalogueNews } from './catalogue-news.ts';
import type { Notice, Notifier, ShownNotice } from './notice.ts';
import { notificationTexts } from './notification-texts.ts';
import { wordsForEndings } from './present-endings.ts';
import { roleLabels } from './role-labels.ts';

/** Tells the user on the desktop what programs could not get without them: the window may be closed. */
export interface Notifications {
  /** One notification for one cause, which is taken away when that is settled. @param view what things are called */
  show(attention: readonly Attention[], endings: readonly EndingGroup[], view: AppView): void;
  /** The clipboard was cleared in time: a short word, and none where the window is being looked at. */
  tellCleared(view: AppView): void;
  /** There is a newer version: told where the window, which says so too, is not being looked at. */
  tellNewVersion(version: string, view: AppView): void;
  /** A catalogue has changed: told so, too. */
  tellNewCatalogue(news: CatalogueNews, view: AppView): void;
}

interface Parts {
  /** Is asked at the first notification. @returns undefined where the desktop shows none: tray and window still tell */
  readonly load: () => Promise<Notifier | undefined>;
  readonly onClick: (cause: Cause) => void;
  /** Somebody wants to see what the window says of it. */
  readonly onNewVersion: () => void;
  readonly clock: Pick<Clock, 'after'>;
  readonly isLookedAt: () => boolean;
  /** Whether the user wants to hear of it on the desktop that programs wait for a sign-in. */
  readonly tellsLogin: () => boolean;
  readonly log: Log;
}

/** What a notification is about. */
export type Cause = Attention | EndingGroup;

/** How long a word stays that may go unseen, in milliseconds. */
const minorTime = 5_000;

/** What has been told once stays told, whether or not the desktop still shows it. */
interface Told {
  shown?: ShownNotice;
}

export function createNotifications(parts: Parts): Notifications {
  const { load, onClick, onNewVersion, clock, isLookedAt, tellsLogin, log } = parts;
  const told = new Map<string, Told>();
  let notifier: Promise<Notifier | undefined> | undefined;

  async function tell(cause: string, one: Cause, words: Words): Promise<void> {
    const entry: Told = {};
    told.set(cause, entry);
    notifier ??= load();
    const desktop = await notifier;
    // Settled by now: too late to tell.
    if (desktop === undefined || told.get(cause) !== entry) return;
    entry.shown = desktop.show({ ...words, onClick: () => onClick(one) });
  }

  function failed(error: unknown): void {
    log.warn('notification.failed', { reason: error instanceof Error ? error.name : 'unknown' });
  }

  /** A word about something that needs no answer. */
  function tellOnce(
    words: Omit<Notice, 'onClick'>,
    onPress: () => void,
    then?: (shown: ShownNotice) => void,
  ): void {
    notifier ??= load();
    notifier
      .then((desktop) => {
        const shown = desktop?.show({ ...words, onClick: onPress });
        if (shown !== undefined) then?.(shown);
      })
      .catch(failed);
  }

  return {
    show(attention, endings, view) {
      const wished = attention.filter((one) => one.kind !== 'login-needed' || tellsLogin());
      const all: readonly Cause[] = [...wished.filter(isByProgram), ...endings];
      const wanted = new Map(all.map((one) => [causeOf(one), one]));
      for (const [cause, { shown }] of [...told]) {
        if (wanted.has(cause)) continue;
        told.delete(cause);
        shown?.close();
      }
      for (const [cause, one] of wanted) {
        if (told.has(cause)) continue;
        tell(cause, one, wordsFor(one, view)).catch(failed);
      }
    },

    tellCleared({ language }) {
      if (isLookedAt()) return;
      const words = { ...notificationTexts[language].cleared, isMinor: true as const };
      tellOnce(
        words,
        () => undefined,
        (shown) => clock.after(minorTime, () => shown.close()),
      );
    },

    tellNewVersion(version, { language }) {
      if (isLookedAt()) return;
      const { title, body } = notificationTexts[language].newVersion;
      tellOnce({ title: title(version), body, isMinor: true }, onNewVersion);
    },

    tellNewCatalogue({ name, added, changed, removed }, { language }) {
      if (isLookedAt()) return;
      const { title, body } = notificationTexts[language].newCatalogue;
      // Its window has the line that tells more.
      tellOnce({ title: title(name, { added, changed, removed }), body, isMinor: true }, onNewVersion);
    },
  };
}

/** What the app itself waits for is asked in the window. */
function isByProgram(one: Attention): boolean {
  return one.kind === 'login-needed' || one.by === 'program';
}

function causeOf(one: Cause): string {
  if ('endings' in one) return `ending ${one.id}`;
  return one.kind === 'login-needed' ? `login ${one.identity}` : `confirmation ${one.role}`;
}

type Words = Pick<Notice, 'title' | 'body' | 'action'>;

function wordsFor(one: Cause, view: AppView): Words {
  if ('endings' in one) return wordsForEndings(one.endings, view);
  const { language, roles, identities } = view;
  const texts = notificationTexts[language];
  const role = roleLabels(roles).get(one.role) ?? one.role;
  switch (one.kind) {
    case 'login-needed': {
      const who = identities.find(({ id }) => id === one.identity)?.label ?? one.identity;
      return { title: texts.login.title(who, role), body: texts.login.body };
    }
    case 'confirmation-needed':
      return { title: texts.confirmation.title(role), body: texts.confirmation.body };
    default:
      return assertNever(one);
  }
}
