import type { login as English } from '../english/login.ts';

export const login: typeof English = {
  signedIn: (name, subject) => `${name} としてサインインしました（ユーザー ID ${subject}）。`,
  memoryOnly:
    '使用できるキーチェーンがありません。このセッションは、Tobira を終了するか、エージェントが 15 分間使われないと終了します。',
  opening:
    'サインインのためにブラウザーを開きます。何も表示されない場合は、このコンピューターで次のアドレスを開いてください。',
  noBrowser: 'ここではブラウザーを起動できませんでした。',
  remote:
    '別のコンピューターのブラウザーを使う場合は、Ctrl+C で終了し、`tobira login --device` を実行してください。',
  codePage: 'いずれかのデバイスのブラウザーで、次のアドレスを開いてください。',
  code: '続いて、次のコードを入力してください。',
  filledPage: 'コードが入力済みの次のアドレスを開くこともできます。',
  waiting: (minutes) => `待機しています。コードの有効期間は ${minutes} 分です。`,
};
