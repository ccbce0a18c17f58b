import { type ReactNode, useId } from 'react';
import type { BrowserChoiceView } from '../../shared/settings-view.ts';
import type { BrowserView } from '../../shared/view.ts';
import { roleBrowserChoices, roleBrowserKey, roleBrowserOf } from '../browser-choices.ts';
import type { EditorField } from '../editor-texts.ts';
import { nameIn, type RoleDraft } from '../entry-draft.ts';
import { regionsFor } from '../regions.ts';
import { useTexts } from '../texts-context.ts';
import type { EntryForm } from '../use-entry-form.ts';
import { Choice } from './choice.tsx';
import { Field, TextInput } from './field.tsx';
import { ChainFields, PolicyField } from './role-reach-fields.tsx';
import { SwitchRow } from './settings-row.tsx';
import { Swatches } from './swatches.tsx';

export interface RoleFieldsProps {
  readonly draft: RoleDraft;
  readonly onChange: (more: Partial<RoleDraft>) => void;
  readonly form: Pick<EntryForm, 'problemsAt' | 'touch'>;
}

type TextKey = {
  [Key in keyof RoleDraft]: RoleDraft[Key] extends string
    ? string extends RoleDraft[Key]
      ? Key
      : never
    : never;
}[keyof RoleDraft];

interface TextFieldProps extends RoleFieldsProps {
  readonly name: TextKey & EditorField;
  readonly example?: string;
  readonly suggestions?: readonly string[];
}

/** One line of a role. */
export function RoleText({ name, example, suggestions, draft, onChange, form }: TextFieldProps) {
  const { editor: words } = useTexts();
  const hint = words.hint[name];
  const list = useId();
  return (
    <Field label={words.field[name]} problems={form.problemsAt(name)} {...(hint !== undefined && { hint })}>
      {(ids) => (
        <>
          <TextInput
            ids={{ ...ids, ...(suggestions && { list }) }}
            value={draft[name]}
            {...(example !== undefined && { example })}
            onChange={(value) => onChange({ [name]: value })}
            onCommit={() => {
              if (draft[name] !== '') form.touch(name);
            }}
          />
          {suggestions && (
            <datalist id={list}>
              {suggestions.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** What every role is asked for. */
export function RoleBasics({
  identities,
  ...part
}: RoleFieldsProps & { readonly identities: readonly string[] }) {
  const { editor: words } = useTexts();
  const { draft, onChange, form } = part;
  const options = [...new Set([...(draft.identity === '' ? [''] : []), ...identities, draft.identity])];
  return (
    <>
      {options.length > 1 && (
        <Field label={words.field.identity} problems={form.problemsAt('identity')}>
          {(ids) => (
            <Choice
              ids={ids}
              value={draft.identity}
              options={options.map((value) => ({ value, name: value }))}
              onChange={(identity) => onChange({ identity })}
            />
          )}
        </Field>
      )}
      <RoleText {...part} name="roleArn" example="arn:aws:iam::123456789012:role/Admin" />
      <RoleText {...part} name="name" example={nameIn(draft.roleArn)} />
      <RoleText {...part} name="region" suggestions={regionsFor(draft.roleArn)} />
      <Swatches
        value={draft.color}
        problems={form.problemsAt('color')}
        onChange={(color) => onChange({ color })}
      />
      <RoleText {...part} name="tags" example="prod, web" />
    </>
  );
}

const productions = ['by-tags', 'yes', 'no'] as const;
const lengths = ['1h', '2h', '4h', '8h', '12h'];

interface RoleAdvancedProps extends RoleFieldsProps {
  readonly browsers: readonly BrowserView[];
  /** The one of the settings, which opens consoles of roles without one of their own. */
  readonly usual: BrowserChoiceView;
}

/** What few roles need. */
export function RoleAdvanced({ browsers, usual, ...part }: RoleAdvancedProps) {
  const { editor: words, settings } = useTexts();
  const { draft, onChange, form } = part;
  const choices = roleBrowserChoices(browsers, draft.browser, usual, {
    ...settings,
    asInSettings: words.browserAsInSettings,
  });
  return (
    <EditorFold>
      <SwitchRow
        label={words.field.readOnly}
        on={draft.readOnly}
        complaint={form.problemsAt('readOnly')[0]?.title}
        locked={false}
        onTurn={(readOnly) => onChange({ readOnly })}
      />
      <SwitchRow
        label={words.field.confirm}
        on={draft.confirm}
        complaint={form.problemsAt('confirm')[0]?.title}
        locked={false}
        onTurn={(confirm) => onChange({ confirm })}
      />
      <Field
        label={words.field.production}
        hint={words.hint.production ?? ''}
        problems={form.problemsAt('production')}
      >
        {(ids) => (
          <Choice
            ids={ids}
            value={draft.production}
            options={productions.map((value) => ({ value, name: words.production[value] }))}
            onChange={(production) => onChange({ production })}
          />
        )}
      </Field>
      <RoleText {...part} name="duration" suggestions={lengths} />
      <RoleText {...part} name="consoleDuration" suggestions={lengths} />
      <RoleText {...part} name="destination" example="https://console.aws.amazon.com/ecs/home" />
      <Field label={words.field.browser} problems={form.problemsAt('browser')}>
        {(ids) => (
          <Choice
            ids={ids}
            value={roleBrowserKey(draft.browser)}
            options={choices.map(({ value, label }) => ({ value, name: label }))}
            onChange={(key) => onChange({ browser: roleBrowserOf(key) })}
          />
        )}
      </Field>
      <ChainFields {...part} />
      <PolicyField {...part} />
      <RoleText {...part} name="profile" />
      <RoleText {...part} name="id" />
    </EditorFold>
  );
}

/** What is folded away at first. */
export function EditorFold({ children }: { readonly children: ReactNode }) {
  const { editor: words } = useTexts();
  return (
    <details className="editor-fold">
      <summary>{words.advanced}</summary>
      <div className="editor-fold-body">{children}</div>
    </details>
  );
}
