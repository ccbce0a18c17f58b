import { expect, test } from 'vitest';
import { findTokenSource, systemOf } from '../../../src/core/ci-environment.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const idToken = jwtWith({ iss: 'https://gitlab.example.com', aud: 'a', sub: 'b', exp: 1 });
const github = {
  GITHUB_ACTIONS: 'true',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?api-version=2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer',
};
const request = { kind: 'github', url: github.ACTIONS_ID_TOKEN_REQUEST_URL, bearer: 'bearer' };

function failure(environment: Readonly<Record<string, string>>, named?: string): unknown {
  try {
    findTokenSource(environment, named);
  } catch (error) {
    return isAppError(error) ? { code: error.code, ...error.details } : error;
  }
  return undefined;
}

test.for([
  [{ MY_ID_TOKEN: ` ${idToken}\n` }, undefined, 'MY_ID_TOKEN'],
  [{ AWS_TOKEN: idToken }, 'AWS_TOKEN', 'AWS_TOKEN'],
  [{ ...github, MY_ID_TOKEN: idToken }, undefined, 'MY_ID_TOKEN'],
] as const)('of %j with the name %j the token comes out of %s', ([environment, named, variable]) => {
  expect(findTokenSource(environment, named)).toEqual({ kind: 'variable', variable, text: idToken });
});

test.for([{}, { MY_ID_TOKEN: '' }, { MY_ID_TOKEN: ' \n' }])(
  'GitHub is asked where no variable is named and %j holds nothing',
  (more) => {
    expect(findTokenSource({ ...github, ...more })).toEqual(request);
  },
);

test('a variable that is named is meant, at GitHub too', () => {
  expect(failure(github, 'AWS_TOKEN')).toMatchObject({
    code: 'ci_token_missing',
    variable: 'AWS_TOKEN',
    state: 'unset',
    system: 'github',
  });
});

test.for(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])(
  'at GitHub without %s the permission is missing',
  (name) => {
    expect(failure({ ...github, [name]: '' })).toEqual({ code: 'ci_permission_missing' });
  },
);

test.for([
  ['MY_ID_TOKEN', {}, 'unset'],
  ['MY_ID_TOKEN', { MY_ID_TOKEN: '' }, 'empty'],
  ['MY_ID_TOKEN', { MY_ID_TOKEN: ' ' }, 'empty'],
  ['CI_JOB_JWT', {}, 'removed'],
  ['CI_JOB_JWT_V2', { CI_JOB_JWT_V2: '' }, 'removed'],
] as const)('%s is missing in %j: it is %s', ([variable, environment, state]) => {
  const details = { variable, state, alike: [], system: 'gitlab' };
  expect(failure({ GITLAB_CI: 'true', ...environment }, variable)).toEqual({
    code: 'ci_token_missing',
    ...details,
  });
});

test('variables that hold an ID token are named, and those of the CI system itself are not', () => {
  const environment = {
    MY_ID_TOKEN: '',
    VAULT_TOKEN: idToken,
    AWS_TOKEN: `${idToken}\n`,
    CI_JOB_TOKEN: idToken,
    ACTIONS_RUNTIME_TOKEN: idToken,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: idToken,
    CI_COMMIT_SHA: 'a.b.c',
    HOME: '/root',
  };
  expect(failure(environment)).toMatchObject({ alike: ['AWS_TOKEN', 'VAULT_TOKEN'], system: 'other' });
});

test('no more than five of them are named', () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`T${n}`, idToken]));
  expect(failure(many)).toMatchObject({ alike: ['T0', 'T1', 'T2', 'T3', 'T4'] });
});

test('systems are known by the variable that they all set', () => {
  expect(systemOf({ GITHUB_ACTIONS: 'true' })).toBe('github');
  expect(systemOf({ GITLAB_CI: 'true' })).toBe('gitlab');
  expect(systemOf({ GITLAB_CI: '' })).toBe('other');
});
