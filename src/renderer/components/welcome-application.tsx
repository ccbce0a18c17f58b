import { useMemo, useState } from 'react';
import type { EntryEdit } from '../../shared/settings-view.ts';
import type { ErrorView } from '../../shared/view.ts';
import type { RequestOf } from '../../shared/ipc.ts';
import type { Ask } from '../questions.ts';
import { setupAnswers } from '../setup-answers.ts';
import { useTexts } from '../texts-context.ts';
import { useEntryForm } from '../use-entry-form.ts';
import { usePlan } from '../use-plan.ts';
import { ApplicationSettings } from './application-settings.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Field, TextInput } from './field.tsx';
import { Remark } from './remark.tsx';
import { WelcomeFrame } from './welcome-frame.tsx';

interface WelcomeApplicationProps {
  readonly issuer: string;
  readonly clientId: string;
  readonly onClientId: (clientId: string) => void;
  /** What is written at the end of this step; absent where the file says it already. */
  readonly edit: EntryEdit | undefined;
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly ask: Ask;
}

/** How to make the application, and the id that GitLab gives it. */
export function WelcomeApplication(props: WelcomeApplicationProps) {
  const { issuer, clientId, onClientId, edit, onBack, onNext, ask } = props;
  const texts = useTexts();
  const { setup } = texts;
  const answers = useMemo(() => setupAnswers({ label: '', issuer, clientId }), [issuer, clientId]);
  const { plan, error } = usePlan(answers, ask);
  const form = useEntryForm(edit, ask);
  const [failure, setFailure] = useState<ErrorView>();
  const [told, setTold] = useState(false);
  // Such as a secret in the id's place, which is a possible id in the file.
  const unfit = (plan?.problems ?? []).filter(({ field, level }) => field === 'clientId' && level === 'fail');
  const missing = { level: 'fail' as const, title: setup.missing(setup.field.clientId) };
  const problems = clientId.trim() === '' ? [missing] : [...form.problemsAt('clientId'), ...unfit];
  const next = (): void => {
    setTold(true);
    form.touch('clientId');
    if (clientId.trim() === '' || unfit.length > 0) return;
    void form.save(edit).then((done) => {
      if (done) onNext();
    });
  };
  const copy = (what: RequestOf<'setup:copy'>['what'], copied: () => void): void => {
    setFailure(undefined);
    void ask('setup:copy', { what }).then((reply) => {
      if (reply.ok) copied();
      else setFailure(reply.error);
    });
  };
  const shown = failure ?? form.failure ?? error;
  const seen = told || clientId !== '';
  return (
    <WelcomeFrame step="application" onBack={onBack} onNext={next} busy={form.saving}>
      {shown && <ErrorNotice error={shown} />}
      {form.whole !== undefined && <Remark level="fail" title={form.whole} />}
      {plan && <ApplicationSettings settings={plan.settings} onCopy={copy} />}
      <Field label={setup.field.clientId} hint={setup.hint.clientId} problems={seen ? problems : []}>
        {(ids) => (
          <TextInput
            ids={ids}
            value={clientId}
            onChange={onClientId}
            onCommit={() => {
              if (clientId !== '') form.touch('clientId');
            }}
          />
        )}
      </Field>
    </WelcomeFrame>
  );
}
