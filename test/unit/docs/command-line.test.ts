import { expect, test } from 'vitest';
import { usage } from '../../../src/cli/usage.ts';
import { exitCodes } from '../../../src/core/guide/guidance.ts';
import { formatNames } from '../../../src/adapters/sinks/formats.ts';
import { codeBlocks, inlineCode, page, type Page } from './markdown.ts';

const cli = page('docs/cli.md');
const readme = page('README.md');
const everywhere = ['--config', '--json', '--help', '--version'];

/** The commands as the usage lists them, such as `login`, `agent status` and `ci console`. */
const commands = [...usage.matchAll(/^ {2}([a-z]+(?: [a-z]+(?:\|[a-z]+)*)?)/gm)].flatMap(([, words = '']) => {
  const [name = '', verbs] = words.split(' ');
  return verbs === undefined ? [name] : verbs.split('|').map((verb) => `${name} ${verb}`);
});
const flags = flagsIn(usage);

test('the usage lists the commands that these tests compare with', () => {
  expect(commands).toContain('login');
  expect(commands).toContain('agent stop');
  expect(commands).toContain('ci credentials');
  expect(flags).toEqual(expect.arrayContaining([...everywhere, '--print', '--role-arn']));
});

test('docs/cli.md has a heading for each command, and for no other', () => {
  const headings = [...cli.text.matchAll(/^## (`tobira .*)$/gm)].flatMap(([, heading = '']) =>
    [...heading.matchAll(/`tobira ([^`]+)`/g)].flatMap(([, words = '']) => expand(words)),
  );

  expect([...headings].sort()).toEqual([...commands].sort());
});

test.each([readme, page('README.ja.md')])('$path has each command in its table', ({ text }) => {
  const named = [...text.matchAll(/^\|.*$/gm)].flatMap(([row]) =>
    [...row.matchAll(/`(?:tobira )?([a-z]+(?: [a-z]+)?)[^`]*`/g)].map(([, words = '']) => words),
  );
  expect(commands.filter((command) => !named.includes(command))).toEqual([]);
});

test('docs/cli.md names each option of the usage, and no other', () => {
  expect(flagsOf(cli)).toEqual(flags);
});

test.each([
  readme,
  page('README.ja.md'),
  page('docs/ci.md'),
  page('docs/configuration.md'),
  page('docs/security.md'),
])('every `tobira` command in $path exists', (current) => {
  const spoken = [
    ...inlineCode(current),
    ...codeBlocks(current, 'sh'),
    ...codeBlocks(current, 'yaml'),
  ].flatMap((text) => [...text.matchAll(/\btobira ([a-z]+(?: [a-z]+)?)/g)]);

  const unknown = spoken.map(([, words = '']) => words).filter((words) => !isCommand(words));
  expect(unknown).toEqual([]);
});

test('docs/ci.md explains each option of the CI commands', () => {
  const section = usage.slice(usage.indexOf('  ci console'), usage.indexOf('  setup '));

  expect(flagsOf(page('docs/ci.md'))).toEqual(expect.arrayContaining([...flagsIn(section)]));
});

test('docs/cli.md explains each exit code', () => {
  const rows = [...cli.text.matchAll(/^ *\| (\d) +\|/gm)].map(([, code]) => Number(code));

  expect(rows).toEqual(Object.values(exitCodes));
});

test('docs/cli.md explains each format of credentials', () => {
  expect(inlineCode(cli)).toEqual(expect.arrayContaining([...formatNames]));
});

test('every example of JSON in docs/cli.md is JSON', () => {
  const examples = codeBlocks(cli, 'json');

  expect(examples.length).toBeGreaterThan(5);
  for (const example of examples) expect(() => JSON.parse(example) as unknown).not.toThrow();
});

/** `agent status|stop` is two commands; words in capitals and brackets are no part of a name. */
function expand(words: string): readonly string[] {
  const [name = '', verbs] = words.split(' ').filter((word) => /^[a-z|]+$/.test(word));
  return verbs === undefined ? [name] : verbs.split('|').map((verb) => `${name} ${verb}`);
}

/** A group such as `ci` may be spoken of as a whole; what follows another command is its argument. */
function isCommand(words: string): boolean {
  const [name = '', verb] = words.split(' ');
  if (name === 'help' || commands.includes(name) || commands.includes(words)) return true;
  return verb === undefined && commands.some((command) => command.startsWith(`${name} `));
}

function flagsOf(current: Page): readonly string[] {
  return flagsIn(inlineCode(current).join('\n'));
}

function flagsIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag))].sort();
}
