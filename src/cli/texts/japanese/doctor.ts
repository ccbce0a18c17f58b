import type { doctor as English } from '../english/doctor.ts';

/** `tobira doctor` */
export const doctor: typeof English = {
  begin: 'Tobira に必要なものを確認しています。応答しないものがあると、数分かかることがあります。',
  about: (name) => `${name}: `,
  explain: (role) =>
    `\`tobira explain ${role}\` を実行すると、AWS に示した内容と、ロールに必要な信頼ポリシーを確認できます。`,
  well: 'すべて正常です。',
  wellEnough: (warnings) =>
    warnings === 0 ? '異常はありません。' : `異常はありません。注意が ${warnings} 件あります。`,
  unchecked: (count) => `確認できなかった項目が ${count} 件あります。`,
  notSetUp: '異常はありませんが、設定が足りないため、まだロールを使用できません。',
  notSignedIn: (identities) =>
    `異常はありませんが、${identities} にサインインしていないため、そのロールはまだ使用できません。`,
  fails: (failures, warnings) =>
    `異常が ${failures} 件${warnings === 0 ? '' : `、注意が ${warnings} 件`}あります。`,
  beginWith: (step) => `まずこちらから: ${step}`,
  bundled: (path) => `サポート用の情報を ${path} に書き込みました。送る前に内容を確認してください。`,
};
