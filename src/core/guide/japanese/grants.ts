import type { GrantVocabulary } from '../trust-vocabulary.ts';

/** Why no policy is written for somebody: set-up and explanations say the same. */
export const grantRefusals: GrantVocabulary = {
  'no-subject': () => ({
    title: '対象が指定されていないため、ポリシーを作成しません。',
    advice:
      'ユーザーまたはプロジェクトを指定してください。audience だけを条件にすると、その GitLab のすべての CI ジョブが許可されます。audience はパイプラインの作成者が自由に指定できるためです。',
  }),
  'pattern-too-wide': ({ subject }) => ({
    title: `「${subject}」は、指定した範囲を超えて許可します。`,
    advice:
      '最初の「*」の前に、プロジェクト全体とその後の「:」、またはグループ全体とその後の「/」が必要です。プロジェクトは他の人も作成できます。ユーザーは ID で一人ずつ指定してください。',
  }),
  'wildcard-in-exact': ({ subject }) => ({
    title: `「${subject}」にはワイルドカードがあり、このままでは何にも一致しません。`,
    advice: 'ユーザーは一人ずつ指定してください。ジョブはパターンで指定できます。',
  }),
  unwritable: ({ field, value }) => ({
    title:
      value === ''
        ? `${field === 'subject' ? 'sub' : 'audience'} が空です。`
        : `「${value}」は、ポリシーの ${field === 'subject' ? 'sub' : 'audience'} に指定できません。`,
    advice: '両端の空白、「${」、英字以外の文字は使用できません。',
  }),
  'too-long': ({ subject }) => ({
    title: `「${subject}」は長すぎてポリシーに収まりません。`,
    advice: '短いパターンを使用してください。',
  }),
  'bad-issuer': ({ issuer }) => ({
    title: `「${issuer}」は発行者のアドレスではありません。`,
    advice: 'GitLab のアドレスを、https:// から、「?」や「#」以降を除いて指定してください。',
  }),
  'bad-account': ({ accountId }) => ({
    title: `「${accountId}」は AWS アカウント ID ではありません。`,
    advice: '12 桁の数字です。',
  }),
};
