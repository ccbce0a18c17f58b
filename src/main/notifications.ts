import { assertNever } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';
import type { Attention } from '../core/state.ts';
import type { AppView } from '../shared/view.ts';
import { notificationTexts } from './notification-texts.ts';

/** Tells the user on the desktop what programs could not get without them: the window may be closed. */
export interface Notifications {
  /** One notification for one cause, which is taken away when that is settled. @param view what things are called */
  show(attention: readonly Attention[], view: AppView): void;
}

/** What the desktop shows. Nothing secret. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
}

/** The desktop's own way of showing notifications. */
export interface Notifier {
  show(notice: Notice): ShownNotice;
}

export interface ShownNotice {
  close(): void;
}

interface Parts {
  /** Is asked at the first notification. @returns undefined where the desktop shows none: tray and window still tell */
  readonly load: () => Promise<Notifier | undefined>;
  readonly onClick: (one: Attention) => void;
  readonly log: Log;
}

/** What has been told once stays told, whether or not the desktop still shows it. */
interface Told {
  shown?: ShownNotice;
}

export function createNotifications({ load, onClick, log }: Parts): Notifications {
  const told = new Map<string, Told>();
  let notifier: Promise<Notifier | undefined> | undefined;

  async function tell(cause: string, one: Attention, words: Pick<Notice, 'title' | 'body'>): Promise<void> {
    const entry: Told = {};
    told.set(cause, entry);
    notifier ??= load();
    const desktop = await notifier;
    // Settled by now: too late to tell.
    if (desktop === undefined || told.get(cause) !== entry) return;
    entry.shown = desktop.show({ ...words, onClick: () => onClick(one) });
  }

  return {
    show(attention, view) {
      const wanted = new Map(attention.filter(isByProgram).map((one) => [causeOf(one), one]));
      for (const [cause, { shown }] of [...told]) {
        if (wanted.has(cause)) continue;
        told.delete(cause);
        shown?.close();
      }
      for (const [cause, one] of wanted) {
        if (told.has(cause)) continue;
        tell(cause, one, wordsFor(one, view)).catch((error: unknown) =>
          log.warn('notification.failed', { reason: error instanceof Error ? error.name : 'unknown' }),
        );
      }
    },
  };
}

/** What the app itself waits for is asked in the window. */
function isByProgram(one: Attention): boolean {
  return one.kind === 'login-needed' || one.by === 'program';
}

function causeOf(one: Attention): string {
  return one.kind === 'login-needed' ? `login ${one.identity}` : `confirmation ${one.role}`;
}

function wordsFor(one: Attention, { language, roles, identities }: AppView): Pick<Notice, 'title' | 'body'> {
  const texts = notificationTexts[language];
  const role = roles.find(({ id }) => id === one.role)?.name ?? one.role;
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
