import type { ErrorView } from '../shared/view.ts';

/** What happened and what to do, as one paragraph. Japanese sets no space between sentences. */
export function errorText({ happened, advice }: ErrorView): string {
  return happened.endsWith('。') ? `${happened}${advice}` : `${happened} ${advice}`;
}
