import { expect, test } from 'vitest';
import { readArguments, required } from '../../../src/cli/arguments.ts';
import { AppError } from '../../../src/core/errors.ts';

/** The message of the usage error that reading these words ends with. */
function complaint(words: readonly string[], most = 1): string {
  try {
    readArguments(words, { print: { type: 'boolean' }, region: { type: 'string' } }, most);
  } catch (error) {
    if (error instanceof AppError && error.code === 'usage')
      return (error.details as { message: string }).message;
    throw error;
  }
  return expect.fail('the words were accepted');
}

test('options and words are told apart, wherever they stand', () => {
  const { values, positionals } = readArguments(
    ['--json', 'prod', '--region=eu-central-1', '--config', 'c.yaml'],
    { region: { type: 'string' } },
    1,
  );
  expect({ ...values }).toEqual({ json: true, region: 'eu-central-1', config: 'c.yaml' });
  expect(positionals).toEqual(['prod']);
});

test.for([
  [['a', 'b'], 'Unexpected word "b".'],
  [['--foo'], "Unknown option '--foo'."],
  [['-x'], "Unknown option '-x'."],
  [['--region'], /^Option '--region <value>' argument missing\.$/],
  [['--print=yes'], /^Option '--print' does not take an argument\.$/],
] as const)('%j is complained about in one sentence', ([words, expected]) => {
  const message = complaint(words);
  if (typeof expected === 'string') expect(message).toBe(expected);
  else expect(message).toMatch(expected);
});

test('a word that must be there is asked for', () => {
  expect(required('prod', 'ROLE')).toBe('prod');
  for (const word of [undefined, '']) {
    expect(() => required(word, 'ROLE')).toThrow(
      expect.objectContaining({ code: 'usage', details: { message: 'ROLE is missing.' } }),
    );
  }
});
