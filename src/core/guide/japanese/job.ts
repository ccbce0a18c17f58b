import type { ErrorDetails } from '../../errors.ts';
import { isSpoilt, type SpoiltToken } from '../../ci-token-form.ts';
import { claimFault, type TokenFault } from '../../unverified-token.ts';
import { hostOf, type Vocabulary } from '../guidance.ts';
import { list, span } from './phrases.ts';

/** CI jobs. */
export const jobWords = {
  ci_token_missing: ({ variable, state, alike, system }) => ({
    title: state === 'empty' ? `変数 ${variable} が空です。` : `変数 ${variable} が設定されていません。`,
    happened:
      state === 'removed'
        ? '自動で作成されるこのトークンは、現在はジョブに渡されません。'
        : 'ジョブに ID トークンが渡されていません。',
    advice:
      alike.length > 0
        ? nameOne(alike)
        : `${state === 'removed' ? 'GitLab 17.0 で廃止されました。' : ''}${giveOne(variable, system)}`,
  }),
  ci_permission_missing: () => ({
    title: 'このジョブには、GitHub に ID トークンを要求する権限がありません。',
    happened: 'ACTIONS_ID_TOKEN_REQUEST_URL と ACTIONS_ID_TOKEN_REQUEST_TOKEN が渡されていません。',
    advice:
      'ジョブまたはワークフローの先頭に `permissions: { id-token: write, contents: read }` を追加してください。フォークからのプルリクエストには、この権限は与えられません。',
  }),
  ci_token_request_failed: ({ host, status }) => ({
    title: 'GitHub から ID トークンを取得できませんでした。',
    happened:
      status === 0
        ? `${host} はトークンを送信してよいアドレスではありません。`
        : `${host} がステータス ${status} を返し、トークンは含まれていませんでした。`,
    advice:
      status === 0
        ? 'ACTIONS_ID_TOKEN_REQUEST_URL には、GitHub が設定した https のアドレスが必要です。'
        : 'ジョブを再実行してください。解決しない場合は、ジョブが実行中であることを確認してください。GitHub が応答するのは実行中のジョブだけです。',
  }),
  ci_token_mistaken: ({ variable, mistaken }) => ({
    title: `変数 ${variable} の値は ID トークンではありません。`,
    happened: `値は${mistakes[mistaken]}です。`,
    advice: remedies[mistaken](variable),
  }),
  ci_token_unreadable: ({ variable, fault }) => ({
    title: `変数 ${variable} に使用できる ID トークンがありません。`,
    ...(isSpoilt(fault)
      ? spoilt[fault]
      : {
          happened: unreadable(fault),
          advice: 'アクセストークンや CI_JOB_TOKEN ではなく、`id_tokens:` のトークンを指定してください。',
        }),
  }),
  ci_token_unusable: ({ variable, fault, found }) => ({
    title: `変数 ${variable} の ID トークンは、AWS では使用できません。`,
    ...unusable(fault, found),
  }),
  ci_token_audience: ({ variable, wanted, found }) => ({
    title: `変数 ${variable} の ID トークンは、別の対象者 (audience) のものです。`,
    happened: `トークンの aud は ${list(found)} で、\`--audience\` は ${wanted} です。`,
    advice: `.gitlab-ci.yml に \`id_tokens: { ${variable}: { aud: ${wanted} } }\` と書くか、\`--audience\` を外してください。`,
  }),
  ci_token_expired: ({ variable, issuer, expiredAt, agoSeconds, lifeSeconds }) => ({
    title: `変数 ${variable} の ID トークンの期限が切れています。`,
    happened: `期限は ${expiredAt} で、このマシンの時計では ${span(agoSeconds)}前に切れています。${lifeSeconds === undefined ? '' : `有効期間は ${span(lifeSeconds)}でした。`}`,
    advice: `トークンはジョブの開始時に作成され、GitLab ではジョブのタイムアウトまで有効です。ジョブのもっと早い段階で認証情報を取得するか、\`timeout:\` を延ばすか、ジョブを再実行してください。開始直後のジョブの場合は、このマシンか ${hostOf(issuer)} の時計がずれています。`,
  }),
  ci_token_early: ({ variable, startsAt, inSeconds }) => ({
    title: `変数 ${variable} の ID トークンは、まだ有効ではありません。`,
    happened: `有効になるのは ${startsAt} で、このマシンの時計では ${span(inSeconds)}後です。`,
    advice: 'このマシンの時計を確認するか、しばらくお待ちください。',
  }),
} satisfies Partial<Vocabulary>;

function nameOne(names: readonly string[]): string {
  return `次の変数には ID トークンがあります: ${list(names)}。これを使用する場合は \`--id-token-env ${names[0] ?? ''}\` を指定してください。`;
}

function giveOne(variable: string, system: ErrorDetails['ci_token_missing']['system']): string {
  return system === 'github'
    ? '`--id-token-env` を外してください。GitHub にトークンを要求します。'
    : `.gitlab-ci.yml に \`id_tokens: { ${removedName(variable)}: { aud: ... } }\` を追加してください。変数の名前は \`--id-token-env\` と同じにしてください。`;
}

