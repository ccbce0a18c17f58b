import { expect, test } from 'vitest';
import { readCiToken } from '../../../src/core/ci-token.ts';
import { spoiltBy } from '../../../src/core/ci-token-form.ts';
import { isAppError } from '../../../src/core/errors.ts';
import { guidance } from '../../../src/core/error-guide.ts';
import { jwtWith } from '../../support/fake-jwt.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const jwt = jwtWith({
  iss: 'https://gitlab.example.com',
  aud: 'app',
  sub: 'project_path:grp/proj:ref_type:branch:ref:main',
  exp: now / 1000 + 300,
});
const unsigned = jwt.slice(0, jwt.lastIndexOf('.'));
const lines = jwt.replace(/.{76}/g, '$&\n');

function failure(text: string) {
  try {
    readCiToken(text, { variable: 'MY_ID_TOKEN', now, environment: {} });
  } catch (error) {
    if (isAppError(error)) return error;
  }
  throw new Error('It was read.');
}

test.for([
  ['quoted', `"${jwt}"`, /quotation marks/],
  ['quoted', `'${jwt}'`, /quotation marks/],
  ['quoted', `${jwt}"`, /quotation marks/],
  ['bearer', `Bearer ${jwt}`, /Bearer/],
  ['bearer', `Authorization: bearer ${jwt}`, /Bearer/],
  ['json', JSON.stringify({ value: jwt }), /JSON/],
  ['json', JSON.stringify([jwt], null, 2), /JSON/],
  ['twice', `${jwt}${jwt}`, /twice/],
  ['twice', `${jwt}\n${jwt}`, /twice/],
  ['folded', lines, /white space/],
  ['folded', lines.replaceAll('\n', '\r\n'), /white space/],
  ['cut', unsigned, /cut off/],
  ['cut', `${unsigned}.`, /cut off/],
  ['cut', jwt.slice(0, -3), /cut off/],
] as const)('a token that is %s is told to be: %j', ([fault, text, said]) => {
  const error = failure(text);
  expect([error.code, error.details]).toEqual(['ci_token_unreadable', { variable: 'MY_ID_TOKEN', fault }]);
  const inEnglish = guidance(error);
  expect(`${inEnglish.happened} ${inEnglish.advice}`).toMatch(said);
  const inJapanese = guidance(error, 'ja');
  for (const part of ['happened', 'advice'] as const) {
    expect(inEnglish[part]).toMatch(/^[^ぁ-ん]*[^.][.]$/);
    expect(inJapanese[part]).toMatch(/[ぁ-ん].*。$/s);
    expect(inJapanese[part]).not.toMatch(/[A-Za-z0-9`][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶー一-龠][A-Za-z0-9`]/);
    expect(`${inEnglish[part]}${inJapanese[part]}`).not.toContain('eyJ');
  }
});

test.for([jwt, 'eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d', 'canary', '', '"canary"', 'a.b', 'eyJ and more words'])(
  'nothing is made up about %j',
  (text) => {
    expect(spoiltBy(text)).toBeUndefined();
  },
);
