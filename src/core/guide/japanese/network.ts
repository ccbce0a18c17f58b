import type { Vocabulary } from '../guidance.ts';

/** The way to other computers. */
export const networkWords = {
  network_unreachable: ({ host, reason }) => ({
    title: `${host} に接続できません。`,
    happened: `接続を確立できませんでした（${reason}）。`,
    advice:
      'ネットワーク、VPN、プロキシを確認してから、もう一度お試しください。セッションは維持されています。',
  }),
  network_timeout: ({ host, seconds }) => ({
    title: `${host} から時間内に応答がありませんでした。`,
    happened: `${seconds} 秒以内に応答がそろいませんでした。`,
    advice: 'ネットワークを確認してから、もう一度お試しください。セッションは維持されています。',
  }),
  network_untrusted: ({ host, reason }) => ({
    title: `${host} の証明書を信頼できません。`,
    happened: `証明書の検証に失敗しました（${reason}）。`,
    advice:
      '社内の認証局を使っている場合は、その証明書をシステムに追加してください（コマンドラインでは NODE_EXTRA_CA_CERTS）。そうでない場合は、通信を盗み見られているおそれがあります。別のネットワークを使用してください。',
  }),
  network_redirected: ({ host }) => ({
    title: `${host} が別の宛先への転送を要求しました。`,
    happened: '秘密の情報を送るため、Tobira は転送に従いません。',
    advice: 'アドレスと、ネットワークの接続ページが間に入っていないかを確認してください。',
  }),
  network_proxy: ({ host }) => ({
    title: 'プロキシに接続を拒否されました。',
    happened: `${host} との間にあるプロキシが、認証を求めているか、この宛先を許可していません。`,
    advice: 'プロキシの設定を確認するか、この宛先を許可するようプロキシの管理者に依頼してください。',
  }),
} satisfies Partial<Vocabulary>;
