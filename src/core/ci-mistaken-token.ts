import { requestTokenVariable, type JobEnvironment } from './ci-environment.ts';
import type { Mistaken } from './ci-faults.ts';
import { readUnverifiedHeader } from './unverified-token.ts';

/**
 * Sources: "GitLab token overview" of GitLab's documentation, "Behind GitHub's new authentication token formats", "IAM
 * identifiers" of the IAM user guide, RFC 9068 for the type `at+jwt`.
 */
const patterns: readonly (readonly [Mistaken, RegExp])[] = [
  ['job-token', /^glcbt-/],
  ['access-token', /^gl[a-z]{2,6}-/],
  ['access-token', /^(gh[a-z]|github_pat)_/],
  // What GitLab gives applications: 64 digits.
  ['access-token', /^[\da-f]{64}$/i],
  ['access-key', /^A(KIA|SIA)[\dA-Z]{12,}$/],
  ['unexpanded', /^(\$\w+|\$\{\w+\}|\$\{\{.*\}\}|%\w+%|\$env:\w+)$/],
  ['file', /^([A-Za-z]:[\\/]|\/|\.\.?\/)[^\n]*$/],
];

/** @returns what a text is that was taken for an ID token; undefined where that cannot be told */
export function mistakenFor(text: string, environment: JobEnvironment): Mistaken | undefined {
  if (text === environment['CI_JOB_TOKEN']) return 'job-token';
  if (text === environment[requestTokenVariable]) return 'request-token';
  const known = patterns.find(([, pattern]) => pattern.test(text))?.[0];
  if (known !== undefined) return known;
  const { typ } = readUnverifiedHeader(text);
  return typeof typ === 'string' && /^(application\/)?at\+jwt$/i.test(typ) ? 'access-token' : undefined;
}
