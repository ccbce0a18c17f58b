import type { profile as English } from '../english/profile.ts';

export const profile: typeof English = {
  wrote: (name, path) => `プロファイル「${name}」を ${path} に書き込みました。`,
  kept: {
    static: 'キーは Tobira の実行中に更新されます。',
    process: 'AWS のツールは、キーが必要になるたびに Tobira から取得します。',
  },
  removed: (name, path) => `プロファイル「${name}」を ${path} から削除しました。`,
};
