import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { complaintWords } from '../../../src/core/complaint-guide.ts';
import type { Complaint, SyntaxCode } from '../../../src/core/config-complaint.ts';
import { ruleOf, rules, type Rule } from '../../../src/core/config-rules.ts';
import * as browserSchemas from '../../../src/core/browser-schema.ts';
import * as catalogueSchemas from '../../../src/core/catalogues/catalogue-schema.ts';
import { sourceSchemas } from '../../../src/core/catalogues/source-schema.ts';
import * as configSchemas from '../../../src/core/config-schema.ts';
import * as settingsSchemas from '../../../src/core/settings-schema.ts';
import { guidance } from '../../../src/core/error-guide.ts';
import { findingWords } from '../../../src/core/doctor-guide.ts';
import { finding } from '../../../src/core/doctor/finding.ts';
import { AppError } from '../../../src/core/errors.ts';
import { schemaComplaints } from '../../../src/core/schema-complaints.ts';

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;
/** Three words in a row. */
const english = /[a-z]+ [a-z]+ [a-z]+/i;

const exported: readonly unknown[] = [
  browserSchemas,
  configSchemas,
  settingsSchemas,
  catalogueSchemas,
  sourceSchemas,
].flatMap((module) => Object.values<unknown>({ ...module }));
const schemas = exported.filter(isSchema);

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value && 'safeParse' in value;
}

/** All that a schema, or what it is made of, has to say in words of its own. */
function messagesIn(part: unknown, seen = new Set<unknown>()): readonly string[] {
  if (typeof part !== 'object' || part === null || seen.has(part)) return [];
  seen.add(part);
  if (Array.isArray(part)) return part.flatMap((one) => messagesIn(one, seen));
  const { _zod: inner } = part as { readonly _zod?: { readonly def: Readonly<Record<string, unknown>> } };
  if (inner === undefined) return isShape(part) ? messagesIn(Object.values(part), seen) : [];
  const { error } = inner.def;
  const said: unknown = typeof error === 'function' ? (error as (issue: object) => unknown)({}) : undefined;
  const own = typeof said === 'string' ? [said] : [];
  return [...own, ...Object.values(inner.def).flatMap((below) => messagesIn(below, seen))];
}

function isShape(part: object): boolean {
  return Object.getPrototypeOf(part) === Object.prototype || Object.getPrototypeOf(part) === null;
}

const good: Readonly<Record<string, unknown>> = {
  version: 1,
  id: 'work',
  provider: 'gitlab',
  issuer: 'https://gitlab.example.com',
  clientId: 'app',
  identity: 'work',
  roleArn: 'arn:aws:iam::123456789012:role/Admin',
};

const longPolicy = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'x'.repeat(3000), Resource: '*' },
};

const values = [
  ...[5, true, null, Number.NaN, '', 'a b', 'no\nway', 'x'.repeat(300), 'https://a.example/?x=1'],
  Array.from({ length: 300 }, () => 'x'),
  ...[{ Version: '2012-10-17' }, longPolicy, [{}], [{ roleArn: good['roleArn'], externalId: '' }]],
  ...[[], ['a\nb'], [5], {}, { app: 5 }, { app: 'default', profile: 'x' }, { app: 'chrome', profile: '-x' }],
];

/** What a schema complains of when anything stands anywhere in it. */
function complaintsOf(schema: z.ZodType) {
  return candidatesFor(schema).flatMap((data) => {
    const { error } = schema.safeParse(data);
    if (error === undefined) return [];
    return error.issues.map((issue) => ({
      issue,
      complaints: schemaComplaints(new z.ZodError([issue]), ['roles', 0], data, ['id']),
    }));
  });
}

function candidatesFor(schema: z.ZodType): readonly unknown[] {
  const { shape } = schema as { readonly shape?: Readonly<Record<string, z.ZodType>> };
  if (shape === undefined) return [...values, { app: 'chrome', private: 5 }];
  const keys = Object.keys(shape);
  const base = Object.fromEntries(Object.entries(good).filter(([key]) => keys.includes(key)));
  const below = Object.values({ ...configSchemas.keysBelow }).flat();
  return [
    ...values,
    { ...base, strange: 1 },
    {},
    ...keys.flatMap((key) => values.map((value) => ({ ...base, [key]: value }))),
    ...keys.flatMap((key) =>
      below.flatMap((inner) => values.map((value) => ({ ...base, [key]: { [inner]: value } }))),
    ),
  ];
}

const all = schemas.flatMap(complaintsOf);

