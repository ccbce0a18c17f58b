import { expect, test } from 'vitest';
import { chooseFormat } from '../../../src/cli/format-option.ts';
import { formatNames } from '../../../src/adapters/sinks/formats.ts';
import { usage } from '../../../src/cli/usage.ts';
import { nameOf } from '../../../src/cli/user-name.ts';
import { exitCodes } from '../../../src/core/guide/guidance.ts';

test('credentials are written for shells unless another format is asked for', () => {
  expect(chooseFormat(undefined, undefined)).toBe('env');
  expect(chooseFormat(undefined, true)).toBe('json');
  expect(chooseFormat('process', true)).toBe('process');
});

test('a format that does not exist names those that do', () => {
  expect(() => chooseFormat('xml', false)).toThrow(
    expect.objectContaining({
      code: 'usage',
      details: { message: `There is no format "xml". Choose from ${formatNames.join(', ')}.` },
    }),
  );
});

test.for([
  [{ subject: '42', name: 'Ada', username: 'ada', email: 'ada@example.com' }, 'Ada (@ada)'],
  [{ subject: '42', name: 'Ada', email: 'ada@example.com' }, 'Ada (ada@example.com)'],
  [{ subject: '42', name: 'Ada' }, 'Ada'],
  [{ subject: '42', username: 'ada', email: 'ada@example.com' }, '@ada'],
  [{ subject: '42', email: 'ada@example.com' }, 'ada@example.com'],
  [{ subject: '42' }, 'user 42'],
] as const)('%j is called %s', ([user, name]) => {
  expect(nameOf(user)).toBe(name);
});

test('the help names every exit code', () => {
  for (const code of Object.values(exitCodes)) expect(usage).toMatch(new RegExp(`[ ,]${code} [a-z]`));
});
