import { expect, test } from 'vitest';
import { placesIn } from '../../../../src/adapters/system/text-places.ts';

test.each([
  ['the beginning', 'one\ntwo', 0, { line: 1, column: 1 }],
  ['a later line', 'one\ntwo\nthree', 9, { line: 3, column: 2 }],
  ['the end of a line', 'one\ntwo', 3, { line: 1, column: 4 }],
  ['the end of the text', 'one\n', 4, { line: 2, column: 1 }],
  ['a line behind an end of Windows', 'one\r\ntwo', 6, { line: 2, column: 2 }],
  ['what stands behind a mark of the byte order', '\uFEFFone', 1, { line: 1, column: 1 }],
  ['what stands behind characters of other planes', '😀扉x', 3, { line: 1, column: 3 }],
  ['nothing', '', 0, { line: 1, column: 1 }],
])('%s has its line and column', (_, text, offset, place) => {
  expect(placesIn(text)(offset)).toEqual(place);
});
