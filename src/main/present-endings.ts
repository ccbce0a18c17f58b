import type { Ending } from '../core/endings.ts';
import type { AppView } from '../shared/view.ts';
import type { Notice } from './notice.ts';
import { notificationTexts, type NotificationTexts } from './notification-texts.ts';
import { roleLabels } from './role-labels.ts';
import type { TrayIntent } from './tray-item.ts';
import { trayTexts } from './tray-texts.ts';

type Words = Pick<Notice, 'title' | 'body' | 'action'>;

/** What is said of roles that end: by name where it is one. @param endings never empty */
export function wordsForEndings(endings: readonly Ending[], { language, roles }: AppView): Words {
  const { ending: texts } = notificationTexts[language];
  const { time } = trayTexts[language];
  const first = Math.min(...endings.map(({ until }) => until));
  const ids = new Set(endings.map(({ role }) => role));
  const [newest] = endings.toReversed();
  if (ids.size > 1 || newest === undefined) {
    const isFirst = endings.some(({ until }) => time(until) !== time(first));
    return { title: texts.several(ids.size, time(first), isFirst), body: texts.body.several };
  }
  const name = roleLabels(roles).get(newest.role) ?? newest.role;
  return {
    title: texts.title(name, time(first)),
    body: texts.body[bodyOf(newest)],
    ...(newest.taken.kind !== 'profile' && { action: texts.action }),
  };
}

function bodyOf({ taken }: Ending): Exclude<keyof NotificationTexts['ending']['body'], 'several'> {
  if (taken.kind !== 'deliver') return taken.kind;
  return taken.sink === 'terminal' ? 'terminal' : 'copied';
}

/** What a click does about it: what the user did comes anew, and what cannot be done at once is shown. */
export function intentForEndings(endings: readonly Ending[], { roles, identities }: AppView): TrayIntent {
  const [newest] = endings.toReversed();
  if (newest === undefined || new Set(endings.map(({ role }) => role)).size > 1)
    return { type: 'show-window' };
  const { taken, role: roleId, identity: identityId, access, until } = newest;
  const renews = { access, until };
  const session = identities.find(({ id }) => id === identityId)?.session;
  switch (taken.kind) {
    case 'console': {
      const { service } = taken;
      return { type: 'open-console', roleId, access, renews, ...(service !== undefined && { service }) };
    }
    case 'deliver': {
      // Never more than what was taken.
      const isUsual = roles.find(({ id }) => id === roleId)?.readOnly === (access === 'read-only');
      return isUsual ? { type: 'deliver', roleId, deliveryId: taken.sink, renews } : { type: 'show-window' };
    }
    case 'profile':
      return session?.status === 'signed-out' ? { type: 'sign-in', identityId } : { type: 'show-window' };
  }
}
