import { expect, test } from 'vitest';
import { BeyondBounds, composeYaml } from '../../../../src/adapters/system/yaml-composition.ts';

function refusal(text: string): { readonly kind: string; readonly at: number } {
  try {
    composeYaml(text);
  } catch (error) {
    if (error instanceof BeyondBounds) return { kind: error.kind, at: error.at };
    throw error;
  }
  return expect.fail('it was read');
}

const deep = 65_000;

test.each([
  ['braces', '{'.repeat(deep), 200],
  ['brackets', '['.repeat(deep), 200],
  ['brackets that end', `${'['.repeat(deep)}${']'.repeat(deep)}`, 200],
  ['dashes', '- '.repeat(deep), 399],
  ['marked keys', '? '.repeat(deep), 399],
])('%s within each other are refused where they go too deep, before the memory is full', (_, text, at) => {
  expect(refusal(`a: 1\n${text}`).kind).toBe('too-deep');
  expect(refusal(text)).toEqual({ kind: 'too-deep', at });
});

test('a fault above does not open the way for what goes too deep below', () => {
  expect(refusal(`a: b: c\nd: @\ne: ${'{'.repeat(deep)}`).kind).toBe('too-deep');
  expect(refusal(`a: 1\n---\nb:\n${'{'.repeat(deep)}`).kind).toBe('too-deep');
});

test('a text of more words and signs than any configuration has is refused', () => {
  expect(refusal(`[${'a,'.repeat(2_000_000)}]`).kind).toBe('too-long');
});

test('a text that is wrong throughout has its first faults told, and not a million', () => {
  const { document } = composeYaml('}'.repeat(100_000));
  expect(document.errors.length).toBeGreaterThan(0);
  expect(document.errors.length).toBeLessThan(100);
});

test('fifty levels are fine', () => {
  const { document } = composeYaml(`${'{a: '.repeat(50)}1${'}'.repeat(50)}`);
  expect(document.errors).toEqual([]);
  expect(JSON.stringify(document.toJS())).toBe(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
});

test('a second document is told of, with its place', () => {
  expect(composeYaml('a: 1\n---\nb: 2\n')).toMatchObject({ second: 5 });
  expect(composeYaml('a: 1\n')).not.toHaveProperty('second');
});
