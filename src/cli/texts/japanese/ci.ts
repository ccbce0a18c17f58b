import type { ci as English } from '../english/ci.ts';

export const ci: typeof English = {
  wrote: (path) => `コンソールのアドレスを ${path} に書き込みました。15 分間有効です。`,
  publicLog:
    'このジョブログを 15 分以内に読んだ人は誰でも、このアドレスを使用できます。ログを公開しないでください。',
  durationShortened: (asked) =>
    `AWS ではこのロールの有効期間を ${asked} にできないため、1h になります。\`--duration\` を短くしてください。`,
};
