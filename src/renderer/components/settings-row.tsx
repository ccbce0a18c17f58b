import { type ReactNode, useId } from 'react';
import { Remark } from './remark.tsx';

interface SettingsSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What belongs together, under a calm heading. */
export function SettingsSection({ title, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h2 className="help-heading" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

interface AboutProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it. */
  readonly complaint?: string | undefined;
}

interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': true | undefined;
}

interface SettingsRowProps extends AboutProps {
  readonly children: (ids: ControlIds) => ReactNode;
}

/** A setting: its name on the left, what it is on the right, and below what there is to say about it. */
export function SettingsRow({ label, hint, complaint, children }: SettingsRowProps) {
  const id = useId();
  const about = useId();
  return (
    <div className="settings-row">
      <label className="settings-label" htmlFor={id}>
        {label}
      </label>
      <div className="settings-control">
        {children({ id, 'aria-describedby': about, 'aria-invalid': complaint !== undefined || undefined })}
      </div>
      <div className="settings-about" id={about}>
        {hint !== undefined && <p className="help-hint">{hint}</p>}
        {complaint !== undefined && <Remark level="warn" title={complaint} />}
      </div>
    </div>
  );
}

interface ChoiceRowProps extends AboutProps {
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly locked: boolean;
  readonly onChoose: (value: string) => void;
}

export function ChoiceRow({ value, options, locked, onChoose, ...about }: ChoiceRowProps) {
  return (
    <SettingsRow {...about}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          disabled={locked}
          onChange={(event) => onChoose(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </SettingsRow>
  );
}

interface SwitchRowProps extends AboutProps {
  readonly on: boolean;
  readonly locked: boolean;
  readonly onTurn: (on: boolean) => void;
}

export function SwitchRow({ on, locked, onTurn, ...about }: SwitchRowProps) {
  return (
    <SettingsRow {...about}>
      {(ids) => (
        <input
          {...ids}
          className="switch"
          type="checkbox"
          role="switch"
          checked={on}
          disabled={locked}
          onChange={(event) => onTurn(event.target.checked)}
        />
      )}
    </SettingsRow>
  );
}
