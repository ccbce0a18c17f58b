import { expect, it } from 'vitest';
import { decodeText } from '../../../src/core/text-encoding.ts';

const text = '{ "Sid": "扉" }\r\n';
const little = Buffer.from(text, 'utf16le');
const big = Buffer.from(little).swap16();

it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-16 as PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
  ['UTF-16 without a mark', little],
  ['UTF-16 the other way round, without a mark', big],
])('%s is read', (_name, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

it('nothing and a single byte are no other encoding', () => {
  expect(decodeText(Buffer.alloc(0))).toBe('');
  expect(decodeText(Buffer.from('{'))).toBe('{');
});
