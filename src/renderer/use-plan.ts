import { useEffect, useState } from 'react';
import type { SetupAnswersView, SetupPlanView } from '../shared/help-view.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Ask } from './questions.ts';

interface Planned {
  /** Of the answers as they stood a moment ago; undefined at first. */
  readonly plan: SetupPlanView | undefined;
  readonly error: ErrorView | undefined;
}

/** What comes of the answers, as one types. An answer that is overtaken by the next one is dropped. */
export function usePlan(answers: SetupAnswersView | undefined, ask: Ask): Planned {
  const [planned, setPlanned] = useState<Planned>({ plan: undefined, error: undefined });
  useEffect(() => {
    if (answers === undefined) return undefined;
    let wanted = true;
    void ask('setup:plan', answers).then((reply) => {
      if (!wanted) return;
      setPlanned((old) =>
        reply.ok ? { plan: reply.plan, error: undefined } : { plan: old.plan, error: reply.error },
      );
    });
    return () => void (wanted = false);
  }, [answers, ask]);
  return planned;
}
