/** What stands in the window: the list of roles, or a page of advice in its place. */
export type Place =
  /** `services`: with all pages of this role's console, asked for by this click. */
  | {
      readonly at: 'roles';
      readonly services?: { readonly roleId: string; readonly click: number };
      /** The welcome is to come another time. */
      readonly later?: true;
    }
  | { readonly at: 'explain'; readonly roleId: string }
  | { readonly at: 'doctor' }
  | { readonly at: 'setup' }
  | { readonly at: 'settings' }
  /** The editor of an entry of the configuration; without an id, of a new one. `from` the settings where unset. */
  | { readonly at: 'edit-role'; readonly roleId?: string; readonly from?: 'roles' }
  | { readonly at: 'edit-identity'; readonly identityId?: string }
  | { readonly at: 'activity' };

export type Go = (place: Place) => void;
