import { expect, test } from 'vitest';
import { readRequest } from '../../../../src/adapters/owner/requests.ts';

const config = '/home/aiko/.config/tobira/config.yaml';
const read = (message: unknown) => readRequest(JSON.stringify(message), config);
const right = { version: 1, config, call: 'roles', request: {} };

test('a request of this version names its call', () => {
  expect(read(right)).toEqual({ kind: 'request', call: 'roles', request: {} });
});

test('a request of another version is told so, however the rest is worded', () => {
  const refusal = { kind: 'refusal', message: { type: 'version', version: 1 } };
  expect(read({ version: 2, call: 'roles' })).toEqual(refusal);
  expect(read({ ...right, version: 0, config: 5 })).toEqual(refusal);
  expect(read({ version: 2, call: 'hand-over', with: 'everything' })).toEqual(refusal);
});

test('whoever speaks another version may ask who is there and end it, and nothing it says beside counts', () => {
  expect(read({ version: 2, call: 'stop', request: { all: true } })).toEqual({
    kind: 'request',
    call: 'stop',
    request: {},
  });
  expect(read({ version: 2, call: 'agent' })).toMatchObject({ kind: 'request', call: 'agent' });
});

test('a path that is longer than any is malformed, and not sent back', () => {
  const reading = read({ ...right, config: 'x'.repeat(4097) });
  expect(reading).toMatchObject({ kind: 'refusal', message: { error: { code: 'usage' } } });
  expect(JSON.stringify(reading).length).toBeLessThan(200);
});
