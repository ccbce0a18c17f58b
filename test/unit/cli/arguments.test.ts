import { expect, test } from 'vitest';
import { checkDestination, checkRegion, readArguments, required } from '../../../src/cli/arguments.ts';
import { AppError } from '../../../src/core/errors.ts';

/** The usage error that reading these words ends with. */
function complaint(words: readonly string[], most = 1): unknown {
  try {
    readArguments(words, { print: { type: 'boolean' }, region: { type: 'string' } }, most);
  } catch (error) {
    if (error instanceof AppError && error.code === 'usage') return error.details;
    throw error;
  }
  return expect.fail('the words were accepted');
}

test('options and words are told apart, wherever they stand', () => {
  const { values, positionals } = readArguments(
    ['--json', 'prod', '--region=eu-central-1', '--config', 'c.yaml'],
    { region: { type: 'string' } },
    1,
  );
  expect({ ...values }).toEqual({ json: true, region: 'eu-central-1', config: 'c.yaml' });
  expect(positionals).toEqual(['prod']);
});

test.for([
  [['a', 'b'], { fault: 'word-unexpected', word: 'b' }],
  [['--foo'], { fault: 'option-unknown', option: '--foo' }],
  [["--fo'o. bar"], { fault: 'option-unknown', option: "--fo'o. bar" }],
  [['-x'], { fault: 'option-unknown', option: '-x' }],
  [['--region'], { fault: 'option-without-value', option: '--region' }],
  [['--region', '--print'], { fault: 'option-without-value', option: '--region' }],
  [['--print=yes'], { fault: 'option-with-value', option: '--print' }],
  [['--help=yes'], { fault: 'option-with-value', option: '--help' }],
  [['a\nb', '--c\nd'], { fault: 'option-unknown', option: '--c\nd' }],
] as const)('%j is complained about as %j', ([words, expected]) => {
  expect(complaint(words)).toEqual(expected);
});

test('a word that must be there is asked for', () => {
  expect(required('prod', 'ROLE')).toBe('prod');
  for (const word of [undefined, '']) {
    expect(() => required(word, 'ROLE')).toThrow(
      expect.objectContaining({ code: 'usage', details: { fault: 'word-missing', name: 'ROLE' } }),
    );
  }
});

test.each(['evil.example/x', 'eu-central', 'eu-central-1.evil.example', ''])(
  'the region %o is refused: it would become part of a host name',
  (region) => {
    expect(() => checkRegion(region)).toThrow(expect.objectContaining({ code: 'usage' }));
  },
);

test.each(['eu-central-1', 'us-gov-west-1', 'eusc-de-east-1', undefined])(
  'the region %o is taken',
  (region) => {
    expect(() => checkRegion(region)).not.toThrow();
  },
);

test('a destination is a page over https, with a fragment or without', () => {
  expect(() => checkDestination('https://console.aws.amazon.com/ecs/home#/clusters')).not.toThrow();
  expect(() => checkDestination('javascript:alert(1)')).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(() => checkDestination('http://console.example.com/')).toThrow(
    expect.objectContaining({ code: 'usage' }),
  );
});
