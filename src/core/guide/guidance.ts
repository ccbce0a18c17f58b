import type { ErrorCode, ErrorDetails } from '../errors.ts';

/** The one thing a button can do about a failure. */
export type ErrorAction = 'sign-in' | 'retry' | 'open-config' | 'reload-config';

/** What scripts can tell apart. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  configuration: 3,
  login: 4,
  refused: 5,
  network: 6,
  keychain: 7,
  file: 8,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Guidance {
  /** What happened, in one line. */
  readonly title: string;
  /** What to do next. */
  readonly hint: string;
  readonly action?: ErrorAction;
  readonly exitCode: ExitCode;
}

export type Guide = { readonly [Code in ErrorCode]: (details: ErrorDetails[Code]) => Guidance };

/** The words of others, which may be none and mostly end without a full stop. */
export function sentence(text: string): string {
  const words = text.trim();
  if (words === '') return 'No reason was given.';
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
