import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readUnverified } from '../../../src/core/unverified-token.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const claims = { iss: 'https://gitlab.example.com', aud: 'app', sub: '42', exp: 1_800_000_000 };

test('a token tells its issuer, audience, subject and end', () => {
  const jwt = jwtWith(claims);
  expect(readUnverified(jwt)).toEqual({
    jwt,
    issuer: 'https://gitlab.example.com',
    audience: 'app',
    subject: '42',
    expiresAt: 1_800_000_000_000,
    claims,
  });
});

test('of several audiences the first is told', () => {
  expect(readUnverified(jwtWith({ ...claims, aud: ['one', 'two'] }))).toMatchObject({ audience: 'one' });
});

test('claims beyond ASCII are read', () => {
  const name = 'Zoë 扉 ?>~';
  expect(readUnverified(jwtWith({ ...claims, name }))).toMatchObject({ claims: { name } });
});

test.for([
  ['', 'no-jwt'],
  ['glpat-abc', 'no-jwt'],
  ['a.b', 'no-jwt'],
  ['a.b.c.d.e', 'no-jwt'],
  ['a.!!!.c', 'claims-unreadable'],
  [`a.${Buffer.from('[1]').toString('base64url')}.c`, 'claims-unreadable'],
  [`a.${Buffer.from('null').toString('base64url')}.c`, 'claims-unreadable'],
  [jwtWith({ ...claims, iss: undefined }), 'iss-missing'],
  [jwtWith({ ...claims, iss: null }), 'iss-missing'],
  [jwtWith({ ...claims, iss: '' }), 'iss-empty'],
  [jwtWith({ ...claims, sub: 42 }), 'sub-mistyped'],
  [jwtWith({ ...claims, sub: '' }), 'sub-empty'],
  [jwtWith({ ...claims, exp: undefined }), 'exp-missing'],
  [jwtWith({ ...claims, exp: '1' }), 'exp-mistyped'],
  [jwtWith({ ...claims, exp: -1e20 }), 'exp-mistyped'],
  [jwtWith({ ...claims, aud: undefined }), 'aud-missing'],
  [jwtWith({ ...claims, aud: '' }), 'aud-empty'],
  [jwtWith({ ...claims, aud: [] }), 'aud-empty'],
  [jwtWith({ ...claims, aud: [''] }), 'aud-empty'],
  [jwtWith({ ...claims, aud: { a: 'b' } }), 'aud-mistyped'],
] as const)('what is wrong with %j is said', ([text, fault]) => {
  expect(readUnverified(text)).toBe(fault);
});

test('no text makes it fail, and no end is beyond what a date can hold', () => {
  const exp = fc.oneof(fc.double(), fc.integer(), fc.anything());
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        exp.map((value) => jwtWith({ ...claims, exp: value })),
      ),
      (text) => {
        const read = readUnverified(text);
        if (typeof read !== 'string') new Date(read.expiresAt).toISOString();
      },
    ),
  );
});
