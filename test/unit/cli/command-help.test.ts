import { afterEach, expect, it, vi } from 'vitest';
import { helpFor } from '../../../src/cli/command-help.ts';
import { runCommandLine } from '../../../src/cli/run.ts';
import { usage as japanese } from '../../../src/cli/texts/japanese/usage.ts';
import { usage as english } from '../../../src/cli/usage.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const commands = [...new Set([...english.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name))];
const languages = [
  { locale: 'en_US.UTF-8', usage: english },
  { locale: 'ja_JP.UTF-8', usage: japanese },
];
const flagsIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag))].sort();

async function told(...words: readonly string[]): Promise<string> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stdout, 'on').mockReturnValue(process.stdout);
  expect(await runCommandLine(words)).toBe(0);
  return out;
}

it('there are commands to compare with', () => {
  expect(commands).toEqual(expect.arrayContaining(['login', 'catalogue', 'ci', 'setup']));
});

it.each(commands.flatMap((name) => languages.map((language) => ({ name, ...language }))))(
  'tobira $name --help tells of this command alone, in the language of the terminal: $locale',
  async ({ name, locale, usage }) => {
    vi.stubEnv('LC_ALL', locale);
    const help = await told(name, '--help');
    expect(help).toContain(`tobira ${name} `);
    const named = [...help.matchAll(/^ {2}([a-z]+)/gm)].map(([, other]) => other);
    expect(new Set(named)).toEqual(new Set([name]));
    expect(flagsIn(help)).toEqual(expect.arrayContaining(['--config', '--help', '--json']));
    // Every line is one of the whole usage's, but for the first.
    const lines = help.split('\n').slice(1);
    expect(lines.filter((line) => !usage.split('\n').includes(line))).toEqual([]);
  },
);

it.each(commands)('the help of %s has the same options in both languages', (name) => {
  expect(flagsIn(helpFor(name, japanese))).toEqual(flagsIn(helpFor(name, english)));
});

it('no option of the usage is in the help of no command', () => {
  const all = commands.map((name) => helpFor(name, english)).join('');
  expect(flagsIn(all)).toEqual(flagsIn(english));
});

it.each([
  ['credentials', '--read-only'],
  ['profile', '--full-access'],
  ['exec', '--read-only'],
  ['export', '--yes'],
])('%s has the option %s, which stands with another command', (name, option) => {
  expect(flagsIn(helpFor(name, english))).toContain(option);
});

it('help can be asked for in other words, and of everything', async () => {
  vi.stubEnv('LC_ALL', 'en_US.UTF-8');
  const help = helpFor('catalogue', english);
  expect(help).toContain('catalogue trust ID ISSUER');
  for (const words of [
    ['help', 'catalogue'],
    ['catalogue', '-h'],
    ['catalogue', 'login', 'team', '--help'],
    ['--config', '/c', 'catalogue', '--help'],
  ])
    expect(await told(...words)).toBe(help);
  for (const words of [['help'], ['--help'], ['frobnicate', '--help'], ['toString', '--help']])
    expect(await told(...words)).toBe(english);
});
