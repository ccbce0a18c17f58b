import type { common as English } from '../english/common.ts';

export const common: typeof English = {
  join: (sentences) => sentences.join(''),
  durationShortened: (role, asked) =>
    `AWS では「${role}」の有効期間を ${asked} にできないため、1h になります。設定の \`duration\` を短くしてください。`,
  consoleShortened: (role, asked) =>
    `AWS では「${role}」のコンソールのセッションを ${asked} にできないため、ロールのキーと同じ長さ（通常は 1h）に短くなります。設定の \`consoleDuration\` を短くするか、外してください。`,
  unnamedUser: (subject) => `ユーザー ${subject}`,
  confirm: (role, minutes) => `「${role}」の使用には確認が必要です。${span(minutes)}使用しますか? [y/N] `,
};

function span(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} 時間` : `${minutes} 分間`;
}
