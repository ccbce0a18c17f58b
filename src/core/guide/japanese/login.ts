import { hostOf, type Vocabulary } from '../guidance.ts';
import { answer } from './phrases.ts';

/** Signing in, and the session that comes of it. */
export const loginWords = {
  login_needed: ({ identity }) => ({
    title: `「${identity}」にサインインしていません。`,
    happened: 'このコンピューターにセッションがありません。',
    advice: 'サインインしてから、もう一度お試しください。',
  }),
  login_cancelled: () => ({
    title: 'サインインをキャンセルしました。',
    happened: '何も変更されていません。',
    advice: '準備ができたら、もう一度サインインしてください。',
  }),
  login_replaced: ({ by }) => ({
    title: '別のサインインに切り替わりました。',
    happened: `同時に待てるサインインは 1 つだけです。後から「${by}」のサインインが始まりました。`,
    advice: '先にそちらを完了してから、もう一度サインインしてください。',
  }),
  signed_out_meanwhile: () => ({
    title: '処理の途中でサインアウトしました。',
    happened: 'コンソールは開かれず、認証情報も渡されていません。',
    advice: '続けるには、もう一度サインインしてください。',
  }),
  login_denied: ({ issuer }) => ({
    title: 'ブラウザーでサインインが拒否されました。',
    happened: `${hostOf(issuer)} から、アクセスが許可されなかったと通知されました。`,
    advice: 'もう一度サインインし、Tobira へのアクセスを許可してください。',
  }),
  login_timeout: ({ issuer, redirectUri }) => ({
    title: '時間内にブラウザーから応答がありませんでした。',
    happened: `${hostOf(issuer)} でのサインインの結果が Tobira に届きませんでした。`,
    advice: `もう一度サインインし、ブラウザーで手続きを完了してください。ページにエラーが表示された場合は、アプリケーションの登録内容を確認してください。リダイレクト URI は ${redirectUri}、ID は設定ファイルの \`clientId\` と同じで、公開クライアント（GitLab では「Confidential」がオフ）である必要があります。`,
  }),
  login_refused: ({ issuer, reason }) => ({
    title: 'サインインが受け付けられませんでした。',
    happened: answer(hostOf(issuer), reason),
    advice:
      'もう一度サインインしてください。解決しない場合は、アプリケーションにスコープ openid、email、profile が許可されているか確認してください。',
  }),
  login_port_taken: ({ redirectUri }) => ({
    title: 'サインインに使うポートが使用中です。',
    happened: `${redirectUri} で待ち受けできません。別のプログラムが使用している可能性があります。`,
    advice: 'そのプログラムを終了するか、別の `redirectUri` を設定してください。',
  }),
  device_unsupported: ({ issuer }) => ({
    title: 'コードを使ったサインインは利用できません。',
    happened: `${hostOf(issuer)} は、別のデバイスでのサインインに対応していません。`,
    advice:
      'このコンピューターのブラウザーでサインインしてください。コードでのサインインは GitLab 17.3 以降で利用できます。',
  }),
  device_code_expired: ({ issuer }) => ({
    title: 'コードの有効期限が切れました。',
    happened: `時間内に ${hostOf(issuer)} でコードが入力されませんでした。`,
    advice: 'もう一度サインインして、新しいコードを取得してください。',
  }),
  session_expired: ({ issuer }) => ({
    title: 'セッションが終了しました。',
    happened: `${hostOf(issuer)} で、このセッションは無効になっています。`,
    advice: 'もう一度サインインしてください。',
  }),
  session_unknown: () => ({
    title: 'もう一度サインインしてください。',
    happened: 'セッションの更新中に接続が切れ、新しいセッションを受け取れませんでした。',
    advice: 'ほかに失われたものはありません。サインインすると、そのまま続けられます。',
  }),
} satisfies Partial<Vocabulary>;
