import type { Vocabulary } from '../guidance.ts';
import { complaintSentence } from './complaints.ts';
import { list, quoted } from './phrases.ts';
import { because } from './reasons.ts';

const leftOut = '誤りのある項目は除外されています。`tobira status` で確認できます。';

/** Configuration: what the file says, and what it does not. */
export const configurationWords = {
  config_missing: ({ path }) => ({
    title: '設定ファイルがまだありません。',
    happened: `${path} を探しましたが、見つかりませんでした。`,
    advice:
      'GitLab のアドレス、アプリケーション ID、ロールを書いたファイルを作成してください。簡単な例が README にあります。',
  }),
  config_unreadable: ({ path, reason }) => ({
    title: '設定ファイルを読み込めません。',
    happened: `${path} の読み込みに失敗しました（${because(reason)}）。`,
    advice: '原因を取り除いてから、もう一度お試しください。',
  }),
  config_broken: ({ path, problems, complaints }) => ({
    title: '設定ファイルに誤りがあります。',
    happened: `${path} に次の誤りがあります。${(complaints?.map(complaintSentence) ?? problems.map(quoted)).join('')}`,
    advice: '修正して保存してください。Tobira が自動的に読み込み直します。',
  }),
  config_other: ({ path, ownerPath }) => ({
    title: 'Tobira は別の設定ファイルで実行中です。',
    happened: `実行中の設定ファイルは ${ownerPath} ですが、${path} が指定されました。`,
    advice: '`tobira agent stop` またはトレイメニューの「終了」で、先に終了してください。',
  }),
  unknown_role: ({ role, known, more, problems, catalogues }) => ({
    title: `「${role}」というロールはありません。`,
    happened:
      known.length === 0
        ? '設定ファイルに使用できるロールがありません。'
        : more === undefined
          ? `使用できるロール: ${list(known)}。`
          : `${known.length + more} 件のロールのうち、名前が近いもの: ${list(known)}。`,
    advice: [
      problems === 0 ? 'ロールの ID を確認するか、設定ファイルに追加してください。' : leftOut,
      ...(catalogues === undefined
        ? []
        : [
            `カタログ (${list(catalogues)}) のロールだった場合は、カタログから削除された可能性があります。変更は \`tobira catalogue\` で確認できます。`,
          ]),
    ].join(''),
  }),
  unknown_identity: ({ identity, known, problems }) => ({
    title: `「${identity}」というアイデンティティはありません。`,
    happened:
      known.length === 0
        ? '設定ファイルに使用できるアイデンティティがありません。'
        : `使用できるアイデンティティ: ${list(known)}。`,
    advice: problems === 0 ? 'アイデンティティの ID を確認するか、設定ファイルに追加してください。' : leftOut,
  }),
  no_identity: ({ path, problems }) =>
    problems === 0
      ? {
          title: '設定ファイルにアイデンティティがありません。',
          happened: `${path} の \`identities:\` に項目がありません。`,
          advice: 'GitLab のアドレスとアプリケーション ID を追加してください。',
        }
      : {
          title: '設定ファイルに使用できるアイデンティティがありません。',
          happened: `${path} の \`identities:\` にある項目は、すべて誤りを含んでいます。`,
          advice: 'ファイルを修正してください。誤りの内容と場所は `tobira status` で確認できます。',
        },
  identity_ambiguous: ({ known }) => ({
    title: 'どのアイデンティティを使いますか？',
    happened: `設定ファイルに複数のアイデンティティがあります: ${list(known)}。`,
    advice: 'いずれかの ID をコマンドに付けてください。',
  }),
  partition_unsupported: ({ partition }) => ({
    title: `AWS パーティション「${partition}」には対応していません。`,
    happened: '対応しているのは aws、aws-cn、aws-us-gov、aws-eusc です。',
    advice: 'これらのパーティションのロールを使用してください。',
  }),
} satisfies Partial<Vocabulary>;
