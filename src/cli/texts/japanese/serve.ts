import type { serve as English } from '../english/serve.ts';

export const serve: typeof English = {
  serving: (roles, places) =>
    `${places.join('、')} で ${roles.join('、')} の認証情報を提供しています。このコマンドが終了するまで続きます（Ctrl+C で終了）。`,
  turnedAway: (count) =>
    `アドレスまたはトークンが正しくない要求を${count === undefined ? '' : ` ${count} 件`}拒否しました。`,
};
