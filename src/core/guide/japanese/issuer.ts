import { hostOf, type Vocabulary, type Words } from '../guidance.ts';
import { span } from './phrases.ts';
import { because } from './reasons.ts';

/** What a status without an OAuth error says about the issuer. */
function trouble(host: string, status: number, waitSeconds?: number): Words {
  switch (status) {
    case 429:
      return {
        title: `${host} がリクエストを制限しています。`,
        happened: '短時間に送信されたリクエストが多すぎます（ステータス 429）。',
        advice: `${span(waitSeconds ?? 60)}後に、もう一度お試しください。セッションは維持されています。`,
      };
    case 500:
      return {
        title: `${host} が応答できませんでした。`,
        happened: 'サーバーの内部でエラーが発生しました（ステータス 500）。',
        advice:
          'しばらくしてから、もう一度お試しください。解決しない場合は、ユーザーがブロックされている可能性があります。サーバーの管理者にお問い合わせください。',
      };
    default:
      return {
        title: `${host} は現在利用できません。`,
        happened: `ステータス ${status} が返されました。メンテナンス中か、負荷が高くなっている可能性があります。`,
        advice: `${waitSeconds === undefined ? 'しばらくしてから' : `${span(waitSeconds)}後に`}、もう一度お試しください。`,
      };
  }
}

/** The identity provider, which need not be a GitLab: it goes by its host's name. */
export const issuerWords = {
  issuer_not_oidc: ({ issuer }) => ({
    title: `${hostOf(issuer)} が ID プロバイダーとして応答しません。`,
    happened: `${issuer} から、OpenID Connect ではない応答が返されました。`,
    advice:
      'ホテルや駅などのネットワークで接続ページが必要な場合は、先にブラウザーで開いてください。そうでない場合は、アドレスを確認してください。',
  }),
  issuer_mismatch: ({ issuer, claimed }) => ({
    title: '発行者 (issuer) の名前が設定と異なります。',
    happened: `設定ファイルでは ${issuer} ですが、サーバーは ${claimed} と名乗っています。`,
    advice: `信頼できる名前であれば、設定ファイルに \`issuer: ${claimed}\` と書いてください。`,
  }),
  issuer_failed: ({ issuer, status, waitSeconds }) => trouble(hostOf(issuer), status, waitSeconds),
  client_refused: ({ issuer, clientId }) => ({
    title: `${hostOf(issuer)} がアプリケーションを受け付けません。`,
    happened: `ID が ${clientId} の公開アプリケーションが見つかりません。`,
    advice:
      '設定ファイルの `clientId` と、アプリケーションが公開クライアント（GitLab では「Confidential」がオフ）であることを確認してください。',
  }),
  no_refresh_token: ({ issuer }) => ({
    title: 'リフレッシュトークンが発行されませんでした。',
    happened: `${hostOf(issuer)} のリフレッシュトークンがないと、数分ごとにサインインが必要になります。`,
    advice: 'このアプリケーションでリフレッシュトークンを発行できるようにしてください。',
  }),
  no_id_token: ({ issuer }) => ({
    title: 'ID トークンが発行されませんでした。',
    happened: `${hostOf(issuer)} の応答に、AWS へのアクセスに必要な ID トークンがありません。`,
    advice: 'アプリケーションにスコープ「openid」を許可し、設定の `scopes` にも含めてください。',
  }),
  id_token_invalid: ({ issuer, reason }) => ({
    title: 'ID トークンを信頼できませんでした。',
    happened: `${hostOf(issuer)} のトークンの検証に失敗しました（${because(reason)}）。`,
    advice: 'もう一度お試しください。解決しない場合は、サーバーの管理者にお問い合わせください。',
  }),
  clock_skew: ({ issuer, seconds }) => ({
    title: `このコンピューターと ${hostOf(issuer)} の時刻が一致しません。`,
    happened: `このコンピューターの時計は ${hostOf(issuer)} より ${span(Math.abs(seconds))}${seconds > 0 ? '遅れて' : '進んで'}います。`,
    advice: `時刻を自動設定にしてから、もう一度お試しください。このコンピューターの時刻が正しい場合は、${hostOf(issuer)} の時計を確認してもらってください。`,
  }),
} satisfies Partial<Vocabulary>;
