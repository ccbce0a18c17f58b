import { describe, expect, it } from 'vitest';
import { explainTrust } from '../../../../src/core/trust/explanation.ts';
import { trustWordsOf } from '../../../../src/core/trust-guide.ts';
import { action, policy, provider, statement } from '../../../support/trust-cases/trust-case.ts';

const issuer = 'gitlab.example.com';
const roleArn = { text: 'arn:aws:iam::111122223333:role/A', partition: 'aws', accountId: '111122223333' };
const job = 'project_path:group/app:ref_type:branch:ref:main';

type Block = Readonly<Record<string, unknown>>;

function explained(statements: readonly Block[], subject = '42') {
  const text = JSON.stringify(policy(...statements)).replaceAll('ISSUER', issuer);
  const token = { issuer: `https://${issuer}`, audience: ['app'], subject, expiresAt: 0 };
  return explainTrust({ roleArn, token, policy: text });
}

function changesOf(...given: Parameters<typeof explained>) {
  const { policy: read } = explained(...given);
  if (read?.kind !== 'read' || read.correction.kind !== 'corrected') throw new Error(JSON.stringify(read));
  return read.correction.changes;
}

/** The one change that tells who else gets in. */
function othersOf(...given: Parameters<typeof explained>) {
  return changesOf(...given).find(({ code }) => code === 'others-let-in');
}

const when = (Condition: Block, fields: Block = {}) => statement({ Condition, ...fields });
const both = (aud: unknown, sub: unknown, fields?: Block) =>
  when({ StringEquals: { 'ISSUER:aud': aud, 'ISSUER:sub': sub } }, fields);
const nobody = { kind: 'named', values: [] };

describe('a slip put right tells who else gets in', () => {
  it.each<[string, Block]>([
    ['a mistyped audience', both('APP', ['42', '7', '57'])],
    [
      'a mistyped subject test',
      when({ StringEquals: { 'ISSUER:aud': 'app', 'ISSUER:subject': ['42', '7', '57'] } }),
    ],
    [
      'https:// in front of a key',
      when({ StringEquals: { 'https://ISSUER:aud': 'app', 'ISSUER:sub': ['42', '7', '57'] } }),
    ],
    [
      'a provider of another account',
      both('app', ['42', '7', '57'], { Principal: { Federated: provider.replace('1111', '4444') } }),
    ],
    [
      'a slash behind the provider',
      both('app', ['7', '42', '57'], { Principal: { Federated: `${provider}/` } }),
    ],
    ['another action', both('app', ['42', '7', '57'], { Action: 'sts:AssumeRole' })],
  ])('%s', (_name, one) => {
    expect(othersOf([one])).toEqual({
      code: 'others-let-in',
      statement: 1,
      subjects: { kind: 'named', values: ['7', '57'] },
      audiences: nobody,
    });
  });

  it('whoever asked, where the list is for others', () => {
    expect(changesOf([both('APP', ['7'])]).map(({ code }) => code)).toEqual([
      'value-replaced',
      'subject-added',
      'others-let-in',
    ]);
  });

  it('patterns that reach beyond the job', () => {
    const like = {
      StringLike: { 'ISSUER:sub': 'project_path:group/app:*' },
      StringEquals: { 'ISSUER:aud': 'App' },
    };
    expect(othersOf([when(like)], job)).toMatchObject({
      subjects: { kind: 'named', values: ['project_path:group/app:*'] },
    });
  });

  it('all users, where only jobs are kept out', () => {
    const users = { StringNotLike: { 'ISSUER:sub': '*:*' }, StringEquals: { 'ISSUER:aud': 'App' } };
    expect(othersOf([when(users)])).toMatchObject({ subjects: { kind: 'all-but', values: ['*:*'] } });
  });

  it('other audiences, for whoever joins as well', () => {
    expect(othersOf([both(['app', 'web'], '7')])).toEqual({
      code: 'others-let-in',
      statement: 1,
      subjects: nobody,
      audiences: { kind: 'named', values: ['web'] },
    });
  });

  it('in the number that the statement had, behind one that went', () => {
    const open = statement({ Principal: { Federated: provider.replace('ISSUER', 'other.example.com') } });
    expect(othersOf([open, both('APP', ['42', '7'])])).toMatchObject({ statement: 2 });
  });

  it('others who get in by another statement, or stay out by a Deny, are not told', () => {
    const slip = both('APP', ['42', '7', '57']);
    const deny = statement({ Effect: 'Deny', Condition: { StringEquals: { 'ISSUER:sub': '57' } } });
    expect(othersOf([slip, both('app', '7'), deny])).toBeUndefined();
  });

  it('nobody where a list takes one more, or one of its subjects is put right', () => {
    expect(othersOf([both('app', ['7', '57'])])).toBeUndefined();
    expect(othersOf([both('app', ['7', '042'])])).toBeUndefined();
    expect(othersOf([both('APP', '42')])).toBeUndefined();
  });
});

it('an audience under its right name is the one of this token: others never got in', () => {
  const one = when({ StringEquals: { 'https://ISSUER:aud': ['app', 'web'], 'ISSUER:sub': '42' } });
  const { policy: read } = explained([one]);
  if (read?.kind !== 'read' || read.correction.kind !== 'corrected') throw new Error('not corrected');
  expect(read.correction.changes).toEqual([
    {
      code: 'key-renamed',
      statement: 1,
      from: `https://${issuer}:aud`,
      to: `${issuer}:aud`,
      leftOut: ['web'],
    },
  ]);
  expect(read.correction.text).toContain(`"${issuer}:aud": "app"`);
});

describe('in words', () => {
  it.each([
    [
      both(['app', 'web'], ['42', '7'], { Action: 'sts:AssumeRole' }),
      'Statement 1 then lets in others, too: subject "7"; audience "web". Take out whoever is not to get in.',
      'ステートメント 1 では、sub が「7」のトークン、および audience が「web」のトークンも許可されるようになります。許可しない相手がいれば削除してください。',
    ],
    [
      when({ StringNotLike: { 'ISSUER:sub': '*:*' }, StringEquals: { 'ISSUER:aud': 'App' } }),
      'Statement 1 then lets in others, too: every subject but "*:*". Take out whoever is not to get in.',
      'ステートメント 1 では、sub が「*:*」以外のトークンも許可されるようになります。許可しない相手がいれば削除してください。',
    ],
  ])('%j', (one, english, japanese) => {
    const explanation = explained([one]);
    expect(trustWordsOf(explanation, 'en').changes.at(-1)).toBe(english);
    expect(trustWordsOf(explanation, 'ja').changes.at(-1)).toBe(japanese);
  });
});

it('a list as long as IAM takes is told in no time, and a longer one at its word', () => {
  const list = (count: number) => Array.from({ length: count }, (_one, index) => String(index + 100));
  for (const count of [700, 50_000]) {
    const others = othersOf([both('APP', ['42', ...list(count)], { Action: action })]);
    expect(others).toMatchObject({ subjects: { values: list(count) } });
  }
});
