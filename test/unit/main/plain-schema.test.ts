import { expect, it } from 'vitest';
import {
  finite,
  listOf,
  oneOf,
  optional,
  recordOf,
  text,
  variantOf,
} from '../../../src/main/plain-schema.ts';

interface Person {
  readonly name: string;
  readonly age?: number;
  readonly pets: readonly Pet[];
}
type Pet = { readonly kind: 'cat'; readonly indoors: boolean } | { readonly kind: 'fish' };

const pet = variantOf<Pet, 'kind'>('kind', { cat: { indoors: oneOf(true, false) }, fish: {} });
const person = recordOf<Person>({ name: text, age: optional(finite), pets: listOf(pet) });

const aiko: Person = { name: 'Aiko', age: 34, pets: [{ kind: 'cat', indoors: true }, { kind: 'fish' }] };

it('finds nothing wrong with a value of its type, with and without what is optional', () => {
  expect(person.complaint(aiko)).toBeUndefined();
  expect(person.complaint({ name: '', pets: [] })).toBeUndefined();
});

class Someone {
  readonly name = 'Aiko';
  readonly pets = [];
}

it.each<readonly [string, unknown, string, string]>([
  ['nothing', undefined, '', 'a plain object'],
  ['null', null, '', 'a plain object'],
  ['text', 'Aiko', '', 'a plain object'],
  ['a list', [aiko], '', 'a plain object'],
  ['an instance of a class', new Someone(), '', 'a plain object'],
  ['an object without a prototype', Object.assign(Object.create(null), aiko), '', 'a plain object'],
  ['a function', () => aiko, '', 'a plain object'],
  ['a missing field', { pets: [] }, 'name', 'text'],
  ['a field of another type', { ...aiko, name: 42 }, 'name', 'text'],
  ['text in an object', { ...aiko, name: Object('Aiko') as unknown }, 'name', 'text'],
  ['a field more', { ...aiko, token: 'secret' }, '', 'no other field'],
  ['a field in place of an optional one', { name: '', pets: [], token: 'secret' }, '', 'no other field'],
  ['an optional field that is undefined', { ...aiko, age: undefined }, '', 'no other field'],
  ['a number that is none', { ...aiko, age: Number.NaN }, 'age', 'a number'],
  ['a number without end', { ...aiko, age: Number.POSITIVE_INFINITY }, 'age', 'a number'],
  ['a big integer', { ...aiko, age: 34n }, 'age', 'a number'],
  ['a date', { ...aiko, age: new Date(0) }, 'age', 'a number'],
  ['an object like a list', { ...aiko, pets: { length: 0 } }, 'pets', 'a list'],
  ['a hole in a list', { ...aiko, pets: Array(1) }, 'pets.0', 'an object whose kind is known'],
  ['an unknown kind', { ...aiko, pets: [{ kind: 'dog' }] }, 'pets.0', 'an object whose kind is known'],
  ['no kind', { ...aiko, pets: [{}] }, 'pets.0', 'an object whose kind is known'],
  ['another kind’s field', { ...aiko, pets: [{ kind: 'fish', indoors: true }] }, 'pets.0', 'no other field'],
  [
    'a field deep down',
    { ...aiko, pets: [{ kind: 'fish' }, { kind: 'cat', indoors: 1 }] },
    'pets.1.indoors',
    'one of true, false',
  ],
  ['a field named __proto__', JSON.parse('{"name":"","pets":[],"__proto__":{}}'), '', 'no other field'],
])('complains of %s, and says where', (_what, value, at, expected) => {
  expect(person.complaint(value)).toEqual({ at, expected });
});
