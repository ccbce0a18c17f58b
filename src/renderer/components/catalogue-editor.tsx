import { useState } from 'react';
import type { CatalogueFields, EntryEdit, SettingsView } from '../../shared/settings-view.ts';
import type { AppView } from '../../shared/view.ts';
import { catalogueDraft, catalogueFields, fieldsOfKind, type CatalogueDraft } from '../catalogue-draft.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryForm } from '../use-entry-form.ts';
import { useSettings } from '../use-settings.ts';
import { Choice } from './choice.tsx';
import { EditorPage } from './editor-page.tsx';
import { EntryWaiting } from './editor-waiting.tsx';
import { Marked } from './error-text.tsx';
import { Field, TextInput } from './field.tsx';

interface CatalogueEditorProps {
  readonly view: AppView;
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** Adds a catalogue: where it is, and whose roles are in it. */
export function CatalogueEditor({ view, ask, intentions }: CatalogueEditorProps) {
  const { catalogues: words, editor } = useTexts();
  const { settings, failure } = useSettings(ask, view.configEdition);
  const error = settings?.blocked ?? failure;
  const leave = (): void => intentions.go({ at: 'settings' });
  if (settings === undefined || error !== undefined) {
    const { title } = words.form;
    return (
      <EntryWaiting title={title} back={editor.backToSettings} onBack={leave} error={error} gone={false} />
    );
  }
  return <CatalogueForm file={settings} ask={ask} onLeave={leave} />;
}

interface CatalogueFormProps {
  readonly file: SettingsView;
  readonly ask: Ask;
  readonly onLeave: () => void;
}

const kinds = ['gitlab', 'url', 'file'] as const;

function CatalogueForm({ file, ask, onLeave }: CatalogueFormProps) {
  const { catalogues: words, editor } = useTexts();
  const identities = file.identities.flatMap(({ id }) => id ?? []);
  const [first] = useState(() => catalogueDraft(identities[0] ?? ''));
  const [draft, setDraft] = useState(first);
  const change = (more: Partial<CatalogueDraft>): void => setDraft((old) => ({ ...old, ...more }));
  const edit: EntryEdit = {
    kind: 'catalogue-add',
    fields: catalogueFields(
      draft,
      file.catalogues.map(({ id, fields }) => id ?? fields.id),
    ),
  };
  const form = useEntryForm(edit, ask);
  const dirty = JSON.stringify(draft) !== JSON.stringify(first);
  const line = (name: keyof CatalogueFields & keyof CatalogueDraft, more: LineWords = {}) => {
    const { label = editor.field[name], hint = editor.hint[name], example } = more;
    return (
      <Field key={name} label={label} problems={form.problemsAt(name)}>
        {(ids) => (
          <>
            <TextInput
              ids={ids}
              value={draft[name]}
              {...(example !== undefined && { example })}
              onChange={(value) => change({ [name]: value })}
              onCommit={() => {
                if (draft[name] !== '') form.touch(name);
              }}
            />
            {hint !== undefined && (
              <p className="help-hint">
                <Marked>{hint}</Marked>
              </p>
            )}
          </>
        )}
      </Field>
    );
  };
  const own: Readonly<Record<string, LineWords>> = {
    clientId: { hint: words.form.clientIdHint },
    file:
      draft.kind === 'gitlab'
        ? { label: words.form.fileInProject, example: 'roles.yaml' }
        : { example: '~/team/roles.yaml' },
    project: { example: 'platform/aws-roles' },
    url: { example: 'https://example.com/roles.yaml' },
  };
  return (
    <EditorPage
      title={words.form.title}
      back={editor.backToSettings}
      {...{ form, dirty, disputed: [], onLeave }}
      save={words.form.add}
      onSave={() =>
        void form.save(edit).then((done) => {
          if (done) onLeave();
        })
      }
    >
      <Field label={words.form.kind} problems={[]}>
        {(ids) => (
          <Choice
            ids={ids}
            value={draft.kind}
            options={kinds.map((value) => ({ value, name: words.form.kinds[value] }))}
            onChange={(kind) => change({ kind })}
          />
        )}
      </Field>
      <p className="help-hint form-lead">{words.form.lead[draft.kind]}</p>
      {identities.length > 1 && (
        <Field label={editor.field.identity} problems={form.problemsAt('identity')}>
          {(ids) => (
            <Choice
              ids={ids}
              value={draft.identity}
              options={identities.map((value) => ({ value, name: value }))}
              onChange={(identity) => change({ identity })}
            />
          )}
        </Field>
      )}
      {fieldsOfKind[draft.kind].map((name) => line(name, own[name]))}
      {line('name')}
    </EditorPage>
  );
}

interface LineWords {
  readonly label?: string;
  readonly hint?: string;
  readonly example?: string;
}
