import type { logout as English } from '../english/logout.ts';

const whereToRevoke =
  'GitLab に通知できませんでした。GitLab 側でも終了するには、アプリケーションの認可を取り消してください（Preferences > Applications > Authorized applications）。';

export const logout: typeof English = {
  signedOut: (identity) => `「${identity}」からサインアウトしました。`,
  signedOutHere: (identity) => `このコンピューターで「${identity}」からサインアウトしました。`,
  notSignedOut: (identity) => `「${identity}」からサインアウトできませんでした。`,
  handedOut: 'すでに渡された AWS の認証情報とコンソールは、有効期限まで使用できます。',
  whereToRevoke,
  tryAgain: `キーチェーンのロックを解除してから、もう一度 \`tobira logout --all\` を実行してください。${whereToRevoke}`,
  unlooked:
    '設定ファイルを読み込めないため、キーチェーンにどのセッションがあるか確認できず、終了できませんでした。設定ファイルを直してから、もう一度 `tobira logout --all` を実行してください。',
  worthless: 'GitLab 側のセッションは終了しています。キーチェーンに残っている情報は、もう使用できません。',
  leftBehind: {
    clipboard: 'クリップボードを消去できませんでした。別の内容をコピーして、認証情報を上書きしてください。',
    'aws-files':
      'AWS のファイルから削除できなかったプロファイルがあります。ファイル内の「Tobira」を確認してください。',
  },
  forgotten: 'Tobira が保持していた AWS の認証情報を消去しました。',
  endSooner:
    '有効期限より前に無効にするには、管理者が IAM でロールを開き、Revoke sessions > Revoke active sessions を実行します。',
};
