import { useEffect, useState } from 'react';
import type { EntryEdit, RoleFields, SettingsView } from '../../shared/settings-view.ts';
import type { AppView, BrowserView } from '../../shared/view.ts';
import { roleBrowserLabel } from '../browser-choices.ts';
import { roleDraft, roleEdit, roleFields, type RoleDraft } from '../entry-draft.ts';
import { besideEntry } from '../entry-places.ts';
import { saidOfRole, withDisputes } from '../entry-disputes.ts';
import type { Intentions } from '../intentions.ts';
import type { EntryPlace } from '../place.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryDraft, useFileInEditor } from '../use-entry-draft.ts';
import { useEntryForm } from '../use-entry-form.ts';
import { useRoleDetails } from '../use-role-details.ts';
import { useSettings } from '../use-settings.ts';
import { EditorPage } from './editor-page.tsx';
import { EntryWaiting } from './editor-waiting.tsx';
import { RoleAdvanced, RoleBasics } from './role-editor-fields.tsx';

interface RoleEditorProps {
  readonly view: AppView;
  /** Absent for a new role. */
  readonly roleId: string | undefined;
  /** The role of a catalogue that a new one takes the place of. */
  readonly copyOf: string | undefined;
  /** Where it was opened from. */
  readonly from: 'roles' | 'settings';
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** A role of the configuration: added, changed or deleted. */
export function RoleEditor({ view, roleId, copyOf, from, ask, intentions }: RoleEditorProps) {
  const texts = useTexts();
  const { settings, failure, refresh } = useSettings(ask, view.configEdition);
  const file = useFileInEditor(settings);
  const opened = file?.opened;
  const copied = useRoleDetails(copyOf, ask);
  const title =
    copyOf !== undefined
      ? texts.catalogues.role.copyTitle
      : texts.editor.title[roleId === undefined ? 'addRole' : 'editRole'];
  const entry = opened?.roles.find(({ id }) => id === roleId);
  const error = opened?.blocked ?? failure ?? copied.failure;
  const leave = (entry: EntryPlace): void =>
    intentions.go(from === 'roles' ? { at: from } : { at: from, entry });
  const back = from === 'roles' ? texts.page.back : texts.editor.backToSettings;
  const isMissing = roleId !== undefined && entry === undefined;
  const isComing = copyOf !== undefined && copied.details === undefined;
  if (file === undefined || error !== undefined || isMissing || isComing) {
    const gone = file !== undefined && isMissing;
    const stay = (): void => leave(placeOf(roleId));
    return <EntryWaiting title={title} back={back} onBack={stay} error={error} gone={gone} />;
  }
  const part = { view, title, back, ask, refresh };
  const source = view.roles.find(({ id }) => id === copyOf)?.catalogueId;
  const catalogue = view.catalogues?.find(({ id }) => id === source)?.name ?? source ?? '';
  const copy = copied.details && { fields: copied.details.fields, catalogue };
  return <RoleForm {...part} copy={copy} file={file.latest} id={roleId} onLeave={leave} />;
}

interface RoleFormProps {
  readonly view: AppView;
  readonly file: SettingsView;
  readonly title: string;
  readonly back: string;
  readonly id: string | undefined;
  /** What a new one begins as, and where that is from. */
  readonly copy: { readonly fields: RoleFields; readonly catalogue: string } | undefined;
  readonly ask: Ask;
  readonly refresh: () => void;
  readonly onLeave: (to: EntryPlace) => void;
}

function placeOf(id: string | undefined): EntryPlace {
  return { list: 'roles', ...(id !== undefined && { id }) };
}

function RoleForm({ view, file, title, back, id, copy, ask, refresh, onLeave }: RoleFormProps) {
  const texts = useTexts();
  const { settings: words } = texts;
  const identities = file.identities.flatMap((one) => one.id ?? []);
  const current = id === undefined ? undefined : file.roles.find((one) => one.id === id);
  const { entry, base, draft, change, dirty, disputed } = useEntryDraft(current, roleDraft, (first) => {
    if (copy) return roleDraft(copy.fields);
    const [only, ...more] = identities;
    return current === undefined && only !== undefined && more.length === 0
      ? { ...first, identity: only }
      : first;
  });
  const browsers = useBrowsers(ask);
  const usual = file.settings['browsers.console'].value;
  const edit =
    id !== undefined && entry !== undefined ? roleEdit(draft, id, entry) : roleAddition(draft, file);
  const form = useEntryForm(edit, ask);
  const fields = withDisputes(form, disputed, texts.editor, (key) =>
    saidOfRole(key, base, texts, (own) => roleBrowserLabel(browsers, own, usual, texts)),
  );
  const finish = (to: EntryPlace) => (done: boolean) => (done ? onLeave(to) : refresh());
  const save = (): void => {
    const named = draft.id.trim() || (edit?.kind === 'role-add' ? edit.fields.id : id);
    void form.save(edit).then(finish(placeOf(named)));
  };
  const standing = view.roles.find((one) => one.id === id)?.profiles ?? [];
  const removal =
    id === undefined
      ? undefined
      : {
          title: words.removeRole(entry?.fields.name ?? id),
          points: [
            words.roleGoes,
            ...(standing.length > 0 ? [words.profilesGo(standing.join(', '))] : []),
            words.keptCopy,
          ],
          onRemove: () => {
            const ids = file.roles.map((one) => one.id);
            void form.save({ kind: 'role-remove', id }).then(finish(besideEntry('roles', ids, id)));
          },
        };
  const part = { draft, onChange: change, form: fields };
  return (
    <EditorPage
      {...{ title, back, form, dirty, disputed }}
      onLeave={() => onLeave(placeOf(id))}
      onSave={save}
      {...(removal && { removal })}
    >
      {copy && <p className="help-hint form-lead">{texts.catalogues.role.copyLead(copy.catalogue)}</p>}
      <RoleBasics {...part} identities={identities} />
      <RoleAdvanced {...part} browsers={browsers} usual={usual} />
    </EditorPage>
  );
}

function roleAddition(draft: RoleDraft, { roles }: SettingsView): EntryEdit {
  const taken = roles.map((one) => one.id ?? one.fields.id);
  return { kind: 'role-add', fields: roleFields(draft, taken) };
}

/** Those of this computer; none while they are looked for. */
function useBrowsers(ask: Ask): readonly BrowserView[] {
  const [browsers, setBrowsers] = useState<readonly BrowserView[]>([]);
  useEffect(() => {
    let wanted = true;
    void ask('browsers:list', undefined).then((reply) => {
      if (wanted && reply.ok) setBrowsers(reply.browsers);
    });
    return () => void (wanted = false);
  }, [ask]);
  return browsers;
}
