import type { CiSystem } from './ci-faults.ts';
import { AppError } from './errors.ts';
import { readUnverified } from './unverified-token.ts';

/** A job's environment variables. CI systems hand over some that are there and empty. */
export type JobEnvironment = Readonly<Record<string, string | undefined>>;

/** Where the job's ID token comes from. */
export type TokenSource =
  | { readonly kind: 'variable'; readonly variable: string; readonly text: string }
  /** GitHub gives out tokens on request. The two belong to the job: `bearer` is a secret. */
  | { readonly kind: 'github'; readonly url: string; readonly bearer: string };

/** The variable that is looked at where none is named. */
const usualVariable = 'MY_ID_TOKEN';

export const requestUrlVariable = 'ACTIONS_ID_TOKEN_REQUEST_URL';
export const requestTokenVariable = 'ACTIONS_ID_TOKEN_REQUEST_TOKEN';

/**
 * A variable comes first; where none is named and the usual one is not set, GitHub's token request does.
 * @param named the variable that the user names
 * @throws AppError `ci_token_missing` or `ci_permission_missing`
 */
export function findTokenSource(environment: JobEnvironment, named?: string): TokenSource {
  const variable = named ?? usualVariable;
  const text = (environment[variable] ?? '').trim();
  if (text !== '') return { kind: 'variable', variable, text };
  if (named === undefined) {
    const url = environment[requestUrlVariable] ?? '';
    const bearer = environment[requestTokenVariable] ?? '';
    if (url !== '' && bearer !== '') return { kind: 'github', url, bearer };
    if (systemOf(environment) === 'github') throw new AppError('ci_permission_missing', {});
  }
  throw new AppError('ci_token_missing', {
    variable,
    state: stateOf(environment, variable),
    alike: variablesWithTokens(environment),
    system: systemOf(environment),
  });
}

export function systemOf(environment: JobEnvironment): CiSystem {
  if (environment['GITHUB_ACTIONS'] === 'true') return 'github';
  return environment['GITLAB_CI'] === 'true' ? 'gitlab' : 'other';
}

/** GitLab 17.0 took the ready-made tokens away: they had no audience of one's own. */
const removed = /^CI_JOB_JWT(_V\d)?$/;

function stateOf(environment: JobEnvironment, variable: string): 'unset' | 'empty' | 'removed' {
  if (removed.test(variable)) return 'removed';
  return environment[variable] === undefined ? 'unset' : 'empty';
}

/** Tokens for the CI system itself: they may look like ID tokens, and are none for AWS. */
const systemsOwn = new Set([
  requestTokenVariable,
  'ACTIONS_RUNTIME_TOKEN',
  'CI_JOB_TOKEN',
  'CI_REGISTRY_PASSWORD',
]);

const mostNames = 5;

/** The names of variables that do hold an ID token: the one that is wanted may be among them. */
function variablesWithTokens(environment: JobEnvironment): readonly string[] {
  return Object.entries(environment)
    .filter(([name, text = '']) => !systemsOwn.has(name) && typeof readUnverified(text.trim()) !== 'string')
    .map(([name]) => name)
    .sort()
    .slice(0, mostNames);
}
