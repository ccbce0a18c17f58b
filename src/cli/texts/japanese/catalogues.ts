import type { catalogues as English } from '../english/catalogues.ts';

/** `tobira catalogue` */
export const catalogues: typeof English = {
  none: '設定ファイルにカタログがありません。',
  status: {
    never: '未読み込み',
    loading: '読み込み中',
    current: '最新',
    stale: '更新できません',
    'sign-in-needed': 'サインインが必要',
  },
  roles: (count) => `ロール ${count} 件`,
  change: (added, changed, removed) =>
    `直近の変更: 追加 ${added} 件、変更 ${changed} 件、削除 ${removed} 件。`,
  changes: { added: '追加', changed: '変更', removed: '削除' },
  and: (more) => `ほか ${more} 件`,
  moved: (role, from, to) => `${role} は別のロールになりました (${from} → ${to})。`,
  hidden: (count) =>
    `所属していないグループのロールが ${count} 件あります。\`tobira roles --all\` で表示できます。`,
  foreign: (issuer, roles, id) =>
    `選択されていない発行者 ${issuer} へのサインインが必要なロール ${roles} 件は除外されています。信頼できる場合は、\`tobira catalogue trust ${id} ${issuer}\` を実行してください。`,
  notes: {
    stale: (id, count) =>
      `カタログ ${id} を読み込み直せません。${count > 0 ? '最後に読み込めた内容を使用しています。' : ''}理由は \`tobira catalogue\` で確認できます。`,
    signIn: (id) => `カタログ ${id} にサインインが必要です: \`tobira catalogue login ${id}\``,
    leftOut: (id, count, more) =>
      `カタログ ${id} のロール ${count} 件${more ? '以上' : ''}が除外されています。理由は \`tobira catalogue\` で確認できます。`,
  },
  usable: (count) => `使用できるロールは ${count} 件です。`,
  signedOut: (id, providerTold) =>
    providerTold
      ? `カタログ ${id} からサインアウトしました。`
      : `カタログ ${id} からサインアウトしましたが、GitLab に通知できませんでした。`,
};
