import type { SetupSettingView } from '../../shared/help-view.ts';
import type { RequestOf } from '../../shared/ipc.ts';
import { problemsAt, setupAnswers, type SetupStepProps } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import type { IssuerCheck } from '../use-issuer-check.ts';
import { ApplicationSettings } from './application-settings.tsx';
import { Button } from './button.tsx';
import { Field, TextInput } from './field.tsx';
import { IssuerChecked } from './issuer-checked.tsx';

interface SetupGitlabProps extends SetupStepProps {
  readonly settings: readonly SetupSettingView[];
  readonly check: IssuerCheck;
  readonly onLook: (issuer: string, anew?: boolean) => void;
  readonly onCopy: (what: RequestOf<'setup:copy'>['what'], copied: () => void) => void;
}

/** The GitLab that people sign in with: its address as AWS sees it, and the application that it needs. */
export function SetupGitlab(props: SetupGitlabProps) {
  const { answers, candidates, settings, check, onChange, onTouch, onLook, onCopy } = props;
  const texts = useTexts();
  const words = texts.setup;
  const choose = (index: number): void => {
    const { issuer, clientId, users } = setupAnswers(candidates[index]);
    onChange({ issuer, clientId, users });
    onLook(issuer);
  };
  const chosen = candidates.findIndex(
    ({ issuer, clientId }) => issuer === answers.issuer && clientId === answers.clientId,
  );
  return (
    <>
      {candidates.length > 1 && (
        <Field label={words.choose} problems={[]}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={chosen}
              onChange={(event) => choose(Number(event.target.value))}
            >
              {chosen === -1 && <option value={-1} />}
              {candidates.map(({ label }, index) => (
                <option key={label} value={index}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field
        label={words.field.issuer}
        hint={words.hint.issuer}
        problems={problemsAt('issuer', props, words)}
      >
        {(ids) => (
          <div className="input-row">
            <TextInput
              ids={ids}
              value={answers.issuer}
              example="https://gitlab.example.com"
              onChange={(issuer) => onChange({ issuer })}
              onCommit={() => {
                onTouch('issuer');
                onLook(answers.issuer);
              }}
            />
            <Button onPress={() => onLook(answers.issuer, true)} busy={check.status === 'checking'}>
              {words.checkIssuer}
            </Button>
          </div>
        )}
      </Field>
      <div className="issuer-check" role="status">
        {check.status !== 'none' && check.issuer === answers.issuer && <IssuerChecked check={check} />}
      </div>
      <Field
        label={words.field.clientId}
        hint={words.hint.clientId}
        problems={problemsAt('clientId', props, words)}
      >
        {(ids) => (
          <TextInput
            ids={ids}
            value={answers.clientId}
            onChange={(clientId) => onChange({ clientId })}
            onCommit={() => onTouch('clientId')}
          />
        )}
      </Field>
      {settings.length > 0 && <ApplicationSettings settings={settings} onCopy={onCopy} />}
    </>
  );
}
