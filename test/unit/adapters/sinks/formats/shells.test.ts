import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables } from './nasty-values.ts';
import { environmentOf } from './readers.ts';

const { env, fish } = environmentFormats;

test.for(['bash', 'dash', 'zsh'])('%s gets back every value as it was meant', (shell) => {
  const variables = nastyVariables();
  const options = shell === 'zsh' ? ['-f'] : [];
  const script = 'eval "$(cat)"; env -0';
  expect(environmentOf(shell, [...options, '-c', script], env(variables))).toEqual(variables);
});

test.for([
  ['bash', '--noprofile', '--norc', '-i'],
  ['zsh', '-f', '-i'],
] as const)('what is pasted at the prompt of %s is no recall of its history', ([shell, ...options]) => {
  const variables = nastyVariables();
  expect(environmentOf(shell, options, `${env(variables)}env -0\n`)).toEqual(variables);
});

test('fish gets back every value as it was meant', () => {
  const variables = nastyVariables();
  const script = 'cat | source; env -0';
  expect(environmentOf('fish', ['--no-config', '-c', script], fish(variables))).toEqual(variables);
});
