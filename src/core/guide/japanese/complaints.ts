import type { Complaint, Countable, Found, PlacedComplaint } from '../../config-complaint.ts';
import {
  demandWords,
  entryOf,
  faultWords,
  type ComplaintVocabulary,
  type SyntaxWords,
  type TypeWords,
} from '../complaint-words.ts';
import { list } from './phrases.ts';

const countable: Readonly<Record<Countable, string>> = { characters: '文字', items: '件' };

const types: TypeWords = {
  string: '文字列で指定してください。数字だけの値は引用符で囲みます',
  boolean: 'true または false を指定してください',
  array: 'リストで指定してください',
  object: 'キーと値の組で指定してください',
};

const syntax: SyntaxWords = {
  ALIAS_PROPS: 'エイリアス（*名前）にアンカーやタグは付けられません',
  BAD_ALIAS: 'アンカー（&名前）またはエイリアス（*名前）の名前が正しくありません',
  BAD_COLLECTION_TYPE: 'タグ（!名前）と値の種類が合っていません',
  BAD_DIRECTIVE: '「%」で始まる指示行が正しくありません',
  BAD_DQ_ESCAPE: '二重引用符の中に、使用できない「\\」の書き方があります',
  BAD_INDENT: '字下げが正しくありません',
  BAD_PROP_ORDER: 'アンカー（&名前）やタグ（!名前）の位置が正しくありません',
  BAD_SCALAR_START: '引用符で囲まない値の先頭に使用できない文字があります',
  BLOCK_AS_IMPLICIT_KEY: '1 行の中でキーと値の組を入れ子にすることはできません',
  BLOCK_IN_FLOW: '括弧の中に、字下げによるリストや組は書けません',
  DUPLICATE_KEY: '同じキーがすでに上にあります',
  IMPOSSIBLE: '解釈できない書き方です',
  KEY_OVER_1024_CHARS: 'キーが長すぎます',
  MISSING_CHAR: '必要な記号（引用符、括弧、コロン、カンマ、空白など）がありません',
  MULTILINE_IMPLICIT_KEY: 'キーは 1 行で書いてください',
  MULTIPLE_ANCHORS: '1 つの値に付けられるアンカー（&名前）は 1 つだけです',
  MULTIPLE_TAGS: '1 つの値に付けられるタグ（!名前）は 1 つだけです',
  NON_STRING_KEY: 'キーは文字列にしてください',
  RESOURCE_EXHAUSTION: '入れ子が深すぎます',
  TAB_AS_INDENT: '字下げにタブは使用できません。空白を使用してください',
  TAG_RESOLVE_FAILED: '使用できないタグ（!名前）があります',
  UNEXPECTED_TOKEN: '余分な文字や記号があります',
};

