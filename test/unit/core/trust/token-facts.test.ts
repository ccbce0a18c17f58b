import { expect, it } from 'vitest';
import { factsOf } from '../../../../src/core/trust/token-facts.ts';
import { jwtWith } from '../../../support/fake-jwt.ts';

const claims = {
  iss: 'https://gitlab.example.com',
  sub: '42',
  aud: 'app',
  iat: 1_800_000_000,
  exp: 1_800_000_120,
};

it('the facts of a login token are told, and the token is not among them', () => {
  const jwt = jwtWith({ ...claims, nbf: 1_799_999_995, amr: ['pwd'] });
  expect(factsOf(jwt)).toEqual({
    issuer: 'https://gitlab.example.com',
    audience: ['app'],
    subject: '42',
    issuedAt: 1_800_000_000_000,
    notBefore: 1_799_999_995_000,
    expiresAt: 1_800_000_120_000,
    algorithm: 'RS256',
    methods: ['pwd'],
  });
  expect(JSON.stringify(factsOf(jwt))).not.toContain(jwt.split('.')[1]);
});

it('the key is named where the token names it', () => {
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', kid: 'key-1' })).toString('base64url');
  const facts = factsOf(`${header}.${jwtWith(claims).split('.').slice(1).join('.')}`);
  expect(facts).toMatchObject({ algorithm: 'ES256', keyId: 'key-1' });
});

it('a header that cannot be read hides nothing else', () => {
  const facts = factsOf(`!.${jwtWith(claims).split('.').slice(1).join('.')}`);
  expect(facts).toMatchObject({ subject: '42', expiresAt: 1_800_000_120_000 });
  expect(facts).not.toHaveProperty('algorithm');
});

it('all audiences are told, and azp takes their place as it does at AWS', () => {
  expect(factsOf(jwtWith({ ...claims, aud: ['a', 'b'] }))).toMatchObject({ audience: ['a', 'b'] });
  expect(factsOf(jwtWith({ ...claims, aud: ['a', 'b'], azp: 'c' }))).toMatchObject({ audience: ['c'] });
});

it.each(['', 'a.b', 'a.b.c', jwtWith({ sub: '42' }), jwtWith({ ...claims, aud: undefined })])(
  'what is no ID token is said to be none: %s',
  (text) => {
    expect(factsOf(text)).toBeTypeOf('string');
  },
);
