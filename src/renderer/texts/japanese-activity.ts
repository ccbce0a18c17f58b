import type { ActivityTexts } from '../activity-texts.ts';

export const japaneseActivity: ActivityTexts = {
  activity: {
    title: '操作の履歴',
    loading: '履歴を読み込んでいます…',
    hint: 'このコンピューターだけに、最長 90 日間保存されます。秘密の情報は含まれません。',
    notListed: '履歴は設定で無効になっています。これからの操作は残りません。',
    empty: 'まだ何もありません',
    emptyHint: 'ロールで開いたもの、コピーしたもの、書き込んだものがここに並びます。',
    filter: 'ロール',
    allRoles: 'すべてのロール',
    clear: '消去…',
    clearQuestion: '履歴を消去しますか？',
    clearHint: 'このコンピューターから削除します。認証情報とセッションはそのままです。',
    deed(deed) {
      switch (deed.kind) {
        case 'console':
          return deed.service === undefined ? 'コンソール' : `コンソール: ${deed.service}`;
        case 'credentials':
          return '認証情報の受け渡し';
        case 'profile-remove':
          return `プロファイル ${deed.profile} の削除`;
        case 'sign-in':
          return 'サインイン';
        case 'sign-out':
          return 'サインアウト';
        case 'lock':
          return 'すべてロック';
      }
    },
    delivered: {
      'copy-env': 'bash・zsh 用のコピー',
      'copy-fish': 'fish 用のコピー',
      'copy-powershell': 'PowerShell 用のコピー',
      'copy-cmd': 'cmd 用のコピー',
      'copy-json': 'JSON 形式のコピー',
      'copy-dotenv': '.env 形式のコピー',
      'copy-ini': 'INI 形式のコピー',
      'copy-console': 'コンソールのリンクのコピー',
      'copy-endpoint': 'ローカルエンドポイントのコピー',
      profile: 'キー付きのプロファイル',
      'profile-process': 'キーなしのプロファイル',
      terminal: 'ターミナル',
    },
    profile: (profile) => `プロファイル ${profile}`,
    readOnly: '読み取り専用',
    as: (user) => `ユーザー ${user}`,
    by: ({ command, program, serves }) => {
      const line = `Tobira の ${command} コマンド`;
      if (program !== undefined) return `${line}（${program} 用）`;
      return serves === true ? `${line}（実行中のみ）` : line;
    },
    until: (time) => `${time} まで`,
    failed: (code) => `失敗しました（${code}）`,
  },
};
