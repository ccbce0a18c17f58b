import type { UpdateTexts } from '../update-texts.ts';

export const japaneseUpdates: UpdateTexts = {
  title: '更新',
  news: (version) => `Tobira ${version} があります。`,
  advice: {
    debian: (running) => `使用中は ${running} です。パッケージマネージャーで更新してください。`,
    other: (running) =>
      `使用中のバージョンは ${running} です。新しいものは Tobira の入手元から入手してください。`,
  },
  page: 'リリースページ',
  dismiss: 'このバージョンを今後表示しない',
  look: '今すぐ確認',
  looking: '確認しています…',
  hint: (feed) => `確認先: ${feed}。Tobira が自動でダウンロードやインストールをすることはありません。`,
  noFeed: '設定ファイルに確認先（`updates.feed`）がありません。',
  notLooked: 'まだ確認していません。',
  newest: (time, running) => `${time} に確認: ${running} が最新です。`,
  newer: (time, version, date) => `${time} に確認: ${version}（${date}）があります。`,
  older: (time, version, running) =>
    `${time} に確認: 公開されている ${version} は ${running} より古いため、無視しました。`,
  prerelease: (time, version) =>
    `${time} に確認: 公開されている ${version} はプレリリースのため、無視しました。`,
  failed: (time, fault) => `${time} の確認に失敗: ${fault}`,
  fault: {
    unreachable: 'サーバーに接続できません。',
    timeout: 'サーバーの応答が時間内にありませんでした。',
    untrusted: 'サーバーの証明書を信頼できません。',
    proxy: 'プロキシに接続を拒否されました。',
    redirected: 'サーバーが別の場所に転送しようとしたため、中止しました。',
    'too-large': '応答が大きすぎます。',
    refused: 'サーバーにファイルがないか、取得が許可されていません。',
    unreadable: '応答が electron-builder の形式ではありません。',
    version: 'バージョンの表記が正しくありません。',
    date: '日付の表記が正しくありません。',
  },
};
