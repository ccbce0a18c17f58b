import fc from 'fast-check';
import { expect, test } from 'vitest';
import { environmentFormats } from '../../../../../src/adapters/sinks/formats.ts';
import { nastyVariables, usualValues } from './nasty-values.ts';
import { sorted } from './readers.ts';

const { cmd } = environmentFormats;

interface Mode {
  /** A .cmd file is read otherwise than the prompt. */
  readonly file: boolean;
  readonly delayedExpansion: boolean;
}

const modes: readonly Mode[] = [false, true].flatMap((file) =>
  [false, true].map((delayedExpansion) => ({ file, delayedExpansion })),
);

/**
 * Reads as the command prompt does, in its order: `%`, then quotes, carets and what ends a command, then `!`, then the
 * command `set` itself. Variables are unknown to it: the prompt leaves `%name%` then, a file does not.
 */
function readCmd(script: string, mode: Mode): Record<string, string> {
  const lines = script.split('\r\n');
  if (lines.pop() !== '') throw new Error('the last line does not end');
  return Object.fromEntries(lines.map((line) => readLine(line, mode)));
}

function readLine(line: string, { file, delayedExpansion }: Mode): [string, string] {
  if (line.length > 8191) throw new Error('too long');
  const expanded = file ? line.replaceAll(/%(?:%|\d|[^%]*%)?/g, (all) => (all === '%%' ? '%' : '')) : line;
  let command = '';
  let quoted = false;
  for (let at = 0; at < expanded.length; at++) {
    const character = expanded.charAt(at);
    if (character === '"') quoted = !quoted;
    if (!quoted && '&|<>'.includes(character)) break;
    if (!quoted && character === '^') at++;
    command += expanded.charAt(at);
  }
  const hasMark = delayedExpansion && command.includes('!');
  const delayed = hasMark ? command.replaceAll(/\^(.?)/g, '$1').replaceAll(/!(?:[^!]*!)?/g, '') : command;
  const [, name = '', value = ''] = /^set "(\w+)=(.*)"[^"]*$/u.exec(delayed) ?? [];
  return [name, value];
}

test.for(modes)('cmd gets back every value that is taken: %j', (mode) => {
  const { taken } = sorted(cmd, nastyVariables());
  expect(Object.keys(taken).length).toBeGreaterThan(20);
  expect(Object.values(taken)).toContain('^&|<>()');
  expect(readCmd(cmd(taken), mode)).toEqual(taken);
});

test.for(modes)('cmd loses what is unwanted before it gets the rest: %j', (mode) => {
  const script = cmd({ AWS_REGION: 'eu-central-1' }, ['AWS_PROFILE', 'AWS_REGION']);
  // An empty value removes the variable.
  expect(Object.entries(readCmd(script, mode))).toEqual([
    ['AWS_PROFILE', ''],
    ['AWS_REGION', 'eu-central-1'],
  ]);
});

test('what AWS gives out is taken', () => {
  fc.assert(fc.property(usualValues, (value) => cmd({ NAME: value }) === `set "NAME=${value}"\r\n`));
});

test.for(['%PATH%', '%', '!PATH!', 'a"b & echo c', '扉', 'x'.repeat(8190), ''])(
  'a value that cmd would not give back everywhere is refused: %s',
  (value) => {
    expect(() => cmd({ NAME: value })).toThrow(expect.objectContaining({ code: 'internal' }));
  },
);

test.for([
  ['%PATH%', true, false],
  ['!PATH!', false, true],
  ['a"b & echo c', false, false],
] as const)('the reader in this test loses %s, if it were not refused', ([value, file, delayedExpansion]) => {
  expect(readCmd(`set "NAME=${value}"\r\n`, { file, delayedExpansion })).not.toEqual({ NAME: value });
});