/** GitLab keeps the old names for itself. */
function removedName(variable: string): string {
  return variable.startsWith('CI_') ? 'MY_ID_TOKEN' : variable;
}

const spoilt: Readonly<Record<SpoiltToken, { readonly happened: string; readonly advice: string }>> = {
  quoted: {
    happened: 'トークンが引用符で囲まれています。',
    advice: '引用符を外して、トークンだけを指定してください。',
  },
  bearer: {
    happened: 'リクエストのヘッダーのように、トークンの前に Bearer が付いています。',
    advice: 'トークンだけを指定してください。',
  },
  json: {
    happened: 'サーバーの応答全体など、JSON の中にトークンが入っています。',
    advice: '`jq -r .value` などでトークンを取り出して、トークンだけを指定してください。',
  },
  twice: {
    happened: '同じトークンが 2 回続けて入っています。',
    advice: '1 回だけ指定してください。',
  },
  folded: {
    happened: 'トークンの途中に改行などの空白が入っています。',
    advice: '発行されたとおり、1 行で指定してください。',
  },
  cut: {
    happened: 'トークンが途中で切れていて、署名がないか不完全です。',
    advice: 'トークン全体を指定してください。ドットで区切られた 3 つの部分があります。',
  },
};

function unreadable(fault: TokenFault): string {
  if (fault === 'no-jwt') return '値は JSON Web Token の形式ではありません。';
  if (fault === 'claims-unreadable') {
    return '値は JSON Web Token の形式ですが、クレームを読み取れません。';
  }
  const [claim, trouble] = claimFault(fault);
  switch (trouble) {
    case 'missing':
      return `トークンに \`${claim}\` がありません。`;
    case 'empty':
      return `トークンの \`${claim}\` が空です。`;
    case 'mistyped':
      return `トークンの \`${claim}\` が${claim === 'exp' ? '日時' : '文字列'}ではありません。`;
  }
}

type Mistaken = ErrorDetails['ci_token_mistaken']['mistaken'];

const mistakes: Readonly<Record<Mistaken, string>> = {
  'job-token': '、CI サーバー専用の CI_JOB_TOKEN ',
  'access-token': '、発行したサーバー専用のアクセストークン',
  'request-token': '、GitHub に ID トークンを要求するためのトークン',
  'access-key': '、AWS のアクセスキー',
  unexpanded: '、展開されていない変数の名前',
  file: '、ファイルのパス',
};

const idToken = (variable: string): string =>
  `.gitlab-ci.yml に \`id_tokens: { ${removedName(variable)}: { aud: ... } }\` と書いて、ID トークンを渡してください。`;

const remedies: Readonly<Record<Mistaken, (variable: string) => string>> = {
  'job-token': idToken,
  'access-token': idToken,
  'request-token': () => '`--id-token-env` を外してください。GitHub に ID トークンを要求します。',
  'access-key': idToken,
  unexpanded: idToken,
  file: (variable) =>
    `そのファイルにトークンがある場合は、先に読み込んでください: \`export ${variable}="$(cat "$${variable}")"\`。`,
};

function unusable(fault: ErrorDetails['ci_token_unusable']['fault'], found: string) {
  switch (fault) {
    case 'encrypted':
      return {
        happened: 'トークンが暗号化されているため、AWS では読み取れません。',
        advice: '発行者の設定を変更し、暗号化せず署名だけを付けたトークンを使用してください。',
      };
    case 'too-long':
      return {
        happened: `長さは ${found} 文字ですが、AWS の上限は 20,000 文字です。`,
        advice: 'グループの一覧など、トークンに含める値を減らしてください。',
      };
    case 'algorithm':
      return {
        happened: `署名アルゴリズムは ${found} です。`,
        advice:
          'AWS で使用できるのは RS256、RS384、RS512、ES256、ES384、ES512 です。発行者の設定を変更してください。',
      };
    case 'issuer':
      return {
        happened: `発行者は ${found} ですが、AWS で使用できるのは https のアドレスだけです。`,
        advice: 'GitLab の外部 URL を https に変更してください。',
      };
    case 'issuer-port':
      return {
        happened: `発行者は ${found} ですが、AWS ではポート番号を含む発行者を使用できません。`,
        advice:
          'GitLab を通常のポート 443 で公開し、外部 URL からポート番号を外してください。CI のトークンだけの発行者を `ci_id_tokens_issuer_url` で指定することもできます。',
      };
    case 'issuer-private':
      return {
        happened: `発行者は ${found} ですが、プライベートアドレスのため、AWS から接続できません。`,
        advice:
          'GitLab を AWS から接続できるアドレスで公開してください。CI のトークンだけの発行者を `ci_id_tokens_issuer_url` で指定することもできます。',
      };
    case 'fraction':
      return {
        happened: `整数の秒ではない日時が含まれています: ${found}。`,
        advice: 'AWS で使用できるのは整数の秒だけです。発行者の設定を変更してください。',
      };
  }
}
