import type { AlarmView, AppView, DeliveryId, IdentityView, RoleView, StepView } from '../shared/view.ts';
import { assertNever } from '../core/errors.ts';

/** What a click in the tray menu means. */
export type TrayIntent =
  | { readonly type: 'open-console'; readonly roleId: string }
  | { readonly type: 'deliver'; readonly roleId: string; readonly deliveryId: DeliveryId }
  | { readonly type: 'sign-in' | 'cancel-sign-in' | 'sign-out'; readonly identityId: string }
  | { readonly type: 'show-window' | 'quit' };

/** The menu as data: the same data means the same menu, which then need not be built again. */
export type TrayItem =
  | { readonly type: 'separator' }
  | { readonly type: 'note'; readonly label: string }
  | { readonly type: 'entry'; readonly label: string; readonly intent: TrayIntent }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

const separator: TrayItem = { type: 'separator' };

export function trayMenu(view: AppView): readonly TrayItem[] {
  return [
    ...view.alarms.map(alarmItem),
    ...(view.alarms.length > 0 ? [separator] : []),
    ...notes(view),
    ...view.identities.flatMap((identity) => identityItems(identity, view.identities.length > 1)),
    ...section(view.roles.map(roleItem)),
    ...section(deliveryItems(view)),
    separator,
    entry('Open Tobira', { type: 'show-window' }),
    ...view.identities.filter(isSignedIn).map(({ id, host }) => {
      const label = view.identities.length > 1 ? `Sign out of ${host}` : 'Sign out';
      return entry(label, { type: 'sign-out', identityId: id });
    }),
    entry('Quit', { type: 'quit' }),
  ];
}

/** Says at a glance how things stand. */
export function trayTooltip(view: AppView): string {
  const signedIn = view.identities.flatMap(({ session }) =>
    session.status === 'signed-in' ? [session.user.name] : [],
  );
  return signedIn.length === 0 ? 'Tobira: not signed in' : `Tobira: ${signedIn.join(', ')}`;
}

export type TrayMood = 'signed-out' | 'ready' | 'busy' | 'attention';

export function trayMood(view: AppView): TrayMood {
  if (view.alarms.length > 0) return 'attention';
  const busy =
    view.roles.some(({ activity }) => activity.status === 'busy') ||
    view.identities.some(({ session }) => session.status === 'signing-in');
  if (busy) return 'busy';
  const troubled =
    view.config.status === 'failed' ||
    view.identities.some(({ session }) => session.status === 'signed-out' && session.error !== undefined);
  if (troubled) return 'attention';
  return view.identities.some(isSignedIn) ? 'ready' : 'signed-out';
}

function notes({ config, identities }: AppView): readonly TrayItem[] {
  if (config.status === 'loading') return [note('Starting…'), separator];
  if (config.status === 'failed') return [note(config.error.title), separator];
  return identities.length === 0 ? [note('No identity configured'), separator] : [];
}

function identityItems({ id, host, session }: IdentityView, several: boolean): readonly TrayItem[] {
  switch (session.status) {
    case 'loading':
      return [note(host)];
    case 'signed-out':
      return [
        note(session.error?.title ?? `Not signed in at ${host}`),
        entry(several ? `Sign in at ${host}…` : 'Sign in…', { type: 'sign-in', identityId: id }),
      ];
    case 'signing-in':
      return [
        note(`Finish signing in at ${host} in your browser`),
        entry('Cancel sign-in', { type: 'cancel-sign-in', identityId: id }),
      ];
    case 'signed-in':
      return [note(`${session.user.name} (${host})`)];
    default:
      return assertNever(session);
  }
}

function roleItem({ id, name, activity }: RoleView): TrayItem {
  if (activity.status === 'busy') return note(`${name}: ${steps[activity.step]}`);
  return entry(name, { type: 'open-console', roleId: id });
}

const steps: Readonly<Record<StepView, string>> = {
  'waiting-for-browser': 'waiting for your browser…',
  refreshing: 'asking GitLab…',
  'assuming-role': 'asking AWS…',
  'signing-in-to-console': 'preparing the console…',
  opening: 'opening…',
};

/** Only who is signed in has something to hand over. */
function deliveryItems({ deliveries, identities, roles }: AppView): readonly TrayItem[] {
  const open = new Set(identities.filter(isSignedIn).map(({ id }) => id));
  if (open.size === 0 || roles.length === 0) return [];
  return deliveries.map(({ id: deliveryId }) => ({
    type: 'submenu',
    label: deliveryLabels[deliveryId],
    items: roles.map(({ id, name, identityId, activity, loan }) => {
      if (!open.has(identityId) || activity.status === 'busy') return note(name);
      const label = loan?.deliveryId === deliveryId ? lentLabels[deliveryId](name) : name;
      return entry(label, { type: 'deliver', roleId: id, deliveryId });
    }),
  }));
}

const deliveryLabels: Readonly<Record<DeliveryId, string>> = { clipboard: 'Copy credentials' };

/** Says of a role that its credentials are there now. */
const lentLabels: Readonly<Record<DeliveryId, (name: string) => string>> = {
  clipboard: (name) => `${name} (copied)`,
};

/** The whole story is in the window. */
function alarmItem({ roleName }: AlarmView): TrayItem {
  return entry(`Warning: look at the console link of ${roleName}…`, { type: 'show-window' });
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

function entry(label: string, intent: TrayIntent): TrayItem {
  return { type: 'entry', label, intent };
}
