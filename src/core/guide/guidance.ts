import type { ErrorCode, ErrorDetails } from '../errors.ts';

/** The one thing a button can do about a failure. */
export type ErrorAction = 'sign-in' | 'retry' | 'overwrite' | 'open-config' | 'reload-config' | 'explain';

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

/** One failure in one language. */
export interface Words {
  /** The failure in one line. */
  readonly title: string;
  /** What happened: facts only. */
  readonly happened: string;
  /** What to do next. */
  readonly advice: string;
}

/** All failures in one language. */
export type Vocabulary = { readonly [Code in ErrorCode]: (details: ErrorDetails[Code]) => Words };

/** What follows from a failure in every language. */
export interface Consequence {
  readonly action?: ErrorAction;
  readonly exitCode: ExitCode;
}

export interface Guidance extends Words, Consequence {}

/** An issuer's short name: it need not be a GitLab. */
export function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
