import type { Visitor } from '../../../core/ports.ts';
import type { consoleTexts as English } from '../english/console.ts';

export const consoleTexts: typeof English = {
  opening: (role) => `「${role}」でコンソールを開きます。`,
  turnedAway: (visitor) => `コンソールのリンクへのアクセスを拒否しました: ${nameOf(visitor)}。`,
  letIn: (visitor) => `先に使用したのは ${nameOf(visitor)} です。`,
};

function nameOf(visitor: Visitor | undefined): string {
  if (visitor === undefined) return 'システムから名前を取得できないプログラム';
  return visitor.kind === 'program'
    ? `${visitor.name}（プロセス ${visitor.pid}）`
    : `このコンピューターの別のユーザー（ユーザー ID ${visitor.userId}）`;
}
