import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sessionName, userSessionName } from '../../../src/core/session-name.ts';

/** The pattern and length of RoleSessionName in the STS API reference. */
const allowed = /^[A-Za-z0-9_+=,.@-]{2,64}$/;

test('any text becomes a session name that STS takes', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, (any) => allowed.test(sessionName(any))),
    { numRuns: 300 },
  );
});

test('a name that STS takes stays as it is', () => {
  fc.assert(fc.property(fc.stringMatching(allowed), (name) => sessionName(name) === name));
});

test.for([
  ['ada@example.com', 'ada@example.com'],
  ['project_path:grp/proj:ref', 'project_path-grp-proj-ref'],
  ['a', 'a-'],
  ['', '--'],
  ['Zoë', 'Zoe'],
  ['Zoe\u0308', 'Zoe'],
  ['ﬁona', 'fiona'],
  ['田中@example.co.jp', '--@example.co.jp'],
  ['🦊x', '-x'],
  ['\ud83e', '--'],
  ['a\nb\u0000c', 'a-b-c'],
  ['x'.repeat(70), 'x'.repeat(64)],
] as const)('%j is called %j', ([text, name]) => {
  expect(sessionName(text)).toBe(name);
});

test('a user is named by e-mail, else by user name, else by number', () => {
  expect(userSessionName({ subject: '42', username: 'ada', email: 'ada@example.com' })).toBe(
    'ada@example.com',
  );
  expect(userSessionName({ subject: '42', username: 'ada', name: 'Ada' })).toBe('ada');
  expect(userSessionName({ subject: '42', name: 'Ada' })).toBe('user-42');
});

test('a name that fits as it is comes before one that does not', () => {
  const long = `${'x'.repeat(60)}@example.com`;
  expect(userSessionName({ subject: '42', username: 'tanaka', email: '田中@example.co.jp' })).toBe('tanaka');
  expect(userSessionName({ subject: '42', username: 'ada', email: long })).toBe('ada');
  expect(userSessionName({ subject: '42', username: 'ada', email: '' })).toBe('ada');
  expect(userSessionName({ subject: '42', username: 'a', email: "o'brien@example.com" })).toBe(
    'o-brien@example.com',
  );
  expect(userSessionName({ subject: '42', username: 'a' })).toBe('a-');
});