describe('the schemas of the configuration', () => {
  it('say nothing in words of their own: each message is a rule that the guide has words for', () => {
    const messages = schemas.flatMap((schema) => messagesIn(schema));
    expect(messages.length).toBeGreaterThan(rules.length);
    expect(messages.filter((message) => ruleOf(message) === undefined)).toEqual([]);
  });

  it('break every rule there is, and no more', () => {
    const broken = new Set([
      ...schemas.flatMap((schema) => messagesIn(schema)),
      ...all.map(({ issue }) => issue.message),
    ]);
    expect(rules.filter((rule) => !broken.has(rule))).toEqual([]);
  });

  it('complain of nothing that has no words, whatever stands wherever', () => {
    expect(all.length).toBeGreaterThan(500);
    const complaints = all.flatMap((one) => one.complaints);
    const wordless = complaints.filter((one) => one.kind === 'wrong' && one.demand.kind === 'other');
    expect(wordless).toEqual([]);
  });

  it('are quoted in English where the words are their own', () => {
    const own = all.filter(({ issue, complaints: [complaint] }) => {
      const demand = complaint?.kind === 'wrong' ? complaint.demand.kind : 'rule';
      // One of several forms: what is said is that of the form whose kind of value stands there.
      if (issue.code === 'invalid_union') return false;
      return ruleOf(issue.message) === undefined && demand !== 'rule' && demand !== 'one-of';
    });
    expect(new Set(own.map(({ issue }) => issue.code))).toEqual(
      new Set(['invalid_type', 'too_small', 'too_big', 'invalid_format']),
    );
    for (const { issue, complaints } of own) {
      const { message } = issue;
      const [words = ''] = complaints.map((one) => complaintWords(one, 'en'));
      expect(words.endsWith(`: ${message.charAt(0).toLowerCase()}${message.slice(1)}`), words).toBe(true);
    }
  });

  it('are never quoted in Japanese', () => {
    for (const complaint of all.flatMap((one) => one.complaints)) {
      const words = complaintWords(complaint, 'ja');
      expect(words).toMatch(japanese);
      expect(words).toMatch(/。$/);
      expect(words).not.toMatch(english);
      expect(words).not.toContain('undefined');
    }
  });
});

const wrong = (rule: Rule): Complaint => ({
  at: ['identities', 0, 'x'],
  kind: 'wrong',
  key: 'x',
  found: { is: 'text', text: '1' },
  demand: { kind: 'rule', rule },
});

it.each(rules)('the rule %s is put in both languages', (rule) => {
  expect(complaintWords(wrong(rule), 'en')).toMatch(/^identities\[0\]: "x" is "1": (must|takes) .*[^.]$/);
  expect(complaintWords(wrong(rule), 'ja')).toMatch(/^identities\[0\]: 「x」に「1」は使用できません。.*。$/);
  expect(complaintWords(wrong(rule), 'ja')).not.toMatch(english);
});

