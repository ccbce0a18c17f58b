import { useCallback, useEffect, useRef, useState } from 'react';
import type { SetupAnswersView, SetupCandidateView, SetupField } from '../../shared/help-view.ts';
import type { RequestOf } from '../../shared/ipc.ts';
import type { ErrorView } from '../../shared/view.ts';
import type { Intentions } from '../intentions.ts';
import type { Ask } from '../questions.ts';
import { setupAnswers } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import { useIssuerCheck } from '../use-issuer-check.ts';
import { usePlan } from '../use-plan.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { HelpPage } from './help-page.tsx';
import { SetupAws } from './setup-aws.tsx';
import { SetupFiles } from './setup-files.tsx';
import { SetupGitlab } from './setup-gitlab.tsx';
import { type Step, Steps, neighbourStep } from './steps.tsx';

interface SetupPageProps {
  readonly ask: Ask;
  readonly intentions: Intentions;
}

/** From a GitLab and its users to a role in AWS that lets them in: what to set there, ready to paste. */
export function SetupPage({ ask, intentions }: SetupPageProps) {
  const texts = useTexts();
  const words = texts.setup;
  const [step, setStep] = useState<Step>('gitlab');
  const [candidates, setCandidates] = useState<readonly SetupCandidateView[]>([]);
  const [answers, setAnswers] = useState<SetupAnswersView>();
  const [touched, setTouched] = useState<ReadonlySet<SetupField>>(new Set());
  const [failure, setFailure] = useState<ErrorView>();
  const [saved, setSaved] = useState<string>();
  const [check, look] = useIssuerCheck(ask);
  const { plan, error } = usePlan(answers, ask);

  useEffect(() => {
    let wanted = true;
    void ask('setup:begin', undefined).then((reply) => {
      if (!wanted) return;
      if (!reply.ok) {
        setFailure(reply.error);
        return;
      }
      setCandidates(reply.candidates);
      const first = setupAnswers(reply.candidates[0]);
      setAnswers(first);
      look(first.issuer);
    });
    return () => void (wanted = false);
  }, [ask, look]);

  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef(step);
  // The button that led here may be gone: the new step's name is said, and Tab goes on from there.
  useEffect(() => {
    if (shownStep.current !== step) heading.current?.focus();
    shownStep.current = step;
  }, [step]);

  const change = useCallback((more: Partial<SetupAnswersView>): void => {
    setAnswers((old) => old && { ...old, ...more });
  }, []);
  const touch = useCallback((field: SetupField): void => {
    setTouched((old) => (old.has(field) ? old : new Set([...old, field])));
  }, []);
  const copy = (what: RequestOf<'setup:copy'>['what'], copied: () => void): void => {
    setFailure(undefined);
    void ask('setup:copy', { what }).then((reply) => {
      if (reply.ok) copied();
      else setFailure(reply.error);
    });
  };
  const save = async (output: RequestOf<'setup:save'>['output']): Promise<void> => {
    setFailure(undefined);
    setSaved(undefined);
    const reply = await ask('setup:save', { output });
    if (!reply.ok) setFailure(reply.error);
    else if (reply.fileName !== undefined) setSaved(reply.fileName);
  };
  const before = neighbourStep(step, -1);
  const after = neighbourStep(step, 1);
  const shownFailure = failure ?? error;
  const part = answers && {
    answers,
    candidates,
    problems: plan?.problems ?? [],
    touched,
    onChange: change,
    onTouch: touch,
  };

  return (
    <HelpPage
      title={words.title}
      onBack={() => intentions.go({ at: 'roles' })}
      above={<Steps step={step} onStep={setStep} />}
      below={
        <>
          <p className="help-hint help-below-text" role="status">
            {saved === undefined ? '' : texts.page.saved(saved)}
          </p>
          {before && <Button onPress={() => setStep(before)}>{words.previous}</Button>}
          {after && (
            <Button kind="primary" onPress={() => setStep(after)}>
              {words.next}
            </Button>
          )}
        </>
      }
    >
      <h2 className="visually-hidden" tabIndex={-1} ref={heading}>
        {words.steps[step]}
      </h2>
      {shownFailure && <ErrorNotice error={shownFailure} onDismiss={() => setFailure(undefined)} />}
      {part && step === 'gitlab' && (
        <SetupGitlab {...part} settings={plan?.settings ?? []} check={check} onLook={look} onCopy={copy} />
      )}
      {part && step === 'aws' && <SetupAws {...part} />}
      {part && plan && step === 'files' && (
        <SetupFiles
          plan={plan}
          answers={part.answers}
          onStep={setStep}
          onCopy={copy}
          onSave={(output) => void save(output)}
        />
      )}
    </HelpPage>
  );
}
