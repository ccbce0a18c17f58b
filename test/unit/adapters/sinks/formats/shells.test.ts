import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables } from './nasty-values.ts';
import { environmentOf, fileWith, outputOf } from './readers.ts';

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

const gone = ['AWS_PROFILE', 'AWS_NOT_THERE', 'AWS_ACCESS_KEY_ID'] as const;
const role = { AWS_REGION: 'eu-central-1' };

test.for([
  ['bash', '-c'],
  ['dash', '-c'],
  ['zsh', '-f', '-c'],
] as const)('%s loses what is unwanted, and minds nothing that is not there', ([shell, ...options]) => {
  const before = 'set -eu; export AWS_PROFILE=other AWS_ACCESS_KEY_ID=AKIAOTHER AWS_PAGER=less;';
  const script = `${before} eval "$(cat)"; env -0`;
  expect(environmentOf(shell, [...options, script], env(role, gone))).toEqual({
    ...role,
    AWS_PAGER: 'less',
  });
});

test('fish loses what is unwanted, and minds nothing that is not there', () => {
  const before = 'set -gx AWS_PROFILE other; set -gx AWS_ACCESS_KEY_ID AKIAOTHER; set -gx AWS_PAGER less;';
  const script = `${before} cat | source; or exit; env -0`;
  expect(environmentOf('fish', ['--no-config', '-c', script], fish(role, gone))).toEqual({
    ...role,
    AWS_PAGER: 'less',
  });
});

test('fish keeps what its user has set for good, and says that it is in the way', () => {
  const before = 'set -Ux AWS_PROFILE other; set -gx AWS_PROFILE mine; set -gx name ours;';
  const script = `${before} cat | source 2>&1; echo $AWS_PROFILE $name`;
  // Universal variables are kept in the user's home.
  const home = `HOME=${dirname(fileWith(''))}`;
  expect(outputOf('env', [home, 'fish', '-c', script], fish(role, gone))).toBe(
    "fish sets AWS_PROFILE everywhere: 'set -eU AWS_PROFILE' removes it\nother ours\n",
  );
});

test('fish gets back every value as it was meant', () => {
  const variables = nastyVariables();
  const script = 'cat | source; env -0';
  expect(environmentOf('fish', ['--no-config', '-c', script], fish(variables))).toEqual(variables);
});
