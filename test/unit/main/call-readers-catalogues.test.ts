import { expect, test } from 'vitest';
import { callReaders } from '../../../src/main/call-readers.ts';

const names = [
  'catalogue:read',
  'catalogue:sign-in',
  'catalogue:cancel-sign-in',
  'catalogue:sign-out',
  'catalogue:dismiss-change',
] as const;

test.each(names)('%s names one catalogue and nothing else', (name) => {
  expect(callReaders[name]({ catalogueId: 'team' })).toEqual({ catalogueId: 'team' });
  const others = [undefined, null, 'team', {}, { catalogueId: 7 }, { catalogueId: 'team', more: 1 }];
  for (const value of others) expect(() => callReaders[name](value)).toThrow(TypeError);
});

test('a notice that is put away names its catalogue and what the page calls it', () => {
  const away = { catalogueId: 'team', notice: 'sign-in' };
  const read = callReaders['catalogue:put-away'];
  expect(read(away)).toEqual(away);
  for (const value of [{ catalogueId: 'team' }, { ...away, notice: 7 }, { ...away, more: true }, undefined])
    expect(() => read(value)).toThrow(TypeError);
});

test('a yes to an issuer names the catalogue, the issuer and the application', () => {
  const yes = { catalogueId: 'team', issuer: 'https://gitlab.example.com', clientId: 'abc' };
  const read = callReaders['catalogue:trust'];
  expect(read(yes)).toEqual(yes);
  const others = [
    { catalogueId: 'team', issuer: yes.issuer },
    { ...yes, clientId: 7 },
    { ...yes, issuer: `https://${'a'.repeat(2_000)}` },
    { ...yes, more: true },
    undefined,
  ];
  for (const value of others) expect(() => read(value)).toThrow(TypeError);
});
