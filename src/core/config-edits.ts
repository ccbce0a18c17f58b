/** Changes of the configuration file as values, and the port that makes them. */

export type EditValue =
  | string
  | boolean
  | number
  /** Of words, which are edited one by one, or of whole values such as a chain's links. */
  | readonly (string | EntryFields)[]
  | EntryFields;

export interface EntryFields {
  readonly [key: string]: EditValue;
}

export type ListName = 'identities' | 'roles' | 'catalogues';

/** Entries go by their ids, so that an edit means the same when somebody else has changed the file meanwhile. */
export type ConfigEdit =
  /** Puts a value below keys from the top. */
  | { readonly kind: 'set'; readonly path: KeyPath; readonly value: EditValue }
  /** Takes a key out, and what is above it where nothing else stands there. */
  | { readonly kind: 'unset'; readonly path: KeyPath }
  /** `after` puts it behind that entry; else it comes last. */
  | {
      readonly kind: 'add';
      readonly list: ListName;
      readonly fields: EntryFields;
      readonly after?: string;
      /** Further entries, which follow in their order: all of them are added, or none. */
      readonly more?: readonly EntryFields[];
    }
  /**
   * What is in neither `set` nor `unset` stays as it is. Roles follow the new name of their identity. `expected`: what
   * these fields said when somebody looked, without those that said nothing.
   */
  | {
      readonly kind: 'edit';
      readonly list: ListName;
      readonly id: string;
      readonly set: EntryFields;
      readonly unset: readonly string[];
      readonly expected?: EntryFields;
    }
  /** An identity takes its roles along. */
  | { readonly kind: 'remove'; readonly list: ListName; readonly id: string }
  /** `before` names the entry that then follows it; without one, it goes to the end. */
  | { readonly kind: 'move'; readonly list: ListName; readonly id: string; readonly before?: string };

export type KeyPath = readonly [string] | readonly [string, string];

/**
 * What is wrong with an edit. `field` is the key of an entry, or the keys of a setting joined by dots; empty for an entry
 * as a whole.
 */
export interface EditComplaint {
  readonly field: string;
  readonly kind: 'missing' | 'wrong' | 'taken' | 'unknown' | 'unsupported' | 'changed';
}

/** Edits `config.yaml`, and leaves whatever an edit is not about as it is: comments, order, blank lines. */
export interface ConfigEditor {
  /** What the file says as it stands, before anything is made of it. Fails with `config_*`; no file says nothing. */
  read(): Promise<unknown>;
  /** Makes an edit. @returns what is wrong with it; nothing was written where it is not empty. Fails with `config_*`, `file_failed` */
  edit(edit: ConfigEdit): Promise<readonly EditComplaint[]>;
  /** Says what would be wrong with an edit. Fails with `config_*` */
  check(edit: ConfigEdit): Promise<readonly EditComplaint[]>;
}
