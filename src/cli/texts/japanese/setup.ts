import type { setup as English } from '../english/setup.ts';

export const setup: typeof English = {
  askIssuer: 'GitLab のアドレス (https://...):',
  askApplication: 'GitLab のアプリケーション ID:',
  askRepository: 'GitHub のリポジトリ (所有者/名前):',
  askAccount: 'AWS アカウント（12 桁）:',
  onlyYou: (subject) =>
    `このロールを使用できるのは自分（GitLab ユーザー ${subject}）だけです。他のユーザーは \`--user\` で番号を指定してください。`,
  account: 'AWS アカウント',
  provider: 'OIDC プロバイダー',
  audience: '対象者 (audience)',
  role: 'ロール',
  trusts: '  信頼する相手',
  permissions: '権限',
  longest: 'セッションの上限',
  andMore: (count) => `ほか ${count} 件`,
  choose: 'まだ何も作成されていません。次のいずれかを付けて再実行し、出力を適用してください。',
  applicationPages: '次のいずれかのページで、GitLab にアプリケーションを作成してください。',
  ownPage: '自分用（試用）',
  groupPage: 'グループ用',
  instancePage: 'GitLab 全体用',
  applicationSettings: '次のように入力してください。',
  unticked: 'チェックなし',
  applicationNext: (issuer) =>
    `次に、GitLab に表示される「Application ID」を指定して \`tobira setup aws --issuer ${issuer} --application-id ID\` を実行してください。シークレットは不要です。`,
};
