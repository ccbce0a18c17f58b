import { certificateFault, type CertificateFault } from '../certificates.ts';
import type { Vocabulary } from '../guidance.ts';
import { because } from './reasons.ts';

const certificateWords: Readonly<Record<CertificateFault, (authority?: string) => string>> = {
  authority: (authority) =>
    `発行した認証局${authority === undefined ? '' : `「${authority}」`}が、このコンピューターに登録されていません`,
  'self-signed': () => '自己署名証明書が使われています',
  time: () => '有効期限が切れているか、まだ有効になっていません',
  name: () => '別のホスト名の証明書です',
  other: () => '検証に失敗しました',
};

const addAuthority = () =>
  '社内の認証局を使っている場合は、その証明書をシステムに追加してください（コマンドラインでは NODE_EXTRA_CA_CERTS）。そうでない場合は、通信を盗み見られているおそれがあります。別のネットワークを使用してください。';
const tellThem = (host: string) =>
  `アドレスを確認してください。正しい場合は ${host} の管理者にお問い合わせください。通信を盗み見られているおそれもあります。`;

const certificateAdvice: Readonly<Record<CertificateFault, (host: string) => string>> = {
  authority: addAuthority,
  'self-signed': addAuthority,
  time: (host) =>
    `このコンピューターの日付と時刻を確認してください。正しい場合は、${host} の管理者にお問い合わせください。`,
  name: tellThem,
  other: tellThem,
};

/** The way to other computers. */
export const networkWords = {
  network_unreachable: ({ host, reason }) => ({
    title: `${host} に接続できません。`,
    happened: `通信に失敗しました（${because(reason)}）。`,
    advice: 'ネットワーク、VPN、プロキシを確認してから、もう一度お試しください。',
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} から時間内に応答がありませんでした。`,
    happened: `${seconds} 秒以内に応答がそろいませんでした。`,
    advice: 'ネットワークを確認してから、もう一度お試しください。',
  }),
  network_untrusted: ({ host, reason, authority }) => ({
    title: `${host} の証明書を信頼できません。`,
    happened: `${certificateWords[certificateFault(reason)](authority)}（${reason}）。`,
    advice: certificateAdvice[certificateFault(reason)](host),
  }),
  network_redirected: ({ host }) => ({
    title: `${host} が別の宛先への転送を要求しました。`,
    happened: 'リクエストに秘密情報が含まれるため、Tobira は転送に従いません。',
    advice: 'アドレスと、ネットワークの接続ページが間に入っていないかを確認してください。',
  }),
  network_proxy: ({ host, proxy, reason }) =>
    reason === undefined
      ? {
          title: 'プロキシに接続を拒否されました。',
          happened: `${host} との間にあるプロキシ${proxy === undefined ? '' : `（${proxy}）`}が、認証を求めているか、この宛先を許可していません。`,
          advice: 'プロキシの設定を確認するか、この宛先を許可するようプロキシの管理者に依頼してください。',
        }
      : {
          title: `プロキシ${proxy === undefined ? '' : ` ${proxy} `}に接続できません。`,
          happened: `${host} への通信はこのプロキシを経由します（${because(reason)}）。`,
          advice:
            'プロキシのアドレス（HTTPS_PROXY と HTTP_PROXY）と、経由しない宛先（NO_PROXY）を確認してください。',
        },
} satisfies Partial<Vocabulary>;
