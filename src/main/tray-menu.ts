import type { AlarmView } from '../shared/alarm-view.ts';
import type { AppView, IdentityView } from '../shared/view.ts';
import { assertNever } from '../core/errors.ts';
import { entry, note, section, separator, submenu, type TrayItem } from './tray-item.ts';
import { createRoleLabels, longestName, type RoleLabels } from './role-labels.ts';
import { createRoleMenu } from './tray-role-menu.ts';
import { everyRole, rolesWithActions } from './tray-roles.ts';
import { trayTexts, type TrayTexts } from './tray-texts.ts';

/**
 * The menu of the tray icon. A role's name opens its console at once, wherever it stands; what else can be done with a
 * role is in submenus of its own, as the parent of a submenu cannot be clicked on Linux.
 *
 * @param now milliseconds since the epoch: what has ended is not shown as lasting
 * @param labelsOf what roles are called; who draws again and again need not work it out each time
 */
export function trayMenu(
  view: AppView,
  now: number,
  labelsOf: RoleLabels = createRoleLabels(longestName),
): readonly TrayItem[] {
  const texts = trayTexts[view.language];
  const several = view.identities.length > 1;
  return [
    ...view.alarms.map((alarm) => alarmItem(alarm, texts)),
    ...confirmationItems(view, texts, labelsOf),
    ...(view.alarms.length + view.confirmations.length > 0 ? [separator] : []),
    ...notes(view, texts),
    ...view.identities.flatMap((identity) => identityItems(identity, several, texts)),
    ...roleItems(view, now, texts, labelsOf),
    separator,
    entry(texts.openWindow, { type: 'show-window' }),
    entry(texts.settings, { type: 'show-settings' }),
    ...endpointItems(view, texts),
    ...view.identities
      .filter(isSignedIn)
      .map(({ id, label }) =>
        entry(texts.signOut(several ? label : undefined), { type: 'sign-out', identityId: id }),
      ),
    // Also where no identity is known: profiles may stand, and sessions from before the file broke.
    entry(texts.lock, { type: 'lock' }),
    entry(texts.quit, { type: 'quit' }),
  ];
}

/** When the menu says something that ends: the next such moment, in milliseconds since the epoch. */
export function nextEnd({ roles }: AppView, now: number): number | undefined {
  let next: number | undefined;
  for (const { credentialsUntil, otherUntil } of roles) {
    for (const until of [credentialsUntil, otherUntil]) {
      if (until !== undefined && until > now && (next === undefined || until < next)) next = until;
    }
  }
  return next;
}

/** Says at a glance how things stand. */
export function trayTooltip({ identities, language }: AppView): string {
  const texts = trayTexts[language];
  const names = identities.flatMap(({ label, session }) => {
    if (session.status !== 'signed-in') return [];
    return [identities.length > 1 ? texts.signedIn(session.user.name, label) : session.user.name];
  });
  return texts.tooltip(names);
}

export type TrayMood = 'signed-out' | 'ready' | 'busy' | 'attention';

export function trayMood(view: AppView): TrayMood {
  if (view.alarms.length + view.confirmations.length > 0) return 'attention';
  const busy =
    view.roles.some(({ activity }) => activity.status === 'busy') ||
    view.identities.some(({ session }) => session.status === 'signing-in');
  if (busy) return 'busy';
  const troubled =
    view.config.status === 'failed' ||
    view.identities.some(({ session }) => 'error' in session || 'notWithdrawn' in session);
  if (troubled) return 'attention';
  return view.identities.some(isSignedIn) ? 'ready' : 'signed-out';
}

function notes({ config, identities }: AppView, texts: TrayTexts): readonly TrayItem[] {
  if (config.status === 'loading') return [note(texts.starting), separator];
  if (config.status === 'failed') return [note(config.error.title), separator];
  return identities.length === 0 ? [note(texts.noIdentity), separator] : [];
}

function identityItems(
  { id, label, session }: IdentityView,
  several: boolean,
  texts: TrayTexts,
): readonly TrayItem[] {
  switch (session.status) {
    case 'loading':
      return [note(label)];
    case 'signed-out':
      return [
        note(session.error?.title ?? texts.signedOut(label)),
        ...(session.notWithdrawn ? [entry(texts.stayedBehind(label), { type: 'show-window' })] : []),
        entry(texts.signIn(several ? label : undefined), { type: 'sign-in', identityId: id }),
      ];
    case 'signing-in':
      return [
        note(texts.signingIn(label)),
        entry(texts.cancelSignIn, { type: 'cancel-sign-in', identityId: id }),
      ];
    case 'signed-in':
      return [note(texts.signedIn(session.user.name, label))];
    default:
      return assertNever(session);
  }
}

/** The consoles first, then what else can be done. */
function roleItems(view: AppView, now: number, texts: TrayTexts, labelsOf: RoleLabels): readonly TrayItem[] {
  const { roles, deliveries, copyFormat } = view;
  const menu = createRoleMenu(view, texts, now, labelsOf);
  const { label } = menu;
  const { first, others } = everyRole(roles, { label, item: menu.consoleItem }, texts);
  const canCopy =
    view.identities.some(isSignedIn) && deliveries.some(({ id }) => id === `copy-${copyFormat}`);
  const copies = canCopy ? rolesWithActions(roles, { label, item: menu.copyItem }, texts) : [];
  const actions = rolesWithActions(roles, { label, item: menu.actionsItem }, texts);
  return [
    ...section(first),
    ...section(others),
    ...section([
      ...(copies.length > 0 ? [submenu(texts.copyCredentials(copyFormat), copies)] : []),
      ...(actions.length > 0 ? [submenu(texts.more, actions)] : []),
    ]),
  ];
}

function endpointItems({ endpoint, identities }: AppView, texts: TrayTexts): readonly TrayItem[] {
  if (endpoint === undefined || identities.length === 0) return [];
  const checked = endpoint === 'on';
  return [{ type: 'check', label: texts.endpoint, checked, intent: { type: 'turn-endpoint', on: !checked } }];
}

function confirmationItems(
  { confirmations, roles }: AppView,
  texts: TrayTexts,
  labelsOf: RoleLabels,
): readonly TrayItem[] {
  if (confirmations.length === 0) return [];
  const labels = labelsOf(roles);
  return confirmations.map(({ roleId, roleName }) =>
    entry(texts.confirm(labels.get(roleId) ?? roleName), { type: 'show-window' }),
  );
}

/** The whole story is in the window. */
function alarmItem({ roleName }: AlarmView, texts: TrayTexts): TrayItem {
  return entry(texts.alarm(roleName), { type: 'show-window' });
}

function isSignedIn({ session }: IdentityView): boolean {
  return session.status === 'signed-in';
}
