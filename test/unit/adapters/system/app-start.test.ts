import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentArguments, readAppStart } from '../../../../src/adapters/system/app-start.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '-',
    '--',
    '--cli',
    '--agent',
    '--inspect',
    '--no-sandbox',
    '-h',
    'https://x',
    '=',
    '=a',
  ),
);

test('the program without words of ours is the app', () => {
  expect(readAppStart(['/opt/Tobira/tobira'])).toEqual({ kind: 'app' });
  expect(readAppStart(['/opt/Tobira/tobira', '--lang=ja', 'status', '=--agent'])).toEqual({ kind: 'app' });
  // Its own place decides nothing.
  expect(readAppStart(['--cli'])).toEqual({ kind: 'app' });
});

test('the command line gets its words, and only the marked ones', () => {
  const argv = [
    '/opt/Tobira/tobira',
    '--ozone-platform=headless',
    '--cli',
    'stray',
    '=status',
    '=--json',
    '=',
  ];
  expect(readAppStart(argv)).toEqual({ kind: 'command-line', words: ['status', '--json', ''] });
});

test.for(['linux', 'darwin', 'win32'] as const)('on %s any words reach the agent unchanged', (platform) => {
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(readAppStart(['tobira', ...agentArguments(words, platform)])).toEqual({ kind: 'agent', words });
    }),
  );
});

test('no word of a user looks like a switch or an address to whoever else reads the command line', () => {
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const own = agentArguments([], 'linux').length;
      for (const passed of agentArguments(words, 'linux').slice(own)) expect(passed).toMatch(/^=/);
    }),
  );
});

test('on Linux the agent needs no display', () => {
  expect(agentArguments([], 'linux')).toContain('--ozone-platform=headless');
  expect(agentArguments([], 'darwin')).not.toContain('--ozone-platform=headless');
});
