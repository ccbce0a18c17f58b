import { expect, test } from 'vitest';
import { guidance } from '../../../src/core/error-guide.ts';
import { unknownRole } from '../../../src/core/unknown-role.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

const many = configWith({
  roles: Array.from({ length: 10_000 }, (_, index) =>
    roleWith({ id: index === 9_000 ? 'prod-admin' : `role-${index}` }),
  ),
});

test('of a few roles all are named, as the file has them', () => {
  const roles = ['zoo', 'prod', 'dev'].map((id) => roleWith({ id }));
  expect(unknownRole('prood', configWith({ roles })).details).toEqual({
    role: 'prood',
    known: ['zoo', 'prod', 'dev'],
    problems: 0,
  });
});

test('of ten thousand the twenty most alike are named, best first, and the others are counted', () => {
  const { details } = unknownRole('prodadmin', many);
  expect(details).toMatchObject({ more: 9_980 });
  expect(details.known).toHaveLength(20);
  expect(details.known[0]).toBe('prod-admin');
});

test.each(['en', 'ja'] as const)(
  'what is said of ten thousand roles can be read at a glance (%s)',
  (language) => {
    const { happened } = guidance(unknownRole('x', many), language);
    expect(happened).toContain('10000');
    expect(happened.length).toBeLessThan(400);
  },
);

test('without a configuration there is none to name', () => {
  expect(unknownRole('prod', undefined).details).toEqual({ role: 'prod', known: [], problems: 0 });
});
