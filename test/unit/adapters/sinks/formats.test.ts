import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNames, formats, isFormatName } from '../../../../src/adapters/sinks/formats.ts';
import { credentialsFrom } from '../../../support/fake-nouns.ts';

const time = Date.parse('2026-03-01T12:00:00.123Z');
const credentials = credentialsFrom(time);
const usual = { credentials, region: 'eu-central-1' };

const expected = {
  AWS_ACCESS_KEY_ID: 'ASIA-a',
  AWS_SECRET_ACCESS_KEY: 'secret-a',
  AWS_SESSION_TOKEN: 'session-a',
  AWS_CREDENTIAL_EXPIRATION: '2026-03-01T13:00:00Z',
  AWS_REGION: 'eu-central-1',
  AWS_DEFAULT_REGION: 'eu-central-1',
};

/** What a real shell has in its environment after it has read `script`. */
function inShell(shell: string, script: string): Readonly<Record<string, string>> {
  const output = execFileSync(shell, ['-c', 'eval "$1"; env -0', shell, script], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  }).toString();
  const entries = output
    .split('\0')
    .filter((line) => line.startsWith('AWS_'))
    .map((line): [string, string] => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(entries);
}

test.for(['bash', 'sh'])('env is read back by %s as it was meant', (shell) => {
  expect(inShell(shell, formats.env(usual))).toEqual(expected);
});

test('env keeps every character from the shell, quotes and dollars included', () => {
  const text = fc.string({ unit: 'grapheme-composite', minLength: 1 }).filter((one) => !one.includes('\0'));
  const nasty = [`'; touch x; '`, '$(id)', '`id`', `a\\'b"c`, '\n', '!!', `''`, '~', '\\', '%s', '-n'];
  const keys = [...nasty, ...fc.sample(text, 300)];
  const scripts = keys.map((secretAccessKey) =>
    formats.env({ credentials: { ...credentials, secretAccessKey }, region: 'x' }),
  );
  const readBack = 'for script; do eval "$script"; printf "%s\\0" "$AWS_SECRET_ACCESS_KEY"; done';

  const output = execFileSync('bash', ['-c', readBack, 'bash', ...scripts], {
    stdio: ['ignore', 'pipe', 'inherit'],
  }).toString();

  expect(output.split('\0').slice(0, -1)).toEqual(keys);
});

test('json holds the variables of the clients of AWS', () => {
  const text = formats.json(usual);
  expect(JSON.parse(text)).toEqual(expected);
  expect(text.endsWith('}\n')).toBe(true);
});

test('process is what credential_process wants, on one line', () => {
  const text = formats.process(usual);
  expect(text).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(text)).toEqual({
    Version: 1,
    AccessKeyId: 'ASIA-a',
    SecretAccessKey: 'secret-a',
    SessionToken: 'session-a',
    Expiration: '2026-03-01T13:00:00Z',
  });
});

test('formats are known by their names alone', () => {
  expect(formatNames.every(isFormatName)).toBe(true);
  for (const name of ['', 'ENV', 'constructor', '__proto__', 'toString'])
    expect(isFormatName(name)).toBe(false);
});
