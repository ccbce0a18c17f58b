import { AppError } from '../core/errors.ts';
import type { ExplanationText, ExplanationView } from '../shared/help-view.ts';
import type { HelpHandlers } from './help-handlers.ts';
import type { Outcomes } from './outcome.ts';

interface Parts {
  readonly explain: (roleId: string, policy: string | undefined) => Promise<ExplanationView>;
  readonly copy: (text: string) => Promise<void>;
  readonly outcomes: Outcomes;
}

/** Explains refusals, and remembers the last explanation: what is copied is taken from here, not from the page. */
export function createExplaining({
  explain,
  copy,
  outcomes,
}: Parts): Pick<HelpHandlers, 'explain:role' | 'explain:copy'> {
  let last: ExplanationView | undefined;

  async function answer(roleId: string, policy: string | undefined) {
    const explanation = await explain(roleId, policy);
    last = explanation;
    return { explanation };
  }

  async function copyText(text: ExplanationText): Promise<void> {
    const content = last && textOf(last, text);
    if (content === undefined) throw new AppError('internal', {});
    await copy(content);
  }

  return {
    'explain:role': ({ roleId, policy }) => outcomes.answer(answer(roleId, policy)),
    'explain:copy': ({ text }) => outcomes.outcome(copyText(text)),
  };
}

function textOf(explanation: ExplanationView, text: ExplanationText): string | undefined {
  const { verdict, needed, roleArn, token } = explanation;
  switch (text) {
    case 'required':
      return needed.policy;
    case 'corrected':
      return verdict === undefined || verdict.answer === 'unreadable' ? undefined : verdict.corrected?.policy;
    case 'roleArn':
      return roleArn;
    case 'issuer':
    case 'audience':
    case 'subject':
    case 'keyId':
      return token[text];
  }
}
