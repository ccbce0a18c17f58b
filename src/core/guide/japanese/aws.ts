import { hostOf, type Vocabulary } from '../guidance.ts';
import { answer, span } from './phrases.ts';

/** What AWS answers. */
export const awsWords = {
  role_refused: ({ roleArn, issuer, audience, subject }) => ({
    title: 'このロールの引き受けが AWS に拒否されました。',
    happened: 'ロールの信頼ポリシーでこのサインインが許可されていないか、ロールが存在しません。',
    advice: `${roleArn} の信頼ポリシーで issuer ${issuer}、aud ${audience}、sub ${subject} を許可する必要があります。AWS アカウントの管理者にお問い合わせください。`,
  }),
  sts_token_refused: ({ roleArn, issuer, audience, subject, reason }) => ({
    title: 'AWS が ID トークンを受け付けません。',
    happened: answer('AWS', reason),
    advice: `${roleArn} の AWS アカウントには、${issuer} の IAM ID プロバイダーが必要です。その対象者 (audience) に ${audience} を登録してください（トークンの sub は ${subject} です）。`,
  }),
  sts_claim_rejected: ({ roleArn, issuer, audience, subject, reason }) => ({
    title: 'AWS がサインインの内容を受け付けません。',
    happened: `${hostOf(issuer)} の ID トークンの値が、期限切れまたは取り消し済みと判定されました。${answer('AWS', reason)}`,
    advice: `もう一度サインインしてください。解決しない場合は、AWS アカウントの管理者にお問い合わせください。AWS に示した値は、ロールが ${roleArn}、aud が ${audience}、sub が ${subject} です。`,
  }),
  sts_token_expired: ({ roleArn, issuer, audience, subject, agoSeconds }) => ({
    title: 'AWS が ID トークンを期限切れと判定しました。',
    happened:
      agoSeconds === undefined
        ? 'ID トークンの有効期間は短く設定されています。'
        : `AWS の時計では、${span(agoSeconds)}前に期限が切れています。`,
    advice: `もう一度お試しください。解決しない場合は、どこかの時計がずれています。このコンピューターと ${hostOf(issuer)} の時刻を確認してください。AWS に示した値は、ロールが ${roleArn}、aud が ${audience}、sub が ${subject} です。`,
  }),
  sts_issuer_unreachable: ({ issuer }) => ({
    title: `AWS から ${hostOf(issuer)} に接続できません。`,
    happened: `AWS が ${issuer}/.well-known/openid-configuration、またはそこに書かれた公開鍵を読み取れませんでした。`,
    advice:
      'もう一度お試しください。解決しない場合は、どちらもインターネットから読み取れるようにすることを、サーバーの管理者に依頼してください。',
  }),
  chain_refused: ({ roleArn, from, link, externalId, sourceIdentity }) => ({
    title: `${lastPart(roleArn)} への切り替えが AWS に拒否されました。`,
    happened: `最初のロールへのサインインには成功しましたが、チェーンの ${link} 番目で拒否されました。${from} から ${roleArn} を引き受けることが許可されていないか、ロールが存在しません。`,
    advice: `${roleArn} の信頼ポリシーで、${from} に sts:AssumeRole${sourceIdentity ? ' と sts:SetSourceIdentity' : ''} を許可する必要があります。${
      externalId
        ? '外部 ID は `chain` に書かれたものと一致している必要があります。'
        : '外部 ID が求められる場合は、`chain` に指定してください。'
    }${sourceIdentity ? '' : '前のロールでソース ID を指定している場合は、sts:SetSourceIdentity の許可も必要です。'}別のアカウントのロールであれば、${from} のポリシーでも同じ許可が必要です。それぞれのアカウントの管理者にお問い合わせください。`,
  }),
  session_policy_refused: ({ roleArn, reason }) => ({
    title: 'AWS がロールのセッションポリシーを受け付けません。',
    happened: answer('AWS', reason),
    advice: `${roleArn} を使うロールの \`sessionPolicy\` を修正してください。`,
  }),
  session_policy_too_large: ({ roleArn, reason }) => ({
    title: 'ロールのセッションポリシーが AWS の上限を超えています。',
    happened: `上限は、ポリシーとタグを合わせて圧縮した大きさで決まります。${answer('AWS', reason)}`,
    advice: `${roleArn} を使うロールの \`sessionPolicy\` を、ワイルドカードを使う、リソースを減らすなどして短くしてください。`,
  }),
  read_only_refused: ({ role }) => ({
    title: `${role} には専用のセッションポリシーがあります。`,
    happened:
      'AWS では、セッションポリシーが複数あると、そのどれかで許可された操作ができます。読み取り専用のポリシーを加えると、専用のポリシーだけのときより広い権限になります。',
    advice:
      'このロールをそのまま使うか、`sessionPolicy` のない読み取り専用（`readOnly`）のロールを別に追加してください。',
  }),
  sts_duration_refused: ({ roleArn, seconds }) => ({
    title: 'このロールでは、指定された長さのセッションを使えません。',
    happened: `${span(seconds)}は ${roleArn} の最大セッション時間を超えています。`,
    advice: '`duration` を短くするか、ロールの最大セッション時間を延ばしてもらってください。',
  }),
  sts_region_disabled: ({ region }) => ({
    title: `この AWS アカウントでは、${region} の STS が有効になっていません。`,
    happened: 'リージョン、またはその STS エンドポイントが無効になっています。',
    advice: 'ロールに別のリージョンを設定するか、STS を有効にしてもらってください。',
  }),
  sts_throttled: ({ waitSeconds = 60 }) => ({
    title: 'AWS がリクエストを制限しています。',
    happened: '短時間に送信されたリクエストが多すぎます。',
    advice: `${span(waitSeconds)}後に、もう一度お試しください。`,
  }),
  sts_unavailable: ({ host, status, waitSeconds }) => ({
    title: 'AWS は現在利用できません。',
    happened: `${host} が${waitSeconds === undefined ? ' 3 回続けて' : '、'}ステータス ${status} を返しました。`,
    advice: `${span(waitSeconds ?? 60)}後に、もう一度お試しください。解決しない場合は、AWS のサービス状況と、間にあるプロキシを確認してください。`,
  }),
  sts_not_aws: ({ host, status }) => ({
    title: 'AWS STS ではないサーバーが応答しました。',
    happened: `${host} の応答（ステータス ${status}）を読み取れませんでした。`,
    advice:
      'プロキシやネットワークの接続ページが間に入っていないか、設定の `endpoints.sts`（CI のジョブでは AWS_ENDPOINT_URL_STS）が正しいかを確認してください。',
  }),
  sts_failed: ({ code, reason, link, roleArn }) => ({
    title: `AWS がリクエストを拒否しました（${code}）。`,
    happened: `${roleArn === undefined ? '' : `最初のロールへのサインインには成功しましたが、チェーンの ${link} 番目の ${roleArn} で拒否されました。`}${answer('AWS', reason)}`,
    advice: 'もう一度お試しください。解決しない場合は、この内容を AWS アカウントの管理者に伝えてください。',
  }),
  console_refused: ({ host, status }) => ({
    title: 'AWS コンソールのセッションを開始できませんでした。',
    happened: `${host} がステータス ${status} を返し、サインイントークンは含まれていませんでした。`,
    advice: 'もう一度お試しください。解決しない場合は、`consoleDuration` を外してください。',
  }),
} satisfies Partial<Vocabulary>;

/** Of a role's ARN: what people call it. */
function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
