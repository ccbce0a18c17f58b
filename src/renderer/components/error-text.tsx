import type { ErrorView } from '../../shared/view.ts';
import { errorText } from '../error-text.ts';

/** What happened and what to do. */
export function ErrorText({ error }: { readonly error: ErrorView }) {
  return <Marked>{errorText(error)}</Marked>;
}

/** Words of ours: what is to be written as it stands is set apart. */
export function Marked({ children }: { readonly children: string }) {
  return children.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>));
}
