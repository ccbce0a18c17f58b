import type { AlarmView, AppView, DeliveryId, IdentityView, RoleView } from '../shared/view.ts';
import { assertNever } from '../core/errors.ts';
import { deliveryGroups, type DeliveryGroup } from '../shared/delivery-groups.ts';
import { trayTexts, type TrayTexts } from './tray-texts.ts';

/** What a click in the tray menu means. */
export type TrayIntent =
  | { readonly type: 'open-console'; readonly roleId: string }
  | { readonly type: 'deliver'; readonly roleId: string; readonly deliveryId: DeliveryId }
  | { readonly type: 'sign-in' | 'cancel-sign-in' | 'sign-out'; readonly identityId: string }
  | { readonly type: 'turn-endpoint'; readonly on: boolean }
  /** Asks in the window first. */
  | { readonly type: 'lock' }
  | { readonly type: 'show-window' | 'quit' };

/** The menu as data: the same data means the same menu, which then need not be built again. */
export type TrayItem =
  | { readonly type: 'separator' }
  | { readonly type: 'note'; readonly label: string }
  | { readonly type: 'entry'; readonly label: string; readonly intent: TrayIntent }
  | { readonly type: 'check'; readonly label: string; readonly checked: boolean; readonly intent: TrayIntent }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

const separator: TrayItem = { type: 'separator' };

export function trayMenu(view: AppView): readonly TrayItem[] {
  const texts = trayTexts[view.language];
  const several = view.identities.length > 1;
  return [
    ...view.alarms.map((alarm) => alarmItem(alarm, texts)),
    ...view.confirmations.map(({ roleName }) =>
      entry(texts.confirm(roleName), { type: 'show-window' as const }),
    ),
    ...(view.alarms.length + view.confirmations.length > 0 ? [separator] : []),
    ...notes(view, texts),
    ...view.identities.flatMap((identity) => identityItems(identity, several, texts)),
    ...section(view.roles.map((role) => roleItem(role, texts))),
    ...section(deliveryItems(view, texts)),
    separator,
    entry(texts.openWindow, { type: 'show-window' }),
    ...endpointItems(view, texts),
    ...view.identities
      .filter(isSignedIn)
      .map(({ id, label }) =>
        entry(texts.signOut(several ? label : undefined), { type: 'sign-out', identityId: id }),
      ),
    ...(view.identities.length + view.strays.length > 0 ? [entry(texts.lock, { type: 'lock' })] : []),
    entry(texts.quit, { type: 'quit' }),
  ];
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

function roleItem({ id, name, activity }: RoleView, texts: TrayTexts): TrayItem {
  if (activity.status === 'busy') return note(texts.busy(name, activity.step));
  return entry(name, { type: 'open-console', roleId: id });
}

/** Only who is signed in has something to hand over. */
function deliveryItems(
  { deliveries, copyFormat, identities, roles }: AppView,
  texts: TrayTexts,
): readonly TrayItem[] {
  const open = new Set(identities.filter(isSignedIn).map(({ id }) => id));
  if (open.size === 0 || roles.length === 0) return [];
  const isShut = ({ identityId, activity }: RoleView) => !open.has(identityId) || activity.status === 'busy';
  const quick: DeliveryId = `copy-${copyFormat}`;
  const copy = submenu(
    texts.copyCredentials(copyFormat),
    roles.map((role) => {
      if (isShut(role)) return note(role.name);
      const label = role.loan?.deliveryId === quick ? texts.copied(role.name) : role.name;
      return entry(label, { type: 'deliver', roleId: role.id, deliveryId: quick });
    }),
  );
  const groups = deliveryGroups(deliveries);
  const more = submenu(
    texts.more,
    roles.map((role) =>
      isShut(role) ? note(role.name) : submenu(role.name, roleDeliveries(role, groups, texts)),
    ),
  );
  return [
    ...(deliveries.some(({ id }) => id === quick) ? [copy] : []),
    ...(deliveries.length > 0 ? [more] : []),
  ];
}

/** All that can be done with one role, in the window's groups. */
function roleDeliveries(
  { id: roleId, profile }: RoleView,
  groups: readonly DeliveryGroup[],
  texts: TrayTexts,
): readonly TrayItem[] {
  return groups.flatMap(({ id, deliveries }, index) => [
    ...(index > 0 ? [separator] : []),
    ...(id === 'credentials' ? [note(texts.copyAs)] : []),
    ...deliveries.map((deliveryId) =>
      entry(texts.deliver[deliveryId](profile), { type: 'deliver', roleId, deliveryId }),
    ),
  ]);
}

function endpointItems({ endpoint, identities }: AppView, texts: TrayTexts): readonly TrayItem[] {
  if (endpoint === undefined || identities.length === 0) return [];
  const checked = endpoint === 'on';
  return [{ type: 'check', label: texts.endpoint, checked, intent: { type: 'turn-endpoint', on: !checked } }];
}

/** The whole story is in the window. */
function alarmItem({ roleName }: AlarmView, texts: TrayTexts): TrayItem {
  return entry(texts.alarm(roleName), { type: 'show-window' });
}

function section(items: readonly TrayItem[]): readonly TrayItem[] {
  return items.length === 0 ? [] : [separator, ...items];
}

function isSignedIn({ session }: IdentityView): boolean {
  return session.status === 'signed-in';
}

function note(label: string): TrayItem {
  return { type: 'note', label };
}

function submenu(label: string, items: readonly TrayItem[]): TrayItem {
  return { type: 'submenu', label, items };
}

function entry(label: string, intent: TrayIntent): TrayItem {
  return { type: 'entry', label, intent };
}
