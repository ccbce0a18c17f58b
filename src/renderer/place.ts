/** An entry of a list in the settings; without an id, the button that adds one. */
export interface EntryPlace {
  readonly list: 'roles' | 'identities';
  readonly id?: string;
}

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
  /** `entry`: where the focus goes, after its editor. */
  | { readonly at: 'settings'; readonly entry?: EntryPlace }
  | { readonly at: 'import' }
  /** The editor of an entry of the configuration; without an id, of a new one: `copyOf` of one that begins as this role of a catalogue. `from` the settings where unset. */
  | { readonly at: 'edit-role'; readonly roleId?: string; readonly copyOf?: string; readonly from?: 'roles' }
  | { readonly at: 'edit-identity'; readonly identityId?: string }
  | { readonly at: 'add-catalogue' }
  | { readonly at: 'activity' };

export type Go = (place: Place) => void;
