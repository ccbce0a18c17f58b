import type { DeliveryId } from '../shared/view.ts';

/** What was taken of the role and ends, milliseconds since the epoch: what comes in its place is to last longer. */
interface Renewed {
  readonly access: 'read-only' | 'full';
  readonly until: number;
}

/** What a click in the tray menu means. */
export type TrayIntent =
  | {
      readonly type: 'open-console';
      readonly roleId: string;
      /** The id of a page that has a name. */
      readonly service?: string;
      /** The role's own where unset. */
      readonly access?: 'read-only' | 'full';
      readonly renews?: Renewed;
    }
  | {
      readonly type: 'deliver';
      readonly roleId: string;
      readonly deliveryId: DeliveryId;
      readonly renews?: Renewed;
    }
  | { readonly type: 'sign-in' | 'cancel-sign-in' | 'sign-out'; readonly identityId: string }
  | { readonly type: 'turn-endpoint'; readonly on: boolean }
  /** Asks in the window first. */
  | { readonly type: 'lock' }
  /** All pages of a role's console, by their names, in the window. */
  | { readonly type: 'show-services'; readonly roleId: string }
  | { readonly type: 'show-window' | 'show-settings' | 'quit' };

/** The menu as data: the same data means the same menu, which then need not be built again. */
export type TrayItem =
  | { readonly type: 'separator' }
  | { readonly type: 'note'; readonly label: string }
  | { readonly type: 'entry'; readonly label: string; readonly intent: TrayIntent }
  | { readonly type: 'check'; readonly label: string; readonly checked: boolean; readonly intent: TrayIntent }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export const separator: TrayItem = { type: 'separator' };

export function note(label: string): TrayItem {
  return { type: 'note', label };
}

export function entry(label: string, intent: TrayIntent): TrayItem {
  return { type: 'entry', label, intent };
}

export function submenu(label: string, items: readonly TrayItem[]): TrayItem {
  return { type: 'submenu', label, items };
}

/** Items with a line above them, where there are any. */
export function section(items: readonly TrayItem[]): readonly TrayItem[] {
  return items.length === 0 ? [] : [separator, ...items];
}
