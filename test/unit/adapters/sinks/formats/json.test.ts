import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables } from './nasty-values.ts';
import { outputOf } from './readers.ts';

test('jq gets back every value as it was meant', () => {
  const variables = nastyVariables();
  const script = environmentFormats.json(variables);
  expect(JSON.parse(outputOf('jq', ['-c', '.'], script))).toEqual(variables);
});
