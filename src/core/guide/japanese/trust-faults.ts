import type { TrustVocabulary } from '../trust-vocabulary.ts';

/** Why a text is no trust policy. */
export const trustFaults: Pick<TrustVocabulary, 'place' | 'faults'> = {
  place: (fault) => {
    if (fault.path === undefined) return `${fault.line} 行 ${fault.column} 文字目`;
    return fault.path === '' ? 'ポリシー' : fault.path;
  },
  faults: {
    'json-empty': () => '空です。ポリシーの内容を指定してください。',
    'json-end': () => '途中で終わっています。閉じていない括弧または引用符があります。',
    'json-unexpected': ({ found }) => `${found} はここには書けません。`,
    'json-text': () => '引用符が閉じていないか、改行または使えないエスケープが含まれています。',
    'json-number': ({ found }) =>
      `${found} は JSON の数値ではありません。先頭が 0 のアカウント ID やユーザー ID は引用符で囲んでください。`,
    'json-more': ({ found }) => `ポリシーの終わりの後に ${found} があります。`,
    'json-deep': () => '入れ子が深すぎます。',
    'duplicate-key': ({ found }) =>
      `「${found}」が重複しています。IAM では使えません。値を 1 つのリストにまとめてください。`,
    'wanted-object': () => '波括弧で囲んだオブジェクトが必要です。',
    'wanted-text': () => '引用符で囲んだ文字列が必要です。',
    'wanted-value': () => '文字列、数値、true、false のいずれかが必要です。',
    'missing-field': ({ found }) =>
      found === 'Principal'
        ? 'Principal がありません。ロールが信頼する相手を、{ "Federated": プロバイダーの ARN } のように指定します。'
        : `${found} がありません。`,
    'unknown-field': ({ found }) => `「${found}」は、ここでは使えない項目です。`,
    'field-of-other-policies': ({ found }) =>
      `信頼ポリシーに ${found} は書けません。対象は常にそのロール自体です。`,
    'not-principal': () => '信頼ポリシーで NotPrincipal は使えません。',
    'bad-version': ({ found }) => `バージョン「${found}」は存在しません。2012-10-17 を指定してください。`,
    'bad-effect': ({ found }) =>
      `Effect は Allow または Deny です（大文字と小文字も区別されます）。「${found}」は使えません。`,
    'bad-sid': ({ found }) => `Sid に使えるのは英数字だけです。「${found}」は使えません。`,
    'same-sid': ({ found }) => `Sid「${found}」が重複しています。`,
    'bad-principal': ({ found }) =>
      found.includes('${')
        ? `「${found}」にプレースホルダーが残っています。値がすべて入った、IAM に保存されているポリシーを指定してください。`
        : `「${found}」は Principal に使えません。プロバイダーは ARN（arn:aws:iam::アカウント:oidc-provider/発行者）で、ワイルドカードなしで指定してください。`,
    'bad-action': ({ found }) => `「${found}」は STS の操作ではありません。`,
    'two-actions': () => 'Action と NotAction は同時に使えません。',
    'bad-operator': ({ found }) =>
      `演算子「${found}」は存在しません。StringEquals のように、大文字と小文字も区別されます。`,
    'bad-null': ({ found }) => `Null の値は true または false です。「${found}」は使えません。`,
    'bad-date': ({ found }) =>
      `「${found}」は IAM で使える日時の形式ではありません。2026-06-01、2026-06-01T13:00:00Z（時刻には Z や +09:00 のタイムゾーンが必要です）、または 1970 年からの秒数で指定してください。`,
    empty: () => '空です。',
  },
};
