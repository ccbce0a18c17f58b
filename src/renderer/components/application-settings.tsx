import { useId } from 'react';
import type { SetupSettingView } from '../../shared/help-view.ts';
import type { RequestOf } from '../../shared/ipc.ts';
import { useTexts } from '../texts-context.ts';
import { CopyIconButton } from './copy-button.tsx';

interface ApplicationSettingsProps {
  readonly settings: readonly SetupSettingView[];
  readonly onCopy: (what: RequestOf<'setup:copy'>['what'], copied: () => void) => void;
}

/** How the application is to be made in GitLab: each setting can be copied. */
export function ApplicationSettings({ settings, onCopy }: ApplicationSettingsProps) {
  const { setup: words } = useTexts();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 className="help-heading" id={id}>
        {words.settings}
      </h2>
      <p className="help-hint">{words.settingsHint}</p>
      <dl className="token-facts">
        {settings.map(({ name, value }, index) => (
          <div className="token-fact" key={name}>
            <dt>{name}</dt>
            <dd className="setting-value">
              <bdi>{value}</bdi>
            </dd>
            <dd className="refusal-copy">
              <CopyIconButton
                label={words.copySetting(name)}
                onCopy={(copied) => onCopy(`setting-${index}`, copied)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
