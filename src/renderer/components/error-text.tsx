import type { ErrorView } from '../../shared/view.ts';
import { errorText } from '../error-text.ts';

/** What happened and what to do. What is to be written as it stands is set apart. */
export function ErrorText({ error }: { readonly error: ErrorView }) {
  return errorText(error)
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
