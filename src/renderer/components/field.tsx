import { type ReactNode, useId } from 'react';
import type { SetupProblemView } from '../../shared/help-view.ts';
import { Remark } from './remark.tsx';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problems: readonly SetupProblemView[];
  /** The input, with the ids of what is said about it. */
  readonly children: (ids: FieldIds) => ReactNode;
}

interface FieldIds {
  readonly id: string;
  /** Of suggestions. */
  readonly list?: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': true | undefined;
}

/** An input with its name, what belongs in it, and what is wrong with what stands in it. */
export function Field({ label, hint, problems, children }: FieldProps) {
  const id = useId();
  const about = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': about,
        'aria-invalid': problems.some(({ level }) => level === 'fail') || undefined,
      })}
      <div id={about}>
        {hint !== undefined && <p className="help-hint">{hint}</p>}
        {problems.map((problem) => (
          <Remark key={problem.title} {...problem} />
        ))}
      </div>
    </div>
  );
}

interface TextInputProps {
  readonly ids: FieldIds;
  readonly value: string;
  readonly example?: string;
  readonly onChange: (value: string) => void;
  /** What was typed is meant: the focus goes elsewhere, or Enter was pressed. */
  readonly onCommit?: () => void;
  readonly digits?: boolean;
}

/** One line to type in. */
export function TextInput({ ids, value, example, onChange, onCommit, digits = false }: TextInputProps) {
  return (
    <input
      {...ids}
      className="input"
      type="text"
      inputMode={digits ? 'numeric' : undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      placeholder={example}
      title={value === '' ? undefined : value}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onCommit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onCommit?.();
      }}
    />
  );
}
