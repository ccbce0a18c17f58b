import { expect, test } from 'vitest';
import { guidance } from '../../../src/core/error-guide.ts';
import { AppError, type ErrorCode, type ErrorDetails } from '../../../src/core/errors.ts';

type Failure = { readonly [Code in ErrorCode]: readonly [Code, ErrorDetails[Code]] }[ErrorCode];

const variable = 'MY_ID_TOKEN';
const missing = { variable, state: 'unset', alike: [], system: 'gitlab' } as const;

/** A failure with the words that its advice hangs on: what helps in one case is wrong in the next. */
const cases: readonly (readonly [string, Failure, RegExp])[] = [
  ['unset', ['ci_token_missing', missing], /^`?.*id_tokens: \{ MY_ID_TOKEN: \{ aud: \.\.\. \} \}/],
  ['empty', ['ci_token_missing', { ...missing, state: 'empty' }], /id_tokens:/],
  [
    'removed',
    ['ci_token_missing', { ...missing, variable: 'CI_JOB_JWT', state: 'removed' }],
    /17\.0.*id_tokens: \{ MY_ID_TOKEN/,
  ],
  [
    'one alike',
    ['ci_token_missing', { ...missing, alike: ['AWS_TOKEN'] }],
    /AWS_TOKEN.*--id-token-env AWS_TOKEN/,
  ],
  ['two alike', ['ci_token_missing', { ...missing, alike: ['A', 'B'] }], /A(, |、)B/],
  ['at GitHub', ['ci_token_missing', { ...missing, system: 'github' }], /--id-token-env/],
  ['no permission', ['ci_permission_missing', {}], /id-token: write/],
  ['refused', ['ci_token_request_failed', { host: 'h.example', status: 500 }], /GitHub/],
  [
    'bad address',
    ['ci_token_request_failed', { host: 'h.example', status: 0 }],
    /ACTIONS_ID_TOKEN_REQUEST_URL.*https/,
  ],
  ...(['job-token', 'access-token', 'access-key', 'unexpanded'] as const).map(
    (mistaken) => [mistaken, ['ci_token_mistaken', { variable, mistaken }], /id_tokens:/] as const,
  ),
  ['request-token', ['ci_token_mistaken', { variable, mistaken: 'request-token' }], /--id-token-env/],
  [
    'file',
    ['ci_token_mistaken', { variable, mistaken: 'file' }],
    /export MY_ID_TOKEN="\$\(cat "\$MY_ID_TOKEN"\)"/,
  ],
  ...(
    ['no-jwt', 'claims-unreadable', 'iss-missing', 'sub-empty', 'aud-mistyped', 'exp-mistyped'] as const
  ).map((fault) => [fault, ['ci_token_unreadable', { variable, fault }], /id_tokens:/] as const),
  ['encrypted', ['ci_token_unusable', { variable, fault: 'encrypted', found: '' }], /./],
  ['too long', ['ci_token_unusable', { variable, fault: 'too-long', found: '20001' }], /./],
  ['algorithm', ['ci_token_unusable', { variable, fault: 'algorithm', found: 'none' }], /ES512/],
  ['issuer', ['ci_token_unusable', { variable, fault: 'issuer', found: 'http://g.example' }], /https/],
  [
    'port',
    ['ci_token_unusable', { variable, fault: 'issuer-port', found: 'https://g.example:1' }],
    /443.*ci_id_tokens_issuer_url/,
  ],
  [
    'private',
    ['ci_token_unusable', { variable, fault: 'issuer-private', found: 'https://10.0.0.1' }],
    /ci_id_tokens_issuer_url/,
  ],
  ['fraction', ['ci_token_unusable', { variable, fault: 'fraction', found: 'exp 1.5' }], /AWS/],
  ['no AWS', ['sts_not_aws', { host: 'sts.example', status: 200 }], /`endpoints\.sts`.*AWS_ENDPOINT_URL_STS/],
];

test.for(cases)('%s: the advice fits, in English and in Japanese', ([, [code, details], advice]) => {
  const failure = new AppError(code, details);
  const inEnglish = guidance(failure);
  const inJapanese = guidance(failure, 'ja');
  expect(inEnglish.advice).toMatch(advice);
  expect(inJapanese.advice).toMatch(advice);
  for (const part of ['title', 'happened', 'advice'] as const) {
    expect(inEnglish[part]).toMatch(/^[^ぁ-ん]*[^.][.]$/);
    expect(inJapanese[part]).toMatch(/[ぁ-ん].*。$/s);
    expect(inJapanese[part]).not.toMatch(/[A-Za-z0-9`][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶー一-龠][A-Za-z0-9`]/);
  }
});

test('which claim is amiss, and how, is told in both languages', () => {
  const told = (language: 'en' | 'ja') =>
    (['no-jwt', 'sub-missing', 'iss-empty', 'exp-mistyped'] as const).map(
      (fault) => guidance(new AppError('ci_token_unreadable', { variable, fault }), language).happened,
    );
  expect(told('en')).toEqual([
    'The text is no JSON Web Token.',
    'The token has no `sub`.',
    'The `iss` of the token is empty.',
    'The `exp` of the token is no point in time.',
  ]);
  expect(told('ja')).toEqual([
    '値は JSON Web Token の形式ではありません。',
    'トークンに `sub` がありません。',
    'トークンの `iss` が空です。',
    'トークンの `exp` が日時ではありません。',
  ]);
});

test('what is unset and what is empty are told apart', () => {
  const titleOf = (state: 'unset' | 'empty') =>
    guidance(new AppError('ci_token_missing', { ...missing, state })).title;
  expect(titleOf('unset')).toBe('The variable MY_ID_TOKEN is not set.');
  expect(titleOf('empty')).toBe('The variable MY_ID_TOKEN is empty.');
});
