import type { ErrorView } from '../shared/view.ts';

/**
 * What happened and what to do, as one paragraph. Japanese sets no space between sentences. Where the reasons unfold,
 * what to do stands among them.
 */
export function errorText({ happened, advice, refusal }: ErrorView): string {
  if (refusal !== undefined) return happened;
  return happened.endsWith('。') ? `${happened}${advice}` : `${happened} ${advice}`;
}
