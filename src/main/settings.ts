import type { Defaults } from '../core/config.ts';
import { asData, type ConfigData } from '../core/config-data.ts';
import type {
  ConfigEdit,
  ConfigEditor,
  EditComplaint,
  EditValue,
  KeyPath,
  ListName,
} from '../core/config-edits.ts';
import type { Language } from '../core/model.ts';
import { configInUse, type StateStore } from '../core/state.ts';
import type { EntryEdit, SettingChange, SettingsView } from '../shared/settings-view.ts';
import type { UpdateLooksView } from '../shared/update-view.ts';
import { createOutcomes } from './outcome.ts';
import { presentError } from './present-error.ts';
import type { EffectsView } from './settings-effects.ts';
import type { SettingsHandlers } from './settings-handlers.ts';
import {
  dataInUse,
  presentCatalogues,
  presentIdentities,
  presentRoles,
  presentSettings,
} from './settings-present.ts';

interface Parts {
  readonly editor: ConfigEditor;
  readonly defaults: Defaults;
  readonly path: string;
  readonly state: StateStore;
  /** Takes up what was written. */
  readonly reload: () => Promise<unknown>;
  /** Is told of an identity that was taken out, before it is forgotten who is signed in with it. */
  readonly signOut: (identityId: string) => Promise<unknown>;
  /** Takes profiles that hold keys out of AWS's files. */
  readonly removeProfile: (name: string) => Promise<unknown>;
  readonly effects: () => EffectsView;
  /** What is known of newer versions. */
  readonly updates: () => UpdateLooksView;
  readonly language: () => Language;
}

/** What the settings page and the editors get and change. The file is the truth: it is read anew each time. */
export function createSettings(parts: Parts): SettingsHandlers {
  const { editor, state, language } = parts;
  const { answer } = createOutcomes(language);

  async function view(): Promise<SettingsView> {
    const { shortcut, failures } = parts.effects();
    const { data, blocked } = await read();
    return {
      path: parts.path,
      ...(blocked !== undefined && { blocked: presentError(blocked, language()) }),
      settings: presentSettings(data),
      identities: presentIdentities(data, parts.defaults),
      roles: presentRoles(data, parts.defaults),
      catalogues: presentCatalogues(data, parts.defaults),
      shortcut,
      updates: parts.updates(),
      failures,
    };
  }

  async function read(): Promise<{ readonly data: ConfigData; readonly blocked?: unknown }> {
    try {
      return { data: asData(await editor.read()) };
    } catch (blocked) {
      const config = configInUse(state.get());
      return { data: config === undefined ? {} : dataInUse(config), blocked };
    }
  }

  async function make(edit: ConfigEdit): Promise<{ readonly complaints: readonly EditComplaint[] }> {
    const complaints = await editor.edit(edit);
    if (complaints.length === 0) await parts.reload().catch(() => undefined);
    return { complaints };
  }

  /** What a role leaves in AWS's files goes with it; so does the session of an identity. */
  async function change(edit: EntryEdit): Promise<{ readonly complaints: readonly EditComplaint[] }> {
    const profiles = edit.kind === 'role-remove' ? standingOf(edit.id) : [];
    const done = await make(editOf(edit));
    if (done.complaints.length > 0) return done;
    for (const name of profiles) await parts.removeProfile(name);
    if (edit.kind === 'identity-remove') await parts.signOut(edit.id);
    return done;
  }

  function standingOf(roleId: string): readonly string[] {
    return [...state.get().roles].find(([id]) => id === roleId)?.[1].standing?.map(({ name }) => name) ?? [];
  }

  return {
    'settings:get': () => answer(view().then((settings) => ({ settings }))),
    'settings:change': (request) => answer(make(settingEdit(request))),
    'config:edit': (edit) => answer(change(edit)),
    'config:check': (edit) => answer(editor.check(editOf(edit)).then((complaints) => ({ complaints }))),
  };
}

/** What the file says for it; what is switched off by leaving it out is taken out. */
function settingEdit({ id, value }: SettingChange): ConfigEdit {
  const [top = '', below] = id.split('.');
  const path: KeyPath = below === undefined ? [top] : [top, below];
  if (value === undefined || value === '') return { kind: 'unset', path };
  if (typeof value !== 'object') return { kind: 'set', path, value };
  return value.app === 'default' ? { kind: 'unset', path } : { kind: 'set', path, value: { ...value } };
}

function editOf(edit: EntryEdit): ConfigEdit {
  const list = listOf(edit.kind);
  switch (edit.kind) {
    case 'role-add':
    case 'identity-add':
    case 'catalogue-add': {
      const { fields, after } = edit;
      return { kind: 'add', list, fields: plain(fields), ...(after !== undefined && { after }) };
    }
    case 'role-edit':
    case 'identity-edit':
      return {
        ...{ kind: 'edit', list, id: edit.id, set: plain(edit.set), unset: edit.unset },
        ...(edit.expected && { expected: plain(edit.expected) }),
      };
    case 'role-remove':
    case 'identity-remove':
    case 'catalogue-remove':
      return { kind: 'remove', list, id: edit.id };
    case 'role-move': {
      const { id, before } = edit;
      return { kind: 'move', list, id, ...(before !== undefined && { before }) };
    }
  }
}

function listOf(kind: EntryEdit['kind']): ListName {
  if (kind.startsWith('catalogue')) return 'catalogues';
  return kind.startsWith('role') ? 'roles' : 'identities';
}

type Plain = Extract<ConfigEdit, { readonly kind: 'add' }>['fields'];

/** The readers let nothing through but what the file may hold. */
function plain(fields: object): Plain {
  const entries: Readonly<Record<string, EditValue>> = { ...fields };
  return entries;
}
