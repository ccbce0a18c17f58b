import type { TrustVocabulary } from '../trust-vocabulary.ts';

/** What is wrong with a policy whoever asks. */
export const trustDangers: TrustVocabulary['dangers'] = {
  anyone: () =>
    'Principal が "*" です。アカウント内のすべてのプロバイダーのトークンに加え、ほかのアカウントも許可されます。',
  'audience-only': () =>
    '条件が audience だけです。その GitLab のどの CI ジョブもこの audience のトークンを要求できるため、すべてのジョブが許可されます。sub も条件にしてください。',
  'nothing-tested': () =>
    'audience も sub も条件にありません。その GitLab のすべてのユーザーと CI ジョブが許可されます。',
  'subject-everyone': ({ value = '' }) => `sub の「${value}」は全員に一致します。`,
  'subject-any-project': ({ value = '' }) =>
    `sub の「${value}」は他人のプロジェクトにも一致します。グループまたはプロジェクトを、直後のスラッシュまたはコロンまで省略せずに指定してください。`,
  'subject-users-alike': ({ value = '' }) =>
    `sub の「${value}」は、ID の数字が似ているほかのユーザーにも一致します。ID は省略せずに指定してください。`,
  'subject-any-ref': ({ value = '' }) =>
    `sub の「${value}」では「:ref:」の後のブランチ名が特定されていません。一致するいずれかのブランチにプッシュできる人は許可されます。`,
  'subject-any-project-of-group': ({ value = '' }) =>
    `sub の「${value}」はグループ内の複数のプロジェクトに一致します。そこにプロジェクトを作成できる人は許可されます。`,
  'subject-range': ({ operator = '', key = '', value = '' }) =>
    `${operator} ${key} ${value} では相手が特定されません。ユーザーの ID は数値であり、範囲に入るユーザーは全員許可されます。StringEquals で ID を 1 つずつ指定してください。`,
  'subject-negative': () =>
    '除外する相手だけが指定されています。その GitLab のすべてのユーザーが許可され、CI ジョブは許可されません。自社の GitLab であれば問題ありませんが、gitlab.com では IAM に拒否されます。',
  'subject-negative-leaky': ({ operator = '', key = '' }) =>
    `${operator} ${key} では除外する相手だけが指定され、ほかは全員が許可されます。CI ジョブの sub には複数の形式があり、すべてを除外できるのは「*:*」だけです。`,
  'shared-issuer': () =>
    'この発行者では誰でもアカウントを作成できます。IAM でこのロールを保存するには、StringEquals、StringEqualsIgnoreCase、StringLike のいずれかで sub を限定する必要があります。',
  'for-all-values': ({ operator = '', key = '' }) =>
    `${operator} ${key} は、トークンにこのキーがない場合も成立します。`,
  'if-exists': ({ operator = '', key = '' }) =>
    `${operator} ${key} は、トークンにこのキーがない場合も成立します。`,
  'no-audience': () =>
    'audience が検証されていません。sub の条件を満たす相手であれば、プロバイダーに登録されたどの audience のトークンでも許可されます。',
  'several-audiences': ({ value = '' }) =>
    `複数の audience（${value}）が許可されます。1 つのアプリケーション向けの許可が、すべてに適用されます。ステートメントを分けてください。`,
  'wildcard-never-matches': ({ operator = '', value = '' }) =>
    `${operator} では「${value}」が文字どおりに比較されるため、一致しません。ワイルドカードには StringLike が必要です。`,
  'variable-not-read': ({ value = '' }) =>
    `「${value}」は、ここでは単なる文字列です。変数を使えるのは、バージョン 2012-10-17 のポリシーで、文字列を比較する場合だけです。`,
  'every-action': () => 'ID トークンに必要な sts:AssumeRoleWithWebIdentity 以外の操作も許可されています。',
  'other-role': ({ value = '' }) =>
    `これは別のロール（${value}）のポリシーです。判定結果は、指定したロールには当てはまりません。`,
  'too-long': ({ value = '' }) =>
    `ポリシーは空白を除いて ${value} 文字あります。AWS で上限を引き上げていない場合、IAM の上限は 2,048 文字です。`,
};
