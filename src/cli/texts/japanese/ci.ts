import type { ci as English } from '../english/ci.ts';

const whoever = 'このアドレスを 15 分以内に開いた人は誰でもサインインできます。';
const instead = '代わりに --out FILE を使用するか、出力をログに残さないようにしてください。';

export const ci: typeof English = {
  wrote: (path) => `コンソールのアドレスを ${path} に書き込みました。15 分間有効です。`,
  printed: {
    everybody: `警告: このプロジェクトは公開されているため、ログも公開されています。${whoever}${instead}`,
    users: `警告: このサーバーにサインインできる人は誰でも、このログを読めます。${whoever}${instead}`,
    project: `このジョブログを読める人は誰でも、アドレスを使用できます。ログを公開しないでください。${whoever}`,
    unknown: `このジョブログを読める人は誰でも、アドレスを使用できます。ログを公開しないでください。${whoever}`,
  },
  durationShortened: (asked) =>
    `AWS ではこのロールの有効期間を ${asked} にできないため、1h になります。\`--duration\` を短くしてください。`,
  trustThis: 'このジョブで使用するには、ロールの信頼ポリシーを次の内容にする必要があります:',
  notice: (notice) => {
    switch (notice.kind) {
      case 'clock-behind':
        return `このマシンの時計は ${notice.issuer} より${span(notice.seconds)}遅れています。時刻を合わせてください。`;
      case 'several-audiences':
        return `ID トークンに複数の対象者 (audience) があります（${notice.audiences.join('、')}）。AWS に拒否される場合があるため、1 つだけにしてください。`;
    }
  },
};

function span(seconds: number): string {
  return seconds < 120 ? ` ${seconds} 秒` : ` ${Math.round(seconds / 60)} 分`;
}
