import type {
  BrowserChoiceView,
  EntryEdit,
  EntryView,
  IdentityFields,
  RoleFields,
} from '../shared/settings-view.ts';
import type { RoleColorView } from '../shared/view.ts';

/** A role as one types it: what is empty stays out of the file. */
export interface RoleDraft {
  readonly id: string;
  readonly identity: string;
  readonly roleArn: string;
  readonly name: string;
  readonly region: string;
  readonly duration: string;
  readonly consoleDuration: string;
  readonly destination: string;
  readonly color: RoleColorView | '';
  /** Separated by commas. */
  readonly tags: string;
  readonly profile: string;
  readonly confirm: boolean;
  readonly readOnly: boolean;
  readonly production: ProductionDraft;
  /** Absent for the one of the settings. */
  readonly browser: BrowserChoiceView | undefined;
  readonly chain: readonly ChainStepDraft[];
  readonly sessionPolicy: string;
}

/** A role that is assumed from the one before it. */
export interface ChainStepDraft {
  readonly roleArn: string;
  readonly externalId: string;
  readonly sourceIdentity: string;
}

/** Whether a role is labelled as one of production. */
export type ProductionDraft = 'by-tags' | 'yes' | 'no';

export interface IdentityDraft {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly provider: 'gitlab' | 'oidc';
  /** Separated by spaces. */
  readonly scopes: string;
  readonly redirectUri: string;
}

export function roleDraft(fields: Partial<RoleFields> = {}): RoleDraft {
  const { tags = [], production, chain = [], ...others } = fields;
  return {
    ...{ id: '', identity: '', roleArn: '', name: '', region: '', duration: '', consoleDuration: '' },
    ...{ destination: '', color: '', profile: '', confirm: false, readOnly: false },
    browser: undefined,
    sessionPolicy: '',
    ...others,
    chain: chain.map((step) => ({ externalId: '', sourceIdentity: '', ...step })),
    production: production === undefined ? 'by-tags' : production ? 'yes' : 'no',
    tags: tags.join(', '),
  };
}

export function identityDraft(fields: Partial<IdentityFields> = {}): IdentityDraft {
  const { scopes = [], ...others } = fields;
  return {
    ...{ id: '', issuer: '', clientId: '', provider: 'gitlab', redirectUri: '' },
    ...others,
    scopes: scopes.join(' '),
  };
}

/** What is to be added. An id that nobody has typed is made from the name, and is nobody else's. */
export function roleFields(draft: RoleDraft, taken: readonly (string | undefined)[]): RoleFields {
  const roleArn = draft.roleArn.trim();
  const name = draft.name.trim() || nameIn(roleArn);
  const written = given({ ...draft, roleArn, name });
  return {
    ...written,
    id: draft.id.trim() || freeId(slug(name), taken, 'role'),
    identity: draft.identity,
    roleArn,
  };
}

export function identityFields(draft: IdentityDraft, taken: readonly (string | undefined)[]): IdentityFields {
  const issuer = addressIn(draft.issuer);
  const { provider, ...written } = givenOfIdentity({ ...draft, issuer });
  return {
    ...written,
    ...(provider !== undefined && { provider }),
    id: draft.id.trim() || freeId('gitlab', taken, 'gitlab'),
    issuer,
    clientId: draft.clientId.trim(),
  };
}

/** Only what differs from the entry as it was; undefined where nothing does. */
export function roleEdit(
  draft: RoleDraft,
  id: string,
  { fields }: EntryView<RoleFields>,
): EntryEdit | undefined {
  const changed = changes(roleDraft(fields), draft);
  if (changed.length === 0) return undefined;
  const values: Partial<RoleFields> = {
    ...given(draft),
    ...{ id: draft.id.trim(), identity: draft.identity, roleArn: draft.roleArn.trim() },
  };
  return { kind: 'role-edit', id, ...parted(values, changed), expected: seen(fields, changed) };
}