describe('a complaint', () => {
  it.each<[Complaint, string, string]>([
    [
      { at: ['rols'], kind: 'unknown-key', key: 'rols', allowed: ['version', 'roles'] },
      'unknown key "rols": allowed are version, roles',
      'キー「rols」は使用できません。使用できるキー: version、roles。',
    ],
    [
      { at: ['roles', 0, 'confrim'], kind: 'doubtful-key', key: 'confrim', meant: 'confirm' },
      'roles[0]: unknown key "confrim": if "confirm" is meant, the role would be used with less care, so it is left out',
      'roles[0]: キー「confrim」は使用できません。「confirm」の書き誤りの場合、保護が働かないまま使用されるおそれがあるため、このロールは除外されています。',
    ],
    [
      { at: [], kind: 'no-mapping', found: { is: 'list' } },
      'a list stands where a mapping of keys must stand',
      'キーと値の組が必要ですが、リストが書かれています。',
    ],
    [
      { at: ['roles', 1], kind: 'no-mapping', found: { is: 'other', text: 'null' } },
      'roles[1]: null stands where a mapping of keys must stand',
      'roles[1]: キーと値の組が必要ですが、null が書かれています。',
    ],
    [
      { at: ['identities', 0, 'issuer'], kind: 'missing', key: 'issuer' },
      'identities[0]: "issuer" is missing',
      'identities[0]: 「issuer」がありません。',
    ],
    [
      {
        at: ['roles', 0, 'tags', 0],
        kind: 'wrong',
        key: 0,
        found: { is: 'other', text: '5' },
        demand: { kind: 'type', expected: 'string', received: 'number' },
      },
      'roles[0]: entry 0 is 5: invalid input: expected string, received number',
      'roles[0]: 1 番目の値に 5 は使用できません。文字列で指定してください。数字だけの値は引用符で囲みます。',
    ],
    [
      {
        at: ['theme'],
        kind: 'wrong',
        key: 'theme',
        found: { is: 'text', text: 'mauve' },
        demand: { kind: 'one-of', values: ['light', 'dark'] },
      },
      '"theme" is "mauve": must be one of light, dark',
      '「theme」に「mauve」は使用できません。次のいずれかを指定してください: light、dark。',
    ],
    [
      {
        at: ['roles', 0, 'identity'],
        kind: 'unknown-identity',
        id: 'wrok',
        known: ['work', 'home'],
        more: 3,
      },
      'roles[0]: "wrok" is no usable identity: known are work, home and 3 more',
      'roles[0]: 「wrok」という使用できるアイデンティティはありません。使用できるもの: work、home、ほか 3 件。',
    ],
    [
      { at: ['roles', 0, 'identity'], kind: 'unknown-identity', id: 'wrok', known: [], more: 0 },
      'roles[0]: "wrok" is no usable identity: known are none',
      'roles[0]: 「wrok」という使用できるアイデンティティはありません。使用できるものは 1 つもありません。',
    ],
    [
      {
        at: ['roles', 0, 'roleArn'],
        kind: 'unsupported-partition',
        arn: 'arn:aws-iso:x',
        partition: 'aws-iso',
      },
      'roles[0]: "arn:aws-iso:x": the partition aws-iso is not supported: it is isolated, and how to sign in there is not documented in the open',
      'roles[0]: 「arn:aws-iso:x」のパーティション aws-iso には対応していません。隔離された環境であり、サインインの方法が公開されていないためです。',
    ],
    [
      { at: ['identities', 0, 'issuer'], kind: 'ends-in-slash', found: 'https://g/', instead: 'https://g' },
      'identities[0]: "https://g/" ends in a slash: GitLab\'s tokens name https://g, which is used instead',
      'identities[0]: 「https://g/」の末尾にスラッシュがあります。GitLab のトークンに書かれているのは https://g のため、こちらが使用されています。',
    ],
    [
      { at: [], kind: 'syntax', code: 'TAB_AS_INDENT', said: 'Tabs are not allowed as indentation' },
      'Tabs are not allowed as indentation',
      '字下げにタブは使用できません。空白を使用してください。',
    ],
  ])('%j is put in both languages', (complaint, inEnglish, inJapanese) => {
    expect(complaintWords(complaint, 'en')).toBe(inEnglish);
    expect(complaintWords(complaint, 'ja')).toBe(inJapanese);
  });

  it('about the YAML itself has Japanese words, whatever the parser’s code for it', () => {
    const codes: Readonly<Record<SyntaxCode, true>> = {
      ALIAS_PROPS: true,
      BAD_ALIAS: true,
      BAD_COLLECTION_TYPE: true,
      BAD_DIRECTIVE: true,
      BAD_DQ_ESCAPE: true,
      BAD_INDENT: true,
      BAD_PROP_ORDER: true,
      BAD_SCALAR_START: true,
      BLOCK_AS_IMPLICIT_KEY: true,
      BLOCK_IN_FLOW: true,
      DUPLICATE_KEY: true,
      IMPOSSIBLE: true,
      KEY_OVER_1024_CHARS: true,
      MISSING_CHAR: true,
      MULTILINE_IMPLICIT_KEY: true,
      MULTIPLE_ANCHORS: true,
      MULTIPLE_TAGS: true,
      NON_STRING_KEY: true,
      RESOURCE_EXHAUSTION: true,
      TAB_AS_INDENT: true,
      TAG_RESOLVE_FAILED: true,
      UNEXPECTED_TOKEN: true,
    };
    for (const code of Object.keys(codes) as SyntaxCode[]) {
      const words = complaintWords({ at: [], kind: 'syntax', code, said: 'Said in English here' }, 'ja');
      expect(words).toMatch(japanese);
      expect(words).not.toMatch(english);
    }
  });

  it('is what a broken file is described with, in Japanese with its line', () => {
    const complaint: Complaint = { at: ['version'], kind: 'missing', key: 'version' };
    const problems = ['Line 3: "version" is missing.'];
    const failure = (more: object) => new AppError('config_broken', { path: '/c', problems, ...more });
    const told = failure({ complaints: [{ line: 3, complaint }, { complaint }] });
    expect(guidance(told, 'ja').happened).toBe(
      '/c に次の誤りがあります。3 行目: 「version」がありません。「version」がありません。',
    );
    expect(guidance(told, 'en').happened).toBe('/c: Line 3: "version" is missing.');
    // From an older Tobira it comes in words alone.
    expect(guidance(failure({}), 'ja').happened).toContain('「Line 3: "version" is missing」');
  });

  it('is what the doctor finds, in the language of who asks', () => {
    const complaint: Complaint = { at: ['version'], kind: 'missing', key: 'version' };
    const message = '"version" is missing';
    const found = finding({ check: 'config' }, 'warn', 'config_problem', { path: '/c', message, complaint });
    expect(findingWords(found, 'en').found).toBe('/c: "version" is missing');
    expect(findingWords(found, 'ja').found).toBe('/c: 「version」がありません。');
  });
});
