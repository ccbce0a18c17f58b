import { guidance } from '../core/error-guide.ts';
import { asAppError } from '../core/errors.ts';
import type { Language } from '../core/model.ts';
import type { ErrorView } from '../shared/view.ts';
import { presentRefusal } from './present-refusal.ts';

/** A failure as the surfaces show it. What nobody translated is shown as a bug of ours, without its text. */
export function presentError(error: unknown, language: Language): ErrorView {
  const failure = asAppError(error);
  const { title, happened, advice, action } = guidance(failure, language);
  const refusal = presentRefusal(failure);
  return {
    code: failure.code,
    title,
    happened,
    advice,
    ...(action && { action }),
    ...(refusal && { refusal }),
  };
}
