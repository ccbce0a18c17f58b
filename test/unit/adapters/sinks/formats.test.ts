import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  environmentFormats,
  formatNames,
  formats,
  isEnvironmentFormat,
  isFormatName,
} from '../../../../src/adapters/sinks/formats.ts';
import { isAppError } from '../../../../src/core/errors.ts';
import { credentialsFrom } from '../../../support/fake-nouns.ts';
import { breakingValues } from './formats/nasty-values.ts';
import { environmentOf } from './formats/readers.ts';

const time = Date.parse('2026-03-01T12:00:00.123Z');
const credentials = credentialsFrom(time);
const usual = { credentials, region: 'eu-central-1', profile: 'prod-admin' };

const expected = {
  AWS_ACCESS_KEY_ID: 'ASIA-a',
  AWS_SECRET_ACCESS_KEY: 'secret-a',
  AWS_SESSION_TOKEN: 'session-a',
  AWS_CREDENTIAL_EXPIRATION: '2026-03-01T13:00:00Z',
  AWS_REGION: 'eu-central-1',
  AWS_DEFAULT_REGION: 'eu-central-1',
};

test('the names are a contract', () => {
  expect(formatNames).toEqual(['env', 'fish', 'powershell', 'cmd', 'json', 'dotenv', 'ini', 'process']);
  expect(Object.keys(environmentFormats)).toEqual(['env', 'fish', 'powershell', 'cmd', 'json', 'dotenv']);
});

test.for(formatNames)('%s looks as it always has', (name) => {
  const golden = new URL(`formats/golden/${name}.txt`, import.meta.url);
  expect(formats[name](usual)).toBe(readFileSync(golden, 'utf8'));
});

test('env is read back by a shell as the variables of the clients of AWS', () => {
  expect(environmentOf('sh', ['-c', 'eval "$(cat)"; env -0'], formats.env(usual))).toEqual(expected);
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

test.for(formatNames)(
  '%s refuses a value that could break out of its line, and does not repeat it',
  (name) => {
    for (const secretAccessKey of breakingValues.map((value) => `canary${value}`)) {
      const error = failureOf(() =>
        formats[name]({ ...usual, credentials: { ...credentials, secretAccessKey } }),
      );
      expect(error).toMatchObject({ code: 'internal' });
      expect(String(isAppError(error) && error.cause)).not.toContain('canary');
    }
  },
);

test.for(Object.entries(environmentFormats))('%s refuses what is no name of a variable', ([, write]) => {
  for (const name of ['', 'A B', 'A;x', '1A', 'A=B', 'A\nB', 'Ä'])
    expect(failureOf(() => write({ [name]: 'x' }))).toMatchObject({ code: 'internal' });
});

test.for(['env', 'fish', 'powershell', 'cmd'] as const)('%s removes nothing that is no name', (format) => {
  for (const name of ['', 'A B', 'A;x', '$(x)', '1A', 'A=B', 'A\nB'])
    expect(failureOf(() => environmentFormats[format]({}, [name]))).toMatchObject({ code: 'internal' });
});

test('formats are known by their names alone', () => {
  expect(formatNames.every(isFormatName)).toBe(true);
  expect(Object.keys(environmentFormats).every(isEnvironmentFormat)).toBe(true);
  expect(isEnvironmentFormat('ini')).toBe(false);
  for (const name of ['', 'ENV', 'constructor', '__proto__', 'toString']) {
    expect(isFormatName(name)).toBe(false);
    expect(isEnvironmentFormat(name)).toBe(false);
  }
});

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}