export function identityEdit(
  draft: IdentityDraft,
  id: string,
  { fields }: EntryView<IdentityFields>,
): EntryEdit | undefined {
  const changed = changes(identityDraft(fields), draft);
  if (changed.length === 0) return undefined;
  const values: Partial<IdentityFields> = {
    ...givenOfIdentity(draft),
    ...{ id: draft.id.trim(), issuer: addressIn(draft.issuer), clientId: draft.clientId.trim() },
  };
  return { kind: 'identity-edit', id, ...parted(values, changed), expected: seen(fields, changed) };
}

/** The role's own name; empty where there is none. */
export function nameIn(roleArn: string): string {
  return /:role\/(?:.*\/)?([^/]+)$/.exec(roleArn.trim())?.[1] ?? '';
}

/** An address as it belongs in the file: with a scheme, and without slashes at its end. */
export function addressIn(text: string): string {
  const bare = text.trim().replace(/\/+$/, '');
  return bare === '' || /^[a-z][a-z0-9+.-]*:/i.test(bare) ? bare : `https://${bare}`;
}

function given(draft: RoleDraft): Omit<RoleFields, 'id' | 'identity' | 'roleArn'> {
  const { color, confirm, readOnly, production, browser } = draft;
  const tags = draft.tags
    .split(/[,、，]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
  // One that nobody has filled in is none.
  const steps = draft.chain
    .map(({ roleArn, ...more }) => ({ roleArn: roleArn.trim(), ...filled(more) }))
    .filter((step) => Object.values(step).some((text) => text !== ''));
  const texts = filled({
    ...{ name: draft.name, region: draft.region, duration: draft.duration },
    ...{ consoleDuration: draft.consoleDuration, destination: draft.destination, profile: draft.profile },
    sessionPolicy: draft.sessionPolicy,
  });
  return {
    ...texts,
    ...(color !== '' && { color }),
    ...(tags.length > 0 && { tags }),
    ...(confirm && { confirm }),
    ...(readOnly && { readOnly }),
    ...(production !== 'by-tags' && { production: production === 'yes' }),
    // The system's own may be another than the one of the settings: it is said in so many words.
    ...(browser !== undefined && { browser }),
    ...(steps.length > 0 && { chain: steps }),
  };
}

function givenOfIdentity(draft: IdentityDraft): Omit<IdentityFields, 'id' | 'issuer' | 'clientId'> {
  const { provider, redirectUri } = draft;
  const scopes = draft.scopes.split(/\s+/).filter((scope) => scope !== '');
  return {
    ...filled({ redirectUri }),
    ...(scopes.length > 0 && { scopes }),
    ...(provider !== 'gitlab' && { provider }),
  };
}

function filled<Key extends string>(
  texts: Readonly<Record<Key, string>>,
): Partial<Readonly<Record<Key, string>>> {
  const entries = Object.entries<string>(texts).map(([key, text]) => [key, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<Record<Key, string>>;
}

function changes<Draft extends object>(before: Draft, after: Draft): readonly (keyof Draft)[] {
  const keys = Object.keys(after) as (keyof Draft)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function parted<Fields extends object>(
  values: Fields,
  changed: readonly (keyof Fields)[],
): { readonly set: Fields; readonly unset: readonly (keyof Fields)[] } {
  const set = Object.fromEntries(changed.flatMap((key) => (key in values ? [[key, values[key]]] : [])));
  return { set: set as Fields, unset: changed.filter((key) => !(key in values)) };
}

/** What the fields of an edit said when it was made. */
function seen<Fields extends object>(fields: Partial<Fields>, changed: readonly (keyof Fields)[]) {
  const said = changed.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]] as const]));
  return Object.fromEntries(said) as Partial<Fields>;
}

/** What of a name can stand in an id. */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56);
}

/** An id that is nobody else's. */
export function freeId(wish: string, taken: readonly (string | undefined)[], usual: string): string {
  const stem = wish === '' ? usual : wish;
  if (!taken.includes(stem)) return stem;
  for (let count = 2; ; count += 1) {
    const free = `${stem}-${count}`;
    if (!taken.includes(free)) return free;
  }
}
