import { expect, test } from 'vitest';
import { besideEntry, entryMark } from '../../../src/renderer/entry-places.ts';

test('what takes the place of a deleted entry has the focus, else the last one, else the button that adds one', () => {
  expect(besideEntry('roles', ['a', 'b', 'c'], 'b')).toEqual({ list: 'roles', id: 'c' });
  expect(besideEntry('roles', ['a', 'b', 'c'], 'c')).toEqual({ list: 'roles', id: 'b' });
  expect(besideEntry('roles', ['a', undefined, 'c'], 'a')).toEqual({ list: 'roles', id: 'c' });
  expect(besideEntry('roles', ['a', undefined], 'a')).toEqual({ list: 'roles' });
  expect(besideEntry('identities', ['a'], 'a')).toEqual({ list: 'identities' });
});

test('entries of the same id in two lists are told apart, and so is the button from an entry', () => {
  const marks = [
    entryMark({ list: 'roles', id: 'a' }),
    entryMark({ list: 'identities', id: 'a' }),
    entryMark({ list: 'roles' }),
    entryMark({ list: 'roles', id: 'null' }),
  ];
  expect(new Set(marks).size).toBe(marks.length);
});
