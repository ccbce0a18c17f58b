import { AppError } from '../../errors.ts';
import type { IssuerVocabulary } from '../setup-words.ts';
import type { Vocabulary } from '../guidance.ts';
import { japanese } from '../japanese.ts';

const documents = { discovery: 'ディスカバリー文書', keys: '鍵の文書' } as const;
const hosts = { issuer: '発行者 (issuer) ', keys: '鍵のホスト' } as const;

export const issuerFindingWords: IssuerVocabulary = {
  'address-unreadable': ({ issuer }) => ({
    title: `「${issuer}」はアドレスではありません。`,
    advice: 'ブラウザーに表示される GitLab のアドレスを指定してください（例: https://gitlab.example.com）。',
  }),
  'address-not-https': ({ issuer }) => ({
    title: `${issuer} は https ではありません。`,
    advice: 'AWS が信頼するのは https の発行者だけです。',
  }),
  'address-with-user': ({ issuer }) => ({
    title: `${issuer} のアドレスにユーザー名が含まれています。`,
    advice: 'AWS では使用できないため、「@」までを削除してください。',
  }),
  'address-with-port': ({ issuer, port }) => ({
    title: `${issuer} にポート${port === '' ? '' : ` (${port}) `}が含まれています。`,
    advice:
      'AWS ではポート付きの発行者を使用できません。GitLab を標準の 443 番ポートで公開し、ポートなしのアドレスを設定する必要があります。',
  }),
  'address-with-query': ({ issuer }) => ({
    title: `${issuer} にパス以外の部分が含まれています。`,
    advice: '「?」または「#」から後ろを削除してください。',
  }),
  'address-not-plain': ({ issuer, instead }) => ({
    title: `${issuer} はプログラムが読み取る形で書かれていません。`,
    advice:
      instead === ''
        ? 'パスには、英数字と「._~-」、単独のスラッシュを使用できます。'
        : `プログラムは ${instead} と読み取ります。それでよければ、そのまま指定してください。AWS は一字一句を比較します。`,
  }),
  'address-with-slash': ({ issuer, instead }) => ({
    title: `${issuer} の末尾にスラッシュがあります。`,
    advice: `GitLab のトークンの発行者は ${instead} です。AWS は一字一句を比較します。`,
  }),
  'address-in-capitals': ({ issuer, instead }) => ({
    title: `${issuer} のパスより前に大文字が含まれています。`,
    advice: `AWS は一字一句を比較します。トークンの発行者は通常 ${instead} です。`,
  }),
  'address-too-long': ({ length, longest }) => ({
    title: `アドレスが ${length} 文字あります。`,
    advice: `AWS では ${longest} 文字までです。`,
  }),
  'host-private': ({ host, what }) => ({
    title: `${hosts[what]}がプライベートアドレス ${host} にあります。`,
    advice: 'AWS はインターネットから接続するため到達できず、トークンを検証できません。',
  }),
  'host-is-address': ({ host, what }) => ({
    title: `${hosts[what]}が名前ではなく数字 ${host} で指定されています。`,
    advice: 'AWS では、公的な認証局が名前に対して発行した証明書が必要です。',
  }),
  'host-local-name': ({ host, what }) => ({
    title: `${hosts[what]}の名前 ${host} はプライベートネットワーク用です。`,
    advice: 'AWS はインターネットで名前を検索します。見つからない場合、トークンを検証できません。',
  }),
  'document-unreachable': ({ document, url, failure }) => {
    const { title, happened, advice } = wordsOf(failure.code, failure.details);
    return {
      title: `${documents[document]}を ${url} から取得できません。${title}`,
      advice: `${happened}${advice}`,
    };
  },
  'document-redirected': ({ document, url }) => ({
    title: `${documents[document]}が ${url} にありません。サーバーがリダイレクトしています。`,
    advice: 'AWS はリダイレクトに従いません。GitLab が名乗るアドレス (`external_url`) を指定してください。',
  }),
  'document-status': ({ document, url, status }) => ({
    title: `${documents[document]}が ${url} にありません（ステータス ${status}）。`,
    advice:
      'AWS がサインインなしで取得できる必要があります。アドレスと、GitLab の前段にあるサーバーを確認してください。',
  }),
  'document-not-json': ({ document, url }) => ({
    title: `${url} の内容が JSON ではありません。`,
    advice: `${documents[document]}があるはずの場所です。サインインページが表示されている可能性があります。AWS がサインインなしで取得できる必要があります。`,
  }),
  'issuer-differs': ({ issuer, claimed }) => ({
    title: `発行者は ${issuer} ではなく、${claimed === '' ? '名前なし' : claimed} と名乗っています。`,
    advice:
      'AWS とトークンでは、発行者が名乗る名前が使用されます。すべての場所でその名前を使用してください。',
  }),
  'keys-nowhere': ({ issuer }) => ({
    title: `${issuer} が鍵の場所を示していません。`,
    advice: 'AWS はディスカバリー文書の `jwks_uri` から鍵のアドレスを読み取ります。',
  }),
  'keys-not-https': ({ url }) => ({
    title: `鍵のアドレス ${url} は https ではありません。`,
    advice: 'AWS は https でのみ鍵を取得します。',
  }),
  'keys-none': ({ url }) => ({
    title: `${url} に、AWS がトークンを検証できる鍵がありません。`,
    advice: '署名用の RSA または EC の鍵が必要です（RS256、RS384、RS512、ES256、ES384、ES512）。',
  }),
  'keys-too-many': ({ url, type, count }) => ({
    title: `${url} に ${type} の鍵が ${count} 個あります。`,
    advice: 'AWS では種類ごとに 100 個までです。',
  }),
  'answers-slow': ({ seconds, allowed }) => ({
    title: `発行者の応答に ${seconds} 秒かかりました。`,
    advice: `AWS が待つのは約 ${allowed} 秒です。AWS からも同様に遅い場合、サインインがときどき失敗します。`,
  }),
};

function wordsOf<Code extends keyof Vocabulary>(code: Code, details: AppError<Code>['details']) {
  return japanese[code](details);
}
