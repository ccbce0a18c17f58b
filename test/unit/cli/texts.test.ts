import { expect, test } from 'vitest';
import { loadTexts } from '../../../src/cli/texts.ts';
import { english } from '../../../src/cli/texts/english.ts';
import { japanese } from '../../../src/cli/texts/japanese.ts';

/** What a line is said of where that is no plain text, by the line's path; several where it has several cases. */
const samples: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'common.join': [[['ALPHA.', 'BETA.']]],
  'common.confirm': [
    ['ALPHA', 15],
    ['ALPHA', 60],
    ['ALPHA', 120],
  ],
  'agent.asked': [['agent', 4711]],
  'agent.running': [['app', 4711, 'ALPHA']],
  'ci.letsIn': [
    [{ kind: 'branch', name: 'ALPHA', isProtected: true }],
    [{ kind: 'branch', name: 'ALPHA', isProtected: false }],
    [{ kind: 'tag', name: 'ALPHA', isProtected: false }],
    [{ kind: 'tag', name: 'ALPHA' }],
    [{ kind: 'environment', name: 'ALPHA' }],
    [{ kind: 'pull-requests' }],
    [{ kind: 'any-ref' }],
  ],
  'ci.notice': [
    [{ kind: 'clock-behind', seconds: 90, issuer: 'ALPHA' }],
    [{ kind: 'several-audiences', audiences: ['ALPHA', 'BETA'] }],
  ],
  'console.turnedAway': [[{ kind: 'program', name: 'ALPHA', pid: 4711 }], [undefined]],
  'console.letIn': [[{ kind: 'other-user', userId: 4711 }]],
  'doctor.wellEnough': [[0], [1], [4711]],
  'doctor.unchecked': [[1], [4711]],
  'doctor.fails': [
    [1, 0],
    [4711, 1],
  ],
  'explain.subject': [
    ['ALPHA', 'user'],
    ['ALPHA', 'job'],
  ],
  'explain.time': [
    [new Date(4711, 0), 90_000],
    [new Date(4711, 0), -7_200_000],
  ],
  'explain.clockDiffers': [[90], [-600]],
  'explain.link': [
    [{ roleArn: 'ALPHA', from: 'BETA', actions: ['sts:AssumeRole'], externalId: false }, 4711],
    [
      {
        roleArn: 'ALPHA',
        from: 'BETA',
        actions: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
        externalId: true,
      },
      4711,
    ],
  ],
  'config.partly': [[{ leftOut: 4711, changed: 0 }], [{ leftOut: 0, changed: 4711 }]],
  'serve.serving': [[['ALPHA', 'BETA'], ['GAMMA']]],
};

const placeholders = ['ALPHA', 'BETA', 'GAMMA', 'DELTA', 'EPSILON'];
/** Told about the arguments alone. */
const wordless = new Set(['common.join 1', 'doctor.about 1', 'explain.end 1']);

/** Every line of a language by its path, said of the samples. */
function lines(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const about = samples[path] ?? [placeholders.slice(0, value.length)];
    return about.flatMap((words, index) => {
      const said: unknown = Reflect.apply(value, undefined, words);
      return lines(said, `${path} ${index + 1}`);
    });
  }
  expect(value, path).toBeTypeOf('object');
  return Object.entries(value ?? {}).flatMap(([name, member]) =>
    lines(member, path === '' ? name : `${path}.${name}`),
  );
}

const inEnglish = lines(english);
const inJapanese = new Map(lines(japanese));

test('each line exists in both languages', () => {
  expect(inEnglish.length).toBeGreaterThan(40);
  expect([...inJapanese.keys()].sort()).toEqual(inEnglish.map(([path]) => path).sort());
});

test.for(inEnglish)('%s is in Japanese, and tells the same', ([path, text]) => {
  const said = inJapanese.get(path) ?? '';
  if (!wordless.has(path)) {
    expect(said).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    expect(said).not.toMatch(/[A-Za-z0-9`][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶー一-龠][A-Za-z0-9`]/);
    expect(said).not.toMatch(/ [、。」（）]|[、。「」（] (?! )/);
  }
  expect(said).not.toMatch(/undefined|NaN|\[object|\$\{/);
  // A confirmation is answered in the same way everywhere.
  for (const fact of text.match(
    /ALPHA|BETA|GAMMA|DELTA|EPSILON|4711|`[^`]+`|(?<![\w-])--[a-z-]+|\[y\/N\] $/g,
  ) ?? [])
    expect(said).toContain(fact);
  if (!wordless.has(path) && text.endsWith('.')) expect(said).toMatch(/。$/);
});

test('the usage lists the same commands, options and exit codes in both languages', () => {
  const facts = (usage: string) => ({
    commands: [...usage.matchAll(/^ {2}([a-z].*?) {2,}/gm)].map(([, command]) => command),
    options: [...usage.matchAll(/(?<![\w-])--[a-z][a-z-]*(?: [A-Z]+\b)?/g)].map(([option]) => option).sort(),
    formats: [...usage.matchAll(/^ +--format.*$/gm)].map(([line]) =>
      line.match(/[a-z]{2,}/g)?.filter((word) => word !== 'default' && word !== 'or'),
    ),
  });
  const wanted = facts(english.usage);
  expect(wanted.commands.length).toBeGreaterThan(12);
  const { formats, ...found } = facts(japanese.usage);
  expect(found).toEqual({ commands: wanted.commands, options: wanted.options });
  expect(formats).toHaveLength(wanted.formats.length);
});

test('no line of the Japanese usage is wider than a terminal of 120 columns', async () => {
  const { displayWidth } = await import('../../../src/cli/display-width.ts');
  for (const line of japanese.usage.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(120);
});

test('the words are those of the language that is asked for', async () => {
  expect(await loadTexts('en')).toBe(english);
  expect(await loadTexts('ja')).toBe(japanese);
});
