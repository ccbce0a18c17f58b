import type { ErrorView } from '../shared/view.ts';

/** Sentences as one paragraph: Japanese sets no space between them. */
export function inOne(first: string, second: string): string {
  return first.endsWith('。') || second === '' ? `${first}${second}` : `${first} ${second}`;
}

/** What happened and what to do, as one paragraph. Where the reasons unfold, what to do stands among them. */
export function errorText({ happened, advice, refusal }: ErrorView): string {
  if (refusal !== undefined) return happened;
  return inOne(happened, advice);
}
