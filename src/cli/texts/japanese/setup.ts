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
  severalPolicies: (count) =>
    `${count} 個のロールが必要で、信頼ポリシーはロールごとに異なります。\`--json\` の出力では "roles" の各 "trustPolicy" に含まれます。\`--format aws-cli\`、\`terraform\`、\`cloudformation\` ではすべてのロールを作成できます。ユーザー、ブランチ、タグを減らし、残りを別の \`--role-name\` で指定すると、1 つずつ出力できます。`,
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
