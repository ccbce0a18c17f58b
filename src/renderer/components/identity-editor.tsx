import type { EntryEdit, SettingsView } from '../../shared/settings-view.ts';
import type { AppView } from '../../shared/view.ts';
import type { EditorField } from '../editor-texts.ts';
import { identityDraft, identityEdit, identityFields, type IdentityDraft } from '../entry-draft.ts';
import { besideEntry } from '../entry-places.ts';
import type { EntryPlace } from '../place.ts';
import { saidOfIdentity, withDisputes } from '../entry-disputes.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryDraft, useFileInEditor } from '../use-entry-draft.ts';
import { type EntryForm, useEntryForm } from '../use-entry-form.ts';
import { useSettings } from '../use-settings.ts';
import { Choice } from './choice.tsx';
import { EditorPage } from './editor-page.tsx';
import { EntryWaiting } from './editor-waiting.tsx';
import { Field, TextInput } from './field.tsx';
import { EditorFold } from './role-editor-fields.tsx';

interface IdentityEditorProps {
  readonly view: AppView;
  /** Absent for a new identity. */
  readonly identityId: string | undefined;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** An identity of the configuration: added, changed or deleted. */
export function IdentityEditor({ view, identityId, ask, intentions }: IdentityEditorProps) {
  const { editor: words } = useTexts();
  const { settings, failure, refresh } = useSettings(ask, view.configEdition);
  const file = useFileInEditor(settings);
  const opened = file?.opened;
  const title = identityId === undefined ? words.title.addIdentity : words.title.editIdentity;
  const entry = opened?.identities.find(({ id }) => id === identityId);
  const error = opened?.blocked ?? failure;
  const leave = (entry: EntryPlace): void => intentions.go({ at: 'settings', entry });
  const stay: EntryPlace = { list: 'identities', ...(identityId !== undefined && { id: identityId }) };
  const back = words.backToSettings;
  if (file === undefined || error !== undefined || (identityId !== undefined && entry === undefined))
    return (
      <EntryWaiting
        title={title}
        back={back}
        onBack={() => leave(stay)}
        error={error}
        gone={file !== undefined}
      />
    );
  return (
    <IdentityForm {...{ title, back, ask, refresh }} file={file.latest} id={identityId} onLeave={leave} />
  );
}

interface IdentityFormProps {
  readonly file: SettingsView;
  readonly title: string;
  readonly back: string;
  readonly id: string | undefined;
  readonly ask: Ask;
  readonly refresh: () => void;
  readonly onLeave: (to: EntryPlace) => void;
}

function IdentityForm({ file, title, back, id, ask, refresh, onLeave }: IdentityFormProps) {
  const { editor: words, settings } = useTexts();
  const current = id === undefined ? undefined : file.identities.find((one) => one.id === id);
  const { entry, base, draft, change, dirty, disputed } = useEntryDraft(current, identityDraft);
  const edit =
    id !== undefined && entry !== undefined ? identityEdit(draft, id, entry) : identityAddition(draft, file);
  const form = useEntryForm(edit, ask);
  const fields = withDisputes(form, disputed, words, (key) => saidOfIdentity(key, base, words));
  const finish = (to: EntryPlace) => (done: boolean) => (done ? onLeave(to) : refresh());
  const stay: EntryPlace = { list: 'identities', ...(id !== undefined && { id }) };
  const save = (): void => {
    const named = draft.id.trim() || (edit?.kind === 'identity-add' ? edit.fields.id : id);
    void form.save(edit).then(finish({ ...stay, ...(named !== undefined && { id: named }) }));
  };
  const followers = file.roles.filter(({ fields: role }) => role.identity === id).length;
  const removal =
    id === undefined
      ? undefined
      : {
          title: settings.removeIdentity(id),
          points: [
            settings.identityGoes,
            ...(followers > 0 ? [settings.rolesGo(followers)] : []),
            settings.keptCopy,
          ],
          onRemove: () =>
            void form.save({ kind: 'identity-remove', id }).then(
              finish(
                besideEntry(
                  'identities',
                  file.identities.map((one) => one.id),
                  id,
                ),
              ),
            ),
        };
  const part = { draft, onChange: change, form: fields };
  return (
    <EditorPage
      {...{ title, back, form, dirty, disputed }}
      onLeave={() => onLeave(stay)}
      onSave={save}
      {...(removal && { removal })}
    >
      <IdentityText {...part} name="issuer" example="https://gitlab.example.com" />
      <IdentityText {...part} name="clientId" />
      <EditorFold>
        <Field label={words.field.provider} problems={fields.problemsAt('provider')}>
          {(ids) => (
            <Choice
              ids={ids}
              value={draft.provider}
              options={(['gitlab', 'oidc'] as const).map((value) => ({ value, name: words.provider[value] }))}
              onChange={(provider) => change({ provider })}
            />
          )}
        </Field>
        <IdentityText {...part} name="scopes" example="openid profile email" />
        <IdentityText {...part} name="redirectUri" />
        <IdentityText {...part} name="id" />
      </EditorFold>
    </EditorPage>
  );
}

interface IdentityTextProps {
  readonly name: Exclude<keyof IdentityDraft, 'provider'> & EditorField;
  readonly example?: string;
  readonly draft: IdentityDraft;
  readonly onChange: (more: Partial<IdentityDraft>) => void;
  readonly form: Pick<EntryForm, 'problemsAt' | 'touch'>;
}

function IdentityText({ name, example, draft, onChange, form }: IdentityTextProps) {
  const { editor: words } = useTexts();
  const hint = words.hint[name];
  return (
    <Field label={words.field[name]} problems={form.problemsAt(name)} {...(hint !== undefined && { hint })}>
      {(ids) => (
        <TextInput
          ids={ids}
          value={draft[name]}
          {...(example !== undefined && { example })}
          onChange={(value) => onChange({ [name]: value })}
          onCommit={() => {
            if (draft[name] !== '') form.touch(name);
          }}
        />
      )}
    </Field>
  );
}

function identityAddition(draft: IdentityDraft, { identities }: SettingsView): EntryEdit {
  const taken = identities.map((one) => one.id ?? one.fields.id);
  return { kind: 'identity-add', fields: identityFields(draft, taken) };
}
