import type { WelcomeTexts } from '../welcome-texts.ts';

export const japaneseWelcome: WelcomeTexts = {
  progress: (step, of) => `手順 ${step} / ${of}`,
  title: {
    address: 'Tobira へようこそ',
    application: 'GitLab への登録',
    'sign-in': 'サインイン',
    role: '最初のロール',
  },
  lead: {
    address: 'Tobira は GitLab のアカウントで AWS を開きます。最初に、GitLab のアドレスを入力してください。',
    application:
      'GitLab でサインインするには、Tobira をアプリケーションとして登録します。チームで登録済みの場合もあります。',
    'sign-in':
      'ブラウザーで GitLab が開きます。サインインして Tobira を許可し、このウィンドウに戻ってください。',
    role: '使用する AWS のロールを入力してください。後から追加できます。',
  },
  next: '次へ',
  back: '戻る',
  later: '後で設定',
  anyway: 'このまま使用',
  haveFile: '設定ファイルがある場合',
  browserOpens: (host) => `${host} にサインイン`,
  gitlabError: 'GitLab にエラーが表示される場合',
  wrongRedirect: (redirectUri) =>
    `リダイレクト URI のエラー: アプリケーションの値が \`${redirectUri}\` と完全に一致しているか確認してください。`,
  wrongId: 'クライアントが不明というエラー: アプリケーション ID が正しくないか、別の GitLab のものです。',
  confidential:
    'シークレットがないというエラー: アプリケーションの「非公開 (Confidential)」をオフにしてください。',
  changeApplication: 'アプリケーション ID を変更',
  tryRole: 'ロールを確認',
  trying: 'AWS に確認しています…',
  assumable: 'このロールで AWS に接続できます。',
  refusedHint: 'ロールを保存して理由を確認するか、新しいロールを作成できます。',
  keepAndExplain: '保存して理由を見る',
  noRole: 'ロールがない場合',
  makeRole: '作成…',
  finish: '完了',
};
