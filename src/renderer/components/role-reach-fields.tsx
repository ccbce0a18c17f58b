import type { ChainStepDraft, RoleDraft } from '../entry-draft.ts';
import { longestPolicy, policyState } from '../policy-length.ts';
import { useTexts } from '../texts-context.ts';
import type { EntryForm } from '../use-entry-form.ts';
import { Button, IconButton } from './button.tsx';
import { Field, TextInput } from './field.tsx';
import { CloseIcon } from './icons.tsx';
import { Remark } from './remark.tsx';

interface ReachFieldsProps {
  readonly draft: RoleDraft;
  readonly onChange: (more: Partial<RoleDraft>) => void;
  readonly form: Pick<EntryForm, 'problemsAt' | 'touch'>;
}

const emptyStep: ChainStepDraft = { roleArn: '', externalId: '', sourceIdentity: '' };

/** Roles that are assumed from this one, one after the other. */
export function ChainFields({ draft: { chain }, onChange, form }: ReachFieldsProps) {
  const { catalogues, editor } = useTexts();
  const { fact } = catalogues.role;
  const words = catalogues.editor;
  const changeStep = (at: number, more: Partial<ChainStepDraft>): void =>
    onChange({ chain: chain.map((step, index) => (index === at ? { ...step, ...more } : step)) });
  const touch = (): void => {
    if (chain.every(({ roleArn }) => roleArn.trim() !== '')) form.touch('chain');
  };
  const texts = [
    ['externalId', fact.externalId],
    ['sourceIdentity', fact.sourceIdentity],
  ] as const;
  return (
    <div className="field" role="group" aria-label={editor.field.chain}>
      <p className="field-label">{editor.field.chain}</p>
      {chain.map((step, index) => (
        <div className="chain-step" key={index}>
          <Field label={words.step(index + 1)} problems={[]}>
            {(ids) => (
              <TextInput
                ids={ids}
                value={step.roleArn}
                example="arn:aws:iam::210987654321:role/Auditor"
                onChange={(roleArn) => changeStep(index, { roleArn })}
                onCommit={touch}
              />
            )}
          </Field>
          <IconButton
            icon={<CloseIcon />}
            label={words.removeStep(index + 1)}
            onPress={() => onChange({ chain: chain.filter((_, at) => at !== index) })}
          />
          {texts.map(([key, label]) => (
            <Field key={key} label={label} problems={[]}>
              {(ids) => (
                <TextInput
                  ids={ids}
                  value={step[key]}
                  onChange={(value) => changeStep(index, { [key]: value })}
                  onCommit={touch}
                />
              )}
            </Field>
          ))}
        </div>
      ))}
      {form.problemsAt('chain').map((problem) => (
        <Remark key={problem.title} {...problem} />
      ))}
      <p className="help-hint">{words.chainHint}</p>
      <div className="settings-buttons">
        <Button onPress={() => onChange({ chain: [...chain, emptyStep] })}>{words.addStep}</Button>
      </div>
    </div>
  );
}

/** What its sessions are limited to: JSON, counted as it is sent. */
export function PolicyField({ draft: { sessionPolicy: policy }, onChange, form }: ReachFieldsProps) {
  const { catalogues, editor } = useTexts();
  const words = catalogues.editor;
  const { length, fault } = policyState(policy);
  const problems = form.problemsAt('sessionPolicy');
  const own =
    fault === undefined
      ? problems
      : [
          {
            level: 'fail' as const,
            title: fault === 'no-json' ? words.policyNoJson : words.policyTooLong,
          },
        ];
  return (
    <Field
      label={editor.field.sessionPolicy}
      problems={problems.length > 0 || fault === 'too-long' ? own : []}
    >
      {(ids) => (
        <>
          <textarea
            {...ids}
            className="input input-policy"
            rows={5}
            spellCheck={false}
            autoComplete="off"
            placeholder={'{ "Version": "2012-10-17", "Statement": [ … ] }'}
            value={policy}
            onChange={(event) => onChange({ sessionPolicy: event.target.value })}
            onBlur={() => {
              if (policy.trim() !== '') form.touch('sessionPolicy');
            }}
          />
          {policy.trim() !== '' && (
            <span className="policy-count">{words.policyLength(length, longestPolicy)}</span>
          )}
          <p className="help-hint">{words.policyHint}</p>
        </>
      )}
    </Field>
  );
}
