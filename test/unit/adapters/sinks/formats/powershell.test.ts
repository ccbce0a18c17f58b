import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables } from './nasty-values.ts';

const singleQuotes = "'\u2018\u2019\u201a\u201b";

/** Reads as PowerShell does: a single-quoted string ends at a single quote that no other one follows. */
function readPowerShell(script: string): Record<string, string> {
  const variables: Record<string, string> = {};
  let at = 0;
  while (at < script.length) {
    const [start = '', name = ''] = /^\$env:(\w+) = /.exec(script.slice(at)) ?? [];
    at += start.length;
    if (start === '' || !singleQuotes.includes(script.charAt(at))) throw new Error(`no string at ${at}`);
    let value = '';
    for (at++; ; at++) {
      if (at >= script.length) throw new Error('a string does not end');
      if (singleQuotes.includes(script.charAt(at))) {
        if (!singleQuotes.includes(script.charAt(at + 1)) || at + 1 >= script.length) break;
        at++;
      }
      value += script.charAt(at);
    }
    at++;
    if (script.charAt(at) !== '\n') throw new Error(`more than a string at ${at}`);
    at++;
    variables[name] = value;
  }
  return variables;
}

test('PowerShell gets back every value as it was meant', () => {
  const variables = nastyVariables();
  expect(readPowerShell(environmentFormats.powershell(variables))).toEqual(variables);
});

test('PowerShell loses what is unwanted first, and minds nothing that is not there', () => {
  const [removal = '', ...rest] = environmentFormats
    .powershell({ AWS_REGION: 'eu-central-1' }, ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID'])
    .split(/(?<=\n)/);
  expect(removal).toBe('Remove-Item Env:AWS_PROFILE, Env:AWS_ACCESS_KEY_ID -ErrorAction Ignore\n');
  expect(readPowerShell(rest.join(''))).toEqual({ AWS_REGION: 'eu-central-1' });
});

test('the reader in this test tells a string that ends too early', () => {
  expect(() => readPowerShell(`$env:NAME = 'it's'\n`)).toThrow('more than a string');
  expect(() => readPowerShell("$env:NAME = 'it\u2019s'\n")).toThrow('more than a string');
});
