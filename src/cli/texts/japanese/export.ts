import type { exports as English } from '../english/export.ts';

/** `tobira export` */
export const exports: typeof English = {
  wrote: (count, path) => `${count} 個のロールを ${path} に書き込みました。`,
  askOverwrite: (path) => `${path} はすでにあります。置き換えますか? [y/N] `,
  declined: '何も書き込んでいません。',
  needIdentities:
    '設定にはアイデンティティが必要です。--without-identities を外すか、--format catalogue を選んでください。',
};
