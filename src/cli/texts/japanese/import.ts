import type { imports as English } from '../english/import.ts';

/** `tobira import` */
export const imports: typeof English = {
  heading: (path, identity) => `${path} (アイデンティティ「${identity}」として)`,
  add: '追加されるもの',
  suggested: '--only で指定したときだけ追加されるもの',
  sso: 'IAM Identity Center のもの (--sso、または --only で指定したときだけ追加)',
  ssoAdded: '追加されるもの (IAM Identity Center)',
  ssoAbout:
    '推測です。IAM Identity Center 自身のロールには、ほかからは入れません。GitLab を信頼する同じ名前のロールがアカウントにある場合だけ使えます。',
  ssoOrOnly:
    '--sso と --only はどちらか一方だけを指定してください。--only で指定したプロファイルは推測でも追加されます。',
  present: 'すでにあるもの',
  skipped: '取り込めないもの',
  presentAs: (role) => `ロール「${role}」として`,
  chained: (arn) => `${arn} から引き受けます`,
  empty: 'プロファイルがありません。',
  nothing: '追加するものはありません。',
  hint: 'まだ何も書き込んでいません。設定に追加するには: `tobira import --write`',
  ask: (count, path) => `${count} 個のロールを ${path} に追加しますか? [y/N] `,
  wrote: (count, path) =>
    `${count} 個のロールを ${path} に追加しました。以前の内容は同じフォルダーに残してあります。`,
  declined: '何も書き込んでいません。',
  unknown: (names) => `ファイルにプロファイル ${names} がありません。`,
};