const vocabulary: ComplaintVocabulary = {
  fault: {
    'unknown-key': ({ key, allowed }) => `キー「${key}」は使用できません。使用できるキー: ${list(allowed)}。`,
    'doubtful-key': ({ key, meant }) =>
      `キー「${key}」は使用できません。「${meant}」の書き誤りの場合、保護が働かないまま使用されるおそれがあるため、このロールは除外されています。`,
    'no-mapping': ({ found }) => `キーと値の組が必要ですが、${show(found).trimStart()}が書かれています。`,
    missing: ({ key }) => `${nameOf(key)}がありません。`,
    wrong: ({ key, found, demand }) =>
      `${nameOf(key)}に${show(found)}は使用できません。${demandWords(demand, vocabulary)}。`,
    taken: ({ id }) => `「${id}」は上の項目ですでに使われているため、この項目は除外されています。`,
    'unknown-identity': ({ id, known, more }) =>
      `「${id}」という使用できるアイデンティティはありません。${
        known.length === 0
          ? '使用できるものは 1 つもありません。'
          : `使用できるもの: ${list(known)}${more === 0 ? '' : `、ほか ${more} 件`}。`
      }`,
    'unsupported-partition': ({ arn, partition }) =>
      `「${arn}」のパーティション ${partition} には対応していません。${partition.startsWith('aws-iso') ? '隔離された環境であり、サインインの方法が公開されていないためです。' : ''}`,
    'ends-in-slash': ({ found, instead }) =>
      `「${found}」の末尾にスラッシュがあります。GitLab のトークンに書かれているのは ${instead} のため、こちらが使用されています。`,
    'chain-partition': ({ arn, partition }) =>
      `「${arn}」は使用できません。このロールはパーティション ${partition} にあり、AWS ではパーティションをまたいで引き受けることはできません。`,
    'source-identity-changed': ({ found, first }) =>
      `「${found}」は使用できません。チェーンの前のロールでソース ID「${first}」が指定されており、AWS では途中で変更できません。`,
    'chain-duration': ({ found }) =>
      `別のロールを経由するロールの期間は AWS で 1 時間までと決められているため、${found} ではなく 1h が使用されています。`,
    'chain-console-duration': () =>
      '別のロールを経由するロールでは、AWS コンソールの期間を指定できません。コンソールは認証情報と同じ期間だけ使用できます。',
    'read-only-policy': () =>
      '「readOnly」と「sessionPolicy」は同時に使用できません。AWS ではどちらかのポリシーで許可された操作ができるため、専用のポリシーより広い権限になります。',
    'login-application': ({ clientId }) =>
      `${clientId} はサインインに使われるアプリケーションです。カタログには、read_repository だけを持つ専用のアプリケーションが必要です。`,
    'no-console': ({ partition }) =>
      `「destination」はパーティション ${partition} の AWS コンソールのページではないため、コンソールのホームが開きます。`,
    'identity-elsewhere': ({ id, issuer }) =>
      `「${id}」はすでに ${issuer} のアイデンティティとして使われているため、この項目とそのロールは除外されています。`,
    'role-of-other': ({ id, catalogue }) =>
      `「${id}」はすでにカタログ ${catalogue} のロールとして使われているため、この項目は除外されています。`,
    'profile-of-other': ({ id, profile, role, instead }) =>
      `ロール「${id}」のプロファイル名「${profile}」は、すでにロール「${role}」が使用しています。代わりに「${instead}」を使用します。`,
    'no-usual-identity': () =>
      'アイデンティティが指定されていません。設定ファイルでも、このカタログに使用するものが決まっていません。',
    syntax: ({ code }) => `${syntax[code]}。`,
    'second-document': () =>
      'ここから 2 つ目のドキュメントが始まっています。ドキュメントは 1 つだけにしてください。',
    alias: () => 'エイリアス（*名前）が指すものが上にないか、エイリアスが多すぎます。',
    'too-deep': () => 'ここで、リストやキーと値の組の入れ子が深すぎます。',
  },
  demand: {
    rule: ({ rule }) => vocabulary.rule[rule],
    'one-of': ({ values }) => `次のいずれかを指定してください: ${list(values)}`,
    type: ({ expected }) => types[expected],
    'at-least': ({ count, of }) => `${count} ${countable[of]}以上で指定してください`,
    'at-most': ({ count, of }) => `${count} ${countable[of]}以内で指定してください`,
    'policy-length': ({ length, most }) =>
      `AWS の上限は ${most} 文字ですが、区切りの空白を除いても ${length} 文字あります`,
    pattern: ({ pattern }) => `次のパターンに一致する必要があります: ${pattern}`,
    other: () => '値を確認してください',
  },
  rule: {
    id: '英数字で始まる 64 文字以内の英数字と「.」「-」「_」で指定してください',
    'safe-url': 'https のアドレスを指定してください（http はループバックのホストに限ります）',
    'plain-text': '制御文字や、文字の向きを変える文字は含められません',
    duration: '15m から 12h までの期間を、1h や 90m のように指定してください',
    'profile-name':
      '128 文字以内の英数字と「_.@+/-」で指定してください。DEFAULT のような名前は使用できません',
    'no-query': 'クエリ（「?」以降）は含められません',
    'redirect-uri':
      'ポートが 1024 から 65535 までの固定のループバックアドレスを、http://127.0.0.1:49215/callback のように指定してください',
    'client-id': 'アプリケーション ID を空白なしで指定してください',
    'role-arn': 'IAM ロールの ARN を、arn:aws:iam::123456789012:role/Admin のように指定してください',
    region: 'AWS のリージョンを、eu-central-1 のように指定してください',
    page: 'https のアドレスを指定してください',
    version: '1 を指定してください',
    list: 'リストで指定してください',
    'yes-or-no': 'true または false を指定してください',
    'browser-profile':
      'ブラウザーのプロファイル名を 100 文字以内で指定してください。「"」「%」「\\」「/」と、先頭の「-」は使用できません',
    'browser-named':
      'プロファイルやプライベートウィンドウは、ブラウザーを名前で指定したときだけ使用できます。既定のブラウザーはどれになるか決まっていません',
    feed: 'フォルダーの https のアドレスを、クエリなしで指定してください（http はループバックのホストに限ります）',
    'clear-after': '5s から 10m までの時間を、30s のように指定してください',
    'confirm-for': '1m から 12h までの時間を、15m のように指定してください',
    'before-expiry': '1m から 1h までの時間を 10m のように指定するか、off を指定してください',
    'chain-link':
      'IAM ロールの ARN、または roleArn、externalId、sourceIdentity をキーとする組を指定してください',
    'chain-length': '5 個以内で指定してください',
    'external-id': '2 文字から 1224 文字までの英数字と「_+=,.@:/-」で指定してください',
    'source-identity': '2 文字から 64 文字までの英数字と「_+=,.@-」で指定してください',
    'policy-json': 'ポリシーを、キーと値の組または JSON で指定してください',
    'policy-version': '「Version」に「2012-10-17」を指定してください',
    'policy-statement':
      '「Statement」に 1 つ以上の項目を書き、それぞれに「Effect」「Action」「Resource」を指定してください。「Principal」は使用できません',
    'policy-length': 'JSON で 2048 文字以内にしてください',
    'catalogue-path': '空の部分や「.」「..」を含まないパスで指定してください',
    group: 'platform/operations のように、GitLab グループのフルパスで指定してください',
    'profile-not-default': '「default」は、プロファイルが指定されないときに使われるため、使用できません',
    shortcut:
      'CommandOrControl+Shift+A のように、修飾キー以外のキーを 1 つ含めて指定するか、off を指定してください',
  },
};

/** What is wrong, in whole sentences, without its line. */
export function complaintWords(complaint: Complaint): string {
  return `${entryOf(complaint)}${faultWords(complaint, vocabulary)}`;
}

/** The same with its place. */
export function complaintSentence({ line, column, complaint }: PlacedComplaint): string {
  const words = complaintWords(complaint);
  if (line === undefined) return words;
  return column === undefined ? `${line} 行目: ${words}` : `${line} 行目 ${column} 文字目: ${words}`;
}

function nameOf(key: string | number): string {
  return typeof key === 'number' ? `${key + 1} 番目の値` : `「${key}」`;
}

function show(found: Found): string {
  switch (found.is) {
    case 'text':
      return `「${found.text}」`;
    case 'list':
      return 'リスト';
    case 'mapping':
      return 'キーと値の組';
    case 'other':
      return ` ${found.text} `;
  }
}
