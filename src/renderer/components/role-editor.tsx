import { useEffect, useState } from 'react';
import type { EntryEdit, SettingsView } from '../../shared/settings-view.ts';
import type { AppView, BrowserView } from '../../shared/view.ts';
import { roleDraft, roleEdit, roleFields, type RoleDraft } from '../entry-draft.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryForm } from '../use-entry-form.ts';
import { useSettings } from '../use-settings.ts';
import { EditorPage } from './editor-page.tsx';
import { EntryWaiting } from './editor-waiting.tsx';
import { RoleAdvanced, RoleBasics } from './role-editor-fields.tsx';

interface RoleEditorProps {
  readonly view: AppView;
  /** Absent for a new role. */
  readonly roleId: string | undefined;
  /** Where it was opened from. */
  readonly from: 'roles' | 'settings';
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** A role of the configuration: added, changed or deleted. */
export function RoleEditor({ view, roleId, from, ask, intentions }: RoleEditorProps) {
  const texts = useTexts();
  const { settings, failure } = useSettings(ask, view.configEdition);
  // As it was when the editor was opened: what is typed is not swept away by an edit of the file.
  const [opened, setOpened] = useState<SettingsView>();
  if (settings !== undefined && opened === undefined) setOpened(settings);
  const title = roleId === undefined ? texts.editor.title.addRole : texts.editor.title.editRole;
  const entry = opened?.roles.find(({ id }) => id === roleId);
  const error = opened?.blocked ?? failure;
  const leave = (): void => intentions.go({ at: from });
  const back = from === 'roles' ? texts.page.back : texts.editor.backToSettings;
  if (opened === undefined || error !== undefined || (roleId !== undefined && entry === undefined))
    return (
      <EntryWaiting title={title} back={back} onBack={leave} error={error} gone={opened !== undefined} />
    );
  return <RoleForm {...{ view, opened, title, back, ask }} id={roleId} onLeave={leave} />;
}

interface RoleFormProps {
  readonly view: AppView;
  readonly opened: SettingsView;
  readonly title: string;
  readonly back: string;
  readonly id: string | undefined;
  readonly ask: Ask;
  readonly onLeave: () => void;
}

function RoleForm({ view, opened, title, back, id, ask, onLeave }: RoleFormProps) {
  const { settings: words } = useTexts();
  const identities = opened.identities.flatMap((one) => one.id ?? []);
  const entry = id === undefined ? undefined : opened.roles.find((one) => one.id === id);
  const [first] = useState(() => {
    const draft = roleDraft(entry?.fields);
    const [only, ...more] = identities;
    return entry === undefined && only !== undefined && more.length === 0
      ? { ...draft, identity: only }
      : draft;
  });
  const [draft, setDraft] = useState<RoleDraft>(first);
  const browsers = useBrowsers(ask);
  const edit = editOf(draft, opened, id);
  const form = useEntryForm(edit, ask);
  const change = (more: Partial<RoleDraft>): void => setDraft((old) => ({ ...old, ...more }));
  const save = (): void => {
    void form.save(edit).then((done) => {
      if (done) onLeave();
    });
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
          onRemove: () =>
            void form.save({ kind: 'role-remove', id }).then((done) => {
              if (done) onLeave();
            }),
        };
  return (
    <EditorPage
      {...{ title, back, form, onLeave }}
      dirty={JSON.stringify(draft) !== JSON.stringify(first)}
      onSave={save}
      {...(removal && { removal })}
    >
      <RoleBasics draft={draft} onChange={change} form={form} identities={identities} />
      <RoleAdvanced
        draft={draft}
        onChange={change}
        form={form}
        browsers={browsers}
        usual={opened.settings['browsers.console'].value}
      />
    </EditorPage>
  );
}

function editOf(draft: RoleDraft, { roles }: SettingsView, id: string | undefined): EntryEdit | undefined {
  const entry = id === undefined ? undefined : roles.find((one) => one.id === id);
  if (id !== undefined && entry !== undefined) return roleEdit(draft, id, entry);
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
