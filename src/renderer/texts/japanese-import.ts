import type { ImportTexts } from '../import-texts.ts';

export const japaneseImport: ImportTexts = {
  section: '取り込みと書き出し',
  sectionHint: 'AWS のツールのプロファイルからロールを取り込み、ロールの一覧をほかの人に渡せます。',
  open: 'AWS のファイルから取り込む…',
  title: 'AWS のファイルから取り込む',
  about: (path) =>
    `${path} のプロファイルがどのロールになるかを示します。ファイル内のキーは保存も表示もしません。`,
  reading: 'AWS のファイルを読み取っています…',
  identity: '使用するアイデンティティ',
  noIdentity: '先にアイデンティティを追加してください。ロールはいずれかのアイデンティティに属します。',
  empty: 'このファイルにはプロファイルがありません。',
  heading: { add: '追加できるもの', present: 'すでにあるもの', skipped: '取り込めないもの' },
  sso: {
    heading: 'IAM Identity Center のもの',
    about:
      '推測です。IAM Identity Center 自身のロールには、ほかからは入れません。GitLab を信頼する同じ名前のロールがアカウントにある場合だけ使えます。',
    all: (count) => `${count} 件すべて`,
  },
  nothing: 'ロールにできるプロファイルはありません。',
  from: (arn) => `${arn} から引き受けます`,
  presentAs: (role) => `ロール ${role} として登録済み`,
  add: (count) => `${count} 件のロールを追加`,
  added: (count) => `${count} 件のロールを追加しました。`,
  keptCopy: '元の設定ファイルは、その横に残してあります。',
  export: '書き出す…',
  exportTitle: 'ロールを書き出す',
  exportHint: '設定やブラウザーなど、自分だけのものは含みません。秘密の情報もありません。',
  format: '形式',
  formats: { catalogue: 'カタログ', config: '設定ファイル' },
  withIdentities: 'GitLab のアドレスとアプリケーションを含める',
  save: '保存…',
  cancel: 'キャンセル',
  saved: (file) => `${file} に保存しました。`,
};
