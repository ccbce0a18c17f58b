import type { Texts } from '../../src/renderer/texts.ts';

/** What the fixtures of advice say, and how a Japanese user reads it: as long as Tobira's own sentences are. */
const japanese: ReadonlyMap<string, string> = new Map([
  [
    '`duration_seconds = 7200` is left out: a role that is assumed from another one lasts 1 hour at most.',
    '`duration_seconds = 7200` は取り込みません。別のロールから引き受けるロールは最長 1 時間です。',
  ],
  [
    'The catalogue “team” has this role already, as “stage-admin”. Add it only if you want one of your own besides.',
    'このロールはカタログ「team」に「stage-admin」としてすでにあります。自分のロールとしても必要な場合だけ追加してください。',
  ],
  [
    'It holds keys. Tobira needs none, and has not read them.',
    'キーが書かれています。Tobira には不要で、読み取ってもいません。',
  ],
  ['The configuration names 1 identity and 7 roles.', '設定を読み取りました（ID 1 件、ロール 7 件）。'],
  ['AWS’s files and variables', 'AWS のファイルと環境変数'],
  [
    '/home/ada/.aws/credentials cannot be read: line 12 stands outside of any profile.',
    '/home/ada/.aws/credentials を読み取れません。12 行目がどのプロファイルにも属していません。',
  ],
  [
    'Correct that line. Until then no AWS program reads the file.',
    'その行を直してください。それまで AWS のプログラムはこのファイルを読み取れません。',
  ],
  ['`AWS_ACCESS_KEY_ID` is set in this environment.', '環境変数 `AWS_ACCESS_KEY_ID` が設定されています。'],
  [
    'It wins over every profile. Take it out of your shell’s start-up file.',
    'どのプロファイルよりも優先されます。シェルの起動ファイルから削除してください。',
  ],
  ['This computer', 'このコンピューター'],
  ['The keychain takes a value and gives it back.', 'キーチェーンに書き込み、読み取り、削除ができました。'],
  ['A port on loopback can be opened.', 'サインインの後、ブラウザーは 127.0.0.1 に戻れます。'],
  ['Session', 'セッション'],
  ['Nobody is signed in.', 'サインインしていません。'],
  ['Sign in.', 'サインインしてください。'],
  ['Roles', 'ロール'],
  [
    'AWS gives credentials for arn:aws:iam::123456789012:role/ReadOnlyAccess.',
    'AWS から arn:aws:iam::123456789012:role/ReadOnlyAccess の認証情報を取得できました。',
  ],
  [
    'AWS refused this role. Its trust policy does not allow your sign-in, or there is no such role.',
    'このロールの引き受けが AWS に拒否されました。ロールの信頼ポリシーでこのサインインが許可されていないか、ロールが存在しません。',
  ],
  ['AWS refused this role.', 'このロールの引き受けが AWS に拒否されました。'],
  [
    'Its trust policy does not allow your sign-in, or there is no such role.',
    'ロールの信頼ポリシーでこのサインインが許可されていないか、ロールが存在しません。',
  ],
  [
    'Ask whoever owns the role to add user 4711 of gitlab.example.com.',
    'ロールの管理者に、gitlab.example.com のユーザー 4711 の追加を依頼してください。',
  ],
  ['Compare the trust policy with what AWS was shown.', '信頼ポリシーを、AWS に示した値と比べてください。'],
  ['Not checked: nobody is signed in.', '確認していません（有効なセッションがありません）。'],
  ['This trust policy refuses the token.', 'この信頼ポリシーは、このトークンを許可しません。'],
  ['This trust policy lets the token in.', 'この信頼ポリシーは、このトークンを許可します。'],
  [
    'Statement 1 (AllowGitLabUsers) does not let it in',
    'ステートメント 1（AllowGitLabUsers）では許可されません',
  ],
  ['Statement 2 does not let it in', 'ステートメント 2 では許可されません'],
  ['Statement 1 lets it in', 'ステートメント 1 で許可されます'],
  [
    'StringEquals gitlab.example.com:sub: the policy wants "4712"; the token has "4711". The policy names other users: "4711" is not listed.',
    'StringEquals gitlab.example.com:sub: ポリシーの値は「4712」、トークンの値は「4711」です。ポリシーの指定は別のユーザーで、「4711」は含まれていません。',
  ],
  [
    `StringLike gitlab.example.com:sub: the policy wants "project_path:platform/infrastructure/*:ref_type:branch:ref:main"; the token has "4711". The policy names CI jobs; this token is a person's, whose subject is a numeric id.`,
    'StringLike gitlab.example.com:sub: ポリシーの値は「project_path:platform/infrastructure/*:ref_type:branch:ref:main」、トークンの値は「4711」です。ポリシーの指定は CI ジョブですが、このトークンは人のものです。人の sub は数字の ID です。',
  ],
  [
    'Statement 3 tests the audience alone: every CI job of this GitLab gets in that asks for it.',
    'ステートメント 3 で確認されるのは audience だけです。この GitLab のすべての CI ジョブが許可されます。',
  ],
  ['Statement 1: "4711" joins the subjects.', 'ステートメント 1: sub に「4711」を追加しました。'],
  ['Line 4, column 7: a comma is missing.', '4 行 7 列: コンマがありません。'],
  ['The address has a port: AWS takes none.', 'https://gitlab.example.com にポートが含まれています。'],
  [
    'Let GitLab answer at the usual port, 443, and leave the port out.',
    'GitLab を標準の 443 番ポートで公開し、ポートなしのアドレスを設定する必要があります。',
  ],
  ['GitLab took 6 seconds to answer.', '発行者の応答に 6 秒かかりました。'],
  [
    'AWS waits for about 5.',
    'AWS が待つのは約 5 秒です。AWS からも同様に遅い場合、サインインがときどき失敗します。',
  ],
  [
    'The role may look at everything in the account, and change nothing.',
    'このロールはアカウント内のすべてを参照できますが、変更はできません。',
  ],
  [
    'Nobody said what it may do, so it gets ReadOnlyAccess.',
    '権限が指定されていないため、ReadOnlyAccess を使用します。',
  ],
  ['An account id has 12 digits.', 'アカウント ID は 12 桁の数字です。'],
  ['Nobody is named who may use the role.', 'ロールを使用できる人が指定されていません。'],
  [
    'A policy that tests `aud` alone lets in everybody at this GitLab, and every CI job that asks for this audience: whoever may push to any project could use the role.',
    '`aud` だけを確認するポリシーでは、この GitLab のすべての人と CI ジョブが許可されます。どのプロジェクトでも、プッシュできる人はこのロールを使用できてしまいます。',
  ],
  [
    'https://gitlab.example.com/.well-known/openid-configuration cannot be reached.',
    'https://gitlab.example.com/.well-known/openid-configuration に接続できません。',
  ],
  [
    'Check the address, and whether this computer needs a VPN for it.',
    'アドレスと、このコンピューターから VPN なしで接続できるかを確認してください。',
  ],
  ['The configuration has a mistake.', '設定に誤りがあります。'],
  [
    'Correct the file and save it: Tobira reads it again by itself.',
    'ファイルを直して保存してください。Tobira が自動的に読み込みます。',
  ],
]);

/** The same value as Tobira gives it to a page in this language: every text that is known here, however deep it lies. */
export function inWordsOf<Value>(language: Texts['language'], value: Value): Value {
  return language === 'ja' ? (translated(value) as Value) : value;
}

function translated(value: unknown): unknown {
  if (typeof value === 'string') return japanese.get(value) ?? value;
  if (Array.isArray(value)) return value.map(translated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, translated(one)]));
}
