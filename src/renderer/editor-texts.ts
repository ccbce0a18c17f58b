import type { CatalogueFields, IdentityFields, RoleFields } from '../shared/settings-view.ts';
import type { RoleColorView } from '../shared/view.ts';
import type { ProductionDraft } from './entry-draft.ts';

/** A field of a role or of an identity. */
export type EditorField = keyof RoleFields | keyof IdentityFields | keyof CatalogueFields;

/** The words of the editors of roles and identities. */
export interface EditorTexts {
  readonly title: Readonly<Record<'addRole' | 'editRole' | 'addIdentity' | 'editIdentity', string>>;
  /** The way back, where the editor was opened from the settings. */
  readonly backToSettings: string;
  readonly field: Readonly<Record<EditorField, string>>;
  readonly hint: Readonly<Partial<Record<EditorField, string>>>;
  /** Where such a value cannot be used. */
  readonly wrong: Readonly<Record<EditorField, string>>;
  /** @param field its name */
  readonly missing: (field: string) => string;
  readonly taken: string;
  readonly unknown: string;
  readonly unsupported: string;
  /** The file said something else when it was to be written. */
  readonly changed: string;
  /** What was typed and what the file says by now are two things. @param said by the file; empty for nothing */
  readonly changedTo: (said: string) => string;
  /** For those who do not see it. @param fields their names */
  readonly changedFields: (fields: readonly string[]) => string;
  readonly says: Readonly<Record<'on' | 'off', string>>;
  /** The entry has left the file meanwhile. */
  readonly gone: string;
  readonly unusable: string;
  readonly advanced: string;
  readonly noColor: string;
  readonly color: Readonly<Record<RoleColorView, string>>;
  readonly production: Readonly<Record<ProductionDraft, string>>;
  /** @param browser the one of the settings */
  readonly browserAsInSettings: (browser: string) => string;
  readonly provider: Readonly<Record<'gitlab' | 'oidc', string>>;
  readonly save: string;
  readonly discard: Readonly<Record<'title' | 'hint' | 'no' | 'yes', string>>;
  readonly remove: string;
  /** In the list, where there is no role yet. */
  readonly addFirst: string;
  readonly editRole: string;
}
