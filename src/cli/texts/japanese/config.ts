import type { config as English } from '../english/config.ts';

export const config: typeof English = {
  fine: (path, identities, roles) =>
    `${path} に誤りはありません（アイデンティティ ${identities} 件、ロール ${roles} 件）。`,
  partly: ({ leftOut, changed }) =>
    [
      `誤りは ${leftOut + changed} 件です。`,
      ...(leftOut > 0 ? [`うち ${leftOut} 件に該当する部分は除外されます。`] : []),
      ...(changed > 0 ? [`うち ${changed} 件では、上記のとおり別の値が使用されます。`] : []),
      'ほかの部分は使用されます。',
    ].join(''),
  broken: '直すまで、この内容は使用できません。実行中の Tobira は、最後に読み取った内容を使い続けます。',
  again: '続けるには、もう一度 `tobira config edit` を実行してください。',
  opened: (path) =>
    `${path} を別のプログラムで開きました。保存したら、\`tobira config check\` を実行してください。ここで編集するには、EDITOR を設定してください。`,
  noEditor:
    'エディターを表示する画面がありません。ターミナルで動くエディターを指定してください: EDITOR=nano tobira config edit',
  editorFailed: (editor) =>
    `エディター（${editor}）を使用できないか、エラーで終了しました。VISUAL または EDITOR で別のエディターを指定してください。`,
  schemaWritten: (path, comment) =>
    `スキーマは ${path} にあります。設定ファイルの先頭の行を次のようにすると、エディターで使用されます: ${comment}`,
};
