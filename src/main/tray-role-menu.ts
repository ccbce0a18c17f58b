import { commonServices, serviceById } from '../core/console-services.ts';
import { deliveryGroups, type DeliveryGroup } from '../shared/delivery-groups.ts';
import type { AppView, RoleView } from '../shared/view.ts';
import { entry, note, section, separator, submenu, type TrayItem } from './tray-item.ts';
import type { RoleLabels } from './role-labels.ts';
import type { TrayMark, TrayTexts } from './tray-texts.ts';

/** What all roles have in common: worked out once for a whole menu. */
export interface RoleMenu {
  /** What tells a role from every other one. */
  readonly label: (role: RoleView) => string;
  /** What a click on a role's name opens. */
  readonly consoleItem: (role: RoleView) => TrayItem;
  /** Its credentials in the format that was copied last. */
  readonly copyItem: (role: RoleView) => TrayItem;
  /** All that can be done with it. */
  readonly actionsItem: (role: RoleView) => TrayItem;
}

export function createRoleMenu(
  { identities, roles, deliveries, copyFormat, recentServices }: AppView,
  texts: TrayTexts,
  now: number,
  labelsOf: RoleLabels,
): RoleMenu {
  const open = new Set(
    identities.filter(({ session }) => session.status === 'signed-in').map(({ id }) => id),
  );
  const labels = labelsOf(roles);
  const groups = deliveryGroups(deliveries);
  const services = [...new Set([...recentServices, ...commonServices])].flatMap(
    (id) => serviceById(id) ?? [],
  );
  const recent = services.filter(({ id }) => recentServices.includes(id));
  const common = services.filter(({ id }) => !recentServices.includes(id));

  function servicesOf({ id: roleId }: RoleView): TrayItem {
    const page = ({ id, name }: { readonly id: string; readonly name: string }) =>
      entry(name, { type: 'open-console', roleId, service: id });
    return submenu(texts.openIn, [
      ...recent.map(page),
      ...(recent.length > 0 ? section(common.map(page)) : common.map(page)),
      separator,
      entry(texts.otherService, { type: 'show-services', roleId }),
    ]);
  }

  const label = ({ id, name }: RoleView) => labels.get(id) ?? name;

  function marked(role: RoleView, ...more: readonly TrayMark[]): string {
    const { production, readOnly } = role;
    const known: readonly TrayMark[] = [
      ...(production ? (['production'] as const) : []),
      ...(readOnly ? (['read-only'] as const) : []),
    ];
    return texts.marked(label(role), [...known, ...more]);
  }

  return {
    label,

    consoleItem(role) {
      const { id, activity, credentialsUntil: own = 0, otherUntil: other = 0, readOnly } = role;
      if (activity.status === 'busy') return note(texts.busy(label(role), activity.step));
      let words = marked(role);
      if (own > now) words = texts.until(words, texts.time(own));
      if (other > now) words = texts.until(words, texts.time(other), readOnly ? 'full' : 'read-only');
      return entry(words, { type: 'open-console', roleId: id });
    },

    copyItem(role) {
      const { id, identityId, activity, loan } = role;
      if (activity.status === 'busy' || !open.has(identityId)) return note(marked(role));
      const deliveryId = `copy-${copyFormat}` as const;
      const words = loan?.deliveryId === deliveryId ? marked(role, 'copied') : marked(role);
      return entry(words, { type: 'deliver', roleId: id, deliveryId });
    },

    actionsItem(role) {
      const words = marked(role);
      if (role.activity.status === 'busy') return note(words);
      return submenu(words, [
        entry(texts.openConsole, { type: 'open-console', roleId: role.id }),
        servicesOf(role),
        ...otherConsole(role, texts),
        // Only who is signed in has something to hand over.
        ...(open.has(role.identityId) ? section(roleDeliveries(role, groups, texts)) : []),
      ]);
    },
  };
}

/** The console with the access that is not the usual one; a policy of the role's own goes with no other. */
function otherConsole({ id: roleId, readOnly, limited }: RoleView, texts: TrayTexts): readonly TrayItem[] {
  if (readOnly) return [entry(texts.fullConsole, { type: 'open-console', roleId, access: 'full' })];
  if (limited) return [];
  return [entry(texts.readOnlyConsole, { type: 'open-console', roleId, access: 'read-only' })];
}

/** What can be handed over of one role, in the window's groups. */
function roleDeliveries(
  { id: roleId, profile }: RoleView,
  groups: readonly DeliveryGroup[],
  texts: TrayTexts,
): readonly TrayItem[] {
  return groups.flatMap(({ id, deliveries }, index) => {
    const items = deliveries.map((deliveryId) =>
      entry(texts.deliver[deliveryId](profile), { type: 'deliver', roleId, deliveryId }),
    );
    if (id === 'credentials') return [submenu(texts.copyAs, items)];
    return index > 1 ? section(items) : items;
  });
}
