import { expect, test } from 'vitest';
import { addressRefusals } from '../../../src/core/console-address.ts';
import { AppError } from '../../../src/core/errors.ts';
import { guidance } from '../../../src/core/error-guide.ts';
import type { UsageFault } from '../../../src/core/usage-fault.ts';

type Fault = NonNullable<UsageFault['fault']>;

/** One of each: one without does not compile. */
const faults: { readonly [F in Fault]: Omit<Extract<UsageFault, { readonly fault: F }>, 'fault'> } = {
  'command-unknown': { name: 'ALPHA' },
  'command-first': { option: '--alpha' },
  'command-choice': { commands: ['alpha one', 'alpha two', 'alpha three'] },
  'word-unexpected': { word: 'ALPHA' },
  'word-missing': { name: 'ALPHA' },
  'option-unknown': { option: '--alpha' },
  'option-without-value': { option: '--alpha' },
  'option-with-value': { option: '--alpha' },
  'option-wrong': { text: 'ALPHA' },
  'choice-unknown': { option: 'mode', name: 'ALPHA', known: ['BETA', 'GAMMA'] },
  'no-region': { text: 'ALPHA' },
  'no-page': { text: 'ALPHA' },
  'service-unknown': { name: 'ALPHA', near: ['BETA', 'GAMMA'] },
  'page-refused': { refusal: 'other-host' },
  'page-of-partition': { found: 'ALPHA', partition: 'BETA' },
  'page-of-account': { found: '111111111111', accountId: '222222222222', page: 'https://alpha.example/' },
  'page-without-role': { partition: 'aws-beta' },
  'page-of-roles': { roles: ['ALPHA', 'BETA'], more: 40 },
  'service-elsewhere': { name: 'ALPHA', partition: 'aws-beta' },
  'two-pages': {},
  'no-role-arn': { text: 'ALPHA' },
  'link-option-misplaced': { option: '--alpha' },
  'link-option-refused': { option: '--alpha' },
  'link-of-partition': { roleArn: 'ALPHA', partition: 'aws-beta' },
  'chain-too-long': { most: 5 },
  'no-duration': { text: 'ALPHA', shortest: '15m', longest: '12h' },
  'no-profile-name': { name: 'ALPHA' },
  'identity-and-all': {},
  'program-not-apart': {},
  'program-missing': {},
  'job-program-not-apart': {},
  'address-without-place': {},
  'access-twice': {},
  'address-in-two-places': {},
  'no-variable-name': { option: '--alpha' },
  'variable-no-endpoint': { variable: 'ALPHA' },
  'variable-no-proxy': { variable: 'ALPHA' },
  'variable-talkative': { variable: 'ALPHA' },
  'request-malformed': {},
  'request-unknown': { call: 'ALPHA' },
};

const all = [
  ...Object.entries(faults).map(([fault, facts]) => ({ fault, ...facts }) as UsageFault),
  ...addressRefusals.map((refusal): UsageFault => ({ fault: 'page-refused', refusal })),
];

test('a page of an account that no role is in is told with the account', () => {
  const fault = { fault: 'page-without-role', partition: 'aws', accountId: '111111111111' } as const;
  expect(title(fault, 'en')).toContain('111111111111');
  expect(title(fault, 'ja')).toContain('111111111111');
});

function title(fault: UsageFault, language: 'en' | 'ja'): string {
  return guidance(new AppError('usage', fault), language).title;
}

test.for(all)('$fault is told in both languages, with all its facts', (fault) => {
  const inEnglish = title(fault, 'en');
  const inJapanese = title(fault, 'ja');
  expect(inJapanese).toMatch(/[ぁ-ん]/);
  expect(inJapanese).not.toMatch(/[A-Za-z0-9`][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶー一-龠][A-Za-z0-9`]/);
  expect(inJapanese).not.toMatch(/[、。「」（）] | [、。」（）]/);
  const { fault: name, ...facts } = fault;
  expect(name).toBeDefined();
  for (const fact of Object.entries(facts).flatMap(([key, value]: [string, unknown]) =>
    (key === 'option' && name === 'choice-unknown') || key === 'refusal' ? [] : value,
  )) {
    expect(inEnglish).toContain(String(fact));
    expect(inJapanese).toContain(String(fact));
  }
  for (const said of inEnglish.match(
    /`[^`]+`|--[a-z]+|"--"|https?:\/\/\S+[^.]|arn:\S+\w|tobira exec.*\.\.\./g,
  ) ?? [])
    expect(inJapanese).toContain(said.replaceAll('"', ''));
});

test.for([
  [['a'], 'Say `tobira a`.'],
  [['a', 'b'], 'Say `tobira a` or `tobira b`.'],
  [['a', 'b', 'c'], 'Say `tobira a`, `tobira b` or `tobira c`.'],
] as const)('the commands %j to choose from are listed as people do', ([commands, sentence]) => {
  expect(title({ fault: 'command-choice', commands }, 'en')).toBe(sentence);
});
