import fc from 'fast-check';
import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables, usualValues } from './nasty-values.ts';
import { environmentOf, fileWith, outputOf, sorted } from './readers.ts';

const { dotenv } = environmentFormats;

const inPython = `
import json, sys
from dotenv import dotenv_values
json.dump(dotenv_values(sys.argv[1]), sys.stdout)
`;
const inNode = 'process.stdout.write(JSON.stringify(process.env))';

test.for([
  ['Node', (file: string) => outputOf(process.execPath, [`--env-file=${file}`, '-e', inNode])],
  // Another Python may be earlier on PATH, without Debian's modules.
  ['python-dotenv', (file: string) => outputOf('/usr/bin/python3', ['-c', inPython, file])],
] as const)('%s gets back every value that is taken', ([, read]) => {
  const { taken } = sorted(dotenv, nastyVariables());
  expect(Object.keys(taken).length).toBeGreaterThan(100);
  expect(JSON.parse(read(fileWith(dotenv(taken))))).toMatchObject(taken);
});

test.for(['bash', 'dash'])('%s gets back every value that is taken, when it sources the file', (shell) => {
  const { taken } = sorted(dotenv, nastyVariables());
  const script = 'set -a; . "$1"; env -0';
  expect(environmentOf(shell, ['-c', script, shell, fileWith(dotenv(taken))])).toEqual(taken);
});

test('what AWS gives out has no quotes: some readers would keep them', () => {
  fc.assert(fc.property(usualValues, (value) => dotenv({ NAME: value }) === `NAME=${value}\n`));
});

test('a variable may be empty', () => {
  expect(dotenv({ NAME: '' })).toBe('NAME=\n');
});

test('only what readers do not agree on is refused', () => {
  const { refused } = sorted(dotenv, nastyVariables());
  expect(refused).toContain('${HOME}');
  expect(refused.filter((value) => !/[$\\]|'.*["`]|["`].*'/.test(value))).toEqual([]);
});
