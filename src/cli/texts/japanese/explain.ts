import type { explain as English } from '../english/explain.ts';

/** `tobira explain` */
export const explain: typeof English = {
  role: 'ロール',
  issued: '発行',
  expires: '期限',
  key: '鍵',
  clock: '時計',
  provider: 'プロバイダー',
  subject: (subject, kind) =>
    `${subject}${{ user: '（ユーザー ID）', job: '（CI ジョブ）', other: '' }[kind]}`,
  time: (date, fromNow) =>
    `${localTime(date)}（${span(Math.abs(fromNow) / 1000)}${fromNow > 0 ? '後' : '前'}）`,
  clockAgrees: 'このコンピューターの時計は発行者と合っています',
  clockDiffers: (seconds) =>
    `このコンピューターの時計は発行者より ${span(Math.abs(seconds))}${seconds > 0 ? '遅れて' : '進んで'}います`,
  mustTrust: 'このトークンを許可するには、ロールの信頼ポリシーに次の指定が必要です:',
  readyPolicy: 'このユーザーだけを許可する信頼ポリシー:',
  giveYours: '現在のポリシーを判定するには、--trust-policy ファイル で指定してください。',
  malformed: 'IAM の信頼ポリシーとして正しくありません。',
  corrected: '修正後のポリシー:',
  links:
    '以上は、トークンを提示するチェーンの最初のロールについての説明です。それ以降のロールの信頼ポリシーでは、次の許可が必要です:',
  link: ({ roleArn, from, actions, externalId }, place) =>
    `${place} 番目の ${roleArn}: ${from} に ${actions.join(' と ')} を許可します${externalId ? ' (`chain` の外部 ID を使用)' : ''}。`,
  end: (title, more) => `${title}${more ? ':' : '。'}`,
};

function localTime(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function span(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} 秒`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} 分` : `${Math.round(seconds / 3600)} 時間`;
}
