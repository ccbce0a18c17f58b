import { expect, test } from 'vitest';
import { logReaders } from '../../../src/core/ci-readers.ts';
import { readUnverified } from '../../../src/core/unverified-token.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

function tokenWith(claims: Readonly<Record<string, string>>) {
  const token = readUnverified(
    jwtWith({ iss: 'https://gitlab.example.com', aud: 'a', sub: 'b', exp: 1, ...claims }),
  );
  if (typeof token === 'string') throw new Error(token);
  return token;
}

test.for([
  [{ project_visibility: 'private' }, {}, 'project'],
  [{ project_visibility: 'internal' }, {}, 'users'],
  [{ project_visibility: 'public' }, {}, 'everybody'],
  [{ repository_visibility: 'public' }, {}, 'everybody'],
  [{}, { CI_PROJECT_VISIBILITY: 'public' }, 'everybody'],
  [{ project_visibility: 'private' }, { CI_PROJECT_VISIBILITY: 'public' }, 'everybody'],
  [{ project_visibility: 'internal' }, { CI_PROJECT_VISIBILITY: 'private' }, 'users'],
  [{}, {}, 'unknown'],
  [{ project_visibility: 'secret' }, {}, 'unknown'],
] as const)('with %j in the token and %j around it, the log is read by: %s', ([claims, environment, who]) => {
  expect(logReaders(tokenWith(claims), environment)).toBe(who);
});
