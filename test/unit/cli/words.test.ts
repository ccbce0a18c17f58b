import { expect, test } from 'vitest';
import { chooseFormat } from '../../../src/cli/format-option.ts';
import { formatNames } from '../../../src/adapters/sinks/formats.ts';
import { english } from '../../../src/cli/texts/english.ts';
import { japanese } from '../../../src/cli/texts/japanese.ts';
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
      details: { fault: 'choice-unknown', option: 'format', name: 'xml', known: formatNames },
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
  expect(nameOf(user, english.common)).toBe(name);
});

test.for([
  ['English', english.usage, '[ ,]', '[a-z]'],
  ['Japanese', japanese.usage, '[ 、]', '[^ -~]'],
] as const)('the %s help names every exit code', ([, usage, before, after]) => {
  for (const code of Object.values(exitCodes)) expect(usage).toMatch(new RegExp(`${before}${code} ${after}`));
});
