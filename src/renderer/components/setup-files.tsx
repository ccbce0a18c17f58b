import { useState } from 'react';
import type { SetupAnswersView, SetupField, SetupOutputId, SetupPlanView } from '../../shared/help-view.ts';
import { inOne } from '../error-text.ts';
import { isMissing, missingSaid } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { Marked } from './error-text.tsx';
import { Remark } from './remark.tsx';
import type { Step } from './steps.tsx';
import { Tabs } from './tabs.tsx';
import { TextBox } from './text-box.tsx';

/** The same in every language. */
const names: Readonly<Record<SetupOutputId, string>> = {
  'aws-cli': 'AWS CLI',
  terraform: 'Terraform',
  cloudformation: 'CloudFormation',
  policy: 'JSON',
  config: 'Tobira',
};

const stepOf: Readonly<Record<SetupField, Step>> = {
  issuer: 'gitlab',
  clientId: 'gitlab',
  accountId: 'aws',
  partition: 'aws',
  roleName: 'aws',
  users: 'aws',
  permissions: 'aws',
  maxSession: 'aws',
};

interface SetupFilesProps {
  readonly plan: SetupPlanView;
  readonly answers: SetupAnswersView;
  readonly onStep: (step: Step) => void;
  readonly onCopy: (what: SetupOutputId, copied: () => void) => void;
  readonly onSave: (output: SetupOutputId) => void;
}

/** What is to be done in AWS, in the form that one works with; or what is missing before that. */
export function SetupFiles({ plan, answers, onStep, onCopy, onSave }: SetupFilesProps) {
  const texts = useTexts();
  const words = texts.setup;
  const [chosen, setChosen] = useState<SetupOutputId>('aws-cli');
  const output = plan.outputs.find(({ id }) => id === chosen) ?? plan.outputs[0];
  if (output === undefined) {
    return (
      <>
        <h2 className="help-heading">
          {plan.problems.every((problem) => isMissing(problem, answers)) ? words.notYet : words.notRight}
        </h2>
        <p className="help-hint missing-hint">{words.notYetHint}</p>
        {plan.problems
          .map((problem) => missingSaid(problem, answers, words))
          .map(({ field, level, title, hint }) => (
            <Remark
              key={title}
              level={level}
              title={title}
              hint={hint}
              button={
                field && (
                  <Button
                    onPress={() => onStep(stepOf[field])}
                    label={texts.actionFor(words.goTo(words.steps[stepOf[field]]), title)}
                  >
                    {words.goTo(words.steps[stepOf[field]])}
                  </Button>
                )
              }
            />
          ))}
      </>
    );
  }
  const { id, fileName, text } = output;
  const label = (action: string): string => texts.actionFor(action, names[id]);
  return (
    <>
      {plan.problems.map(({ level, title, hint }) => (
        <Remark key={title} level={level} title={title} hint={hint} />
      ))}
      <Tabs
        label={words.forms}
        tabs={plan.outputs.map((one) => ({ id: one.id, name: names[one.id] }))}
        chosen={id}
        onChoose={setChosen}
      >
        <TextBox
          title={fileName}
          hint={words.outputHint[id]}
          text={text}
          actions={
            <>
              <Button onPress={() => onSave(id)} label={label(texts.page.save)}>
                {texts.page.save}
              </Button>
              <CopyButton label={label(texts.page.copy)} onCopy={(copied) => onCopy(id, copied)} />
            </>
          }
        />
      </Tabs>
      {plan.notes.length > 0 && (
        <ul className="help-points">
          {plan.notes.map(({ title, hint }) => (
            <li key={title}>
              <Marked>{inOne(title, hint ?? '')}</Marked>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
