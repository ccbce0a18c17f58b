import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { explain, print, printJson, say, table } from '../../../src/cli/output.ts';
import { AppError } from '../../../src/core/errors.ts';

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

test('data goes to stdout and everything else to stderr', () => {
  print('data\n');
  printJson({ a: [1] });
  say('a word');
  expect([out, err]).toEqual(['data\n{\n  "a": [\n    1\n  ]\n}\n', 'a word\n']);
});

test('JSON is the same data for a program, and commands no terminal', () => {
  const data = { name: 'a\u009b2J\u202e\u2066\ufeff\u007f\u2028"\n\t' };
  printJson(data);
  expect(JSON.parse(out)).toEqual(data);
  expect(out).toBe(String.raw`{
  "name": "a\u009b2J\u202e\u2066\ufeff\u007f\u2028\"\n\t"
}
`);
});

test('a failure says what happened and what to do, and nothing on stdout', async () => {
  expect(await explain(new AppError('login_needed', { identity: 'work' }), 'person')).toBe(4);
  expect([out, err]).toEqual([
    '',
    'tobira: You are not signed in as "work".\n  This computer holds no session for it. Sign in, then try again. Run `tobira login work`.\n',
  ]);
});

test('a failure can be one line of JSON', async () => {
  expect(await explain(new AppError('keychain_locked', {}), 'program')).toBe(7);
  expect(JSON.parse(err)).toEqual({
    error: {
      code: 'keychain_locked',
      title: 'The keychain is locked.',
      hint: 'Nothing in it has changed. Unlock it, then try again.',
      exitCode: 7,
    },
  });
  expect(err.trimEnd()).not.toContain('\n');
});

test('a failure is one line where another program shows it: AWS’s tools put it into a message of their own', async () => {
  expect(await explain(new AppError('login_needed', { identity: 'work' }), 'go-between')).toBe(4);
  expect([out, err]).toEqual([
    '',
    'tobira: You are not signed in as "work". This computer holds no session for it. Sign in, then try again. Run `tobira login work`.\n',
  ]);
});

test('a bug shows where it happened', async () => {
  expect(await explain(new TypeError('x is not a function'), 'person')).toBe(1);
  expect(err).toContain('TypeError: x is not a function\n    at ');
});

test('a failure that is known shows no stack', async () => {
  await explain(new AppError('sts_throttled', {}, { cause: new Error('canary') }), 'person');
  expect(err).not.toMatch(/canary|\n {4}at /);
});

test('columns are as wide as their widest entry, and lines end where their text does', () => {
  expect(
    table([
      ['a', 'long name', 'x'],
      ['prod', 'b', ''],
    ]),
  ).toBe('a     long name  x\nprod  b\n');
  expect(table([])).toBe('');
});
