import type { CallName, RequestOf, ResponseOf, TobiraBridge } from '../shared/ipc.ts';
import type { ErrorView } from '../shared/view.ts';
import type { Texts } from './texts.ts';

/** What the pages of advice and the choice of a service ask. Unlike an intention, a question has an answer of its own. */
type QuestionName = Extract<
  CallName,
  | `explain:${string}`
  | `settings:${string}`
  | `import:${string}`
  | 'export:save'
  | 'browsers:list'
  | 'role:details'
  | 'config:edit'
  | 'config:check'
  | `activity:${string}`
  | `doctor:${string}`
  | `setup:${string}`
  | 'services:list'
  | 'page:read'
>;

/** Asks main. Never rejects: where main does not answer, that is the failure. */
export type Ask = <Name extends QuestionName>(
  name: Name,
  request: RequestOf<Name>,
) => Promise<ResponseOf<Name> | Unanswered>;

interface Unanswered {
  readonly ok: false;
  readonly error: ErrorView;
}

export function asker(bridge: TobiraBridge, texts: Texts): Ask {
  const unanswered: Unanswered = { ok: false, error: noAnswer(texts) };
  return async (name, request) => {
    try {
      return await bridge.call(name, request);
    } catch {
      return unanswered;
    }
  };
}

/** The main process did not answer. */
export function noAnswer(texts: Texts): ErrorView {
  return {
    code: 'no-answer',
    title: texts.noAnswer,
    happened: texts.noAnswerHappened,
    advice: texts.noAnswerHint,
  };
}
