import type { CatalogueTexts, ChangeCounts } from '../catalogue-texts.ts';
import { inHours } from '../duration.ts';

export const japaneseCatalogues: CatalogueTexts = {
  title: 'カタログ',
  lead: 'チームがロールを一つのファイルで管理し、全員が同じロールを使えます。自分の設定ファイルには何もコピーされません。',
  add: 'カタログを追加',
  roles: (count) => `${count} 件のロール`,
  readAt: (when) => `${when} に読み込み`,
  never: '未読み込み',
  reading: '読み込んでいます…',
  today: (time) => `今日 ${time}`,
  onDay: (day, time) => `${day} ${time}`,
  inUse: (when) => `${when} に読み込んだ内容を引き続き使用しています。`,
  nothingYet: '読み込むまで、このカタログのロールは使用できません。',
  readAgain: '再読み込み',
  signIn: 'サインイン',
  cancelSignIn: 'サインインを取り消す',
  signOut: 'サインアウト',
  signInNeeded: (name) => `${name}: 読み込むにはサインインが必要です`,
  signInHint:
    'Tobira にリポジトリの読み取りを許可するか、GitLab が一度だけ確認します。AWS 用のサインインは変わりません。',
  otherUser: (name) => `${name} は別の GitLab ユーザーとして読み込まれています`,
  otherUserHint: '必要に応じて、カタログからサインアウトし、自分のアカウントでサインインし直してください。',
  change: (name, counts) => `${name}: ${changes(counts)}`,
  show: '表示',
  showAll: 'すべて表示',
  gotIt: '確認しました',
  moved: ({ id, from, to }) => `${id} は別のロールになりました: ${from} → ${to}`,
  gone: (names) => `削除されたロール: ${names.join('、')}`,
  goneOrLeftOut: (names) => `使用できなくなったロール: ${names.join('、')}`,
  leftOut: (count) =>
    `このバージョンでは、カタログの誤りのため ${count} 件のロールが除外されています。場所は「設定」で確認できます。`,
  hidden: (count) => `ほかのグループの ${count} 件のロールは表示されていません。`,
  foreign: (name, issuer) => `${name} が ${issuer} へのサインインを求めています`,
  foreignHint: (roles) => `${roles} 件のロールは、許可するまで使用できません。`,
  foreignWarning:
    'このアドレスを知っている場合にのみ許可してください。運営者には、あなたが誰であるかが伝わります。',
  foreignClient: (clientId) => `アプリケーション: ${clientId}`,
  trust: 'このアドレスを信頼',
  notNow: '後で',
  problems: (count) => `${count} 件の項目は使用できません。`,
  remove: '削除…',
  removeTitle: (name) => `カタログ「${name}」を削除しますか？`,
  removeGoes: (roles) =>
    roles === 0
      ? '設定ファイルから項目が削除されます。'
      : `設定ファイルから項目が削除され、${roles} 件のロールが一覧から消えます。`,
  form: {
    title: 'カタログを追加',
    kind: '場所',
    kinds: {
      gitlab: 'GitLab のプロジェクト',
      url: 'ウェブのアドレス',
      file: 'このコンピューターのファイル',
    },
    lead: {
      gitlab:
        '自分の GitLab アカウントで、リポジトリの読み取りだけができる専用のアプリケーションを通して読み込みます。サインインに使うアプリケーションには、この権限は与えられません。',
      url: 'アドレスを知っている人は誰でも読めます。Tobira はパスワードを送信しません。',
      file: '1 時間ごと、または操作したときに読み込み直します。',
    },
    fileInProject: 'プロジェクト内のファイル',
    clientIdHint:
      '二つ目の GitLab アプリケーションの ID です。「confidential」を外し、スコープは `read_repository` のみ、リダイレクト URI は `http://127.0.0.1/callback` にします。',
    add: '追加',
  },
  role: {
    menu: '詳細…',
    title: '詳細',
    close: '閉じる',
    copy: 'ローカルコピーを作成…',
    copyTitle: 'ローカルコピー',
    copyLead: (catalogue) =>
      `ID が同じため、${catalogue} のロールの代わりに使用され、カタログの変更は反映されなくなります。コピーを削除すると元に戻ります。`,
    through: (steps) =>
      `経由: ${steps.map(({ roleName, accountId }) => `${accountId} の ${roleName}`).join(' → ')}`,
    limited: '制限付き',
    longest: (longest, refused) => `最長 ${inHours(longest, 'ja')}: AWS は ${inHours(refused, 'ja')}を拒否`,
    fact: {
      arn: 'ロール',
      id: 'ID',
      catalogue: '定義元',
      groups: '対象グループ',
      chain: '次のロール',
      policy: '制限',
      access: 'アクセス',
      duration: '有効期間',
      externalId: '外部 ID',
      sourceIdentity: 'ソース ID',
    },
    readOnly: '指定しないかぎり読み取り専用',
    ownFile: '自分の設定ファイル',
  },
  editor: {
    chainHint: '順に引き受け、最後のロールを使用します。認証情報の有効期間は最長 1 時間になります。',
    step: (place) => `ロール ${place}`,
    addStep: '続けて引き受けるロールを追加',
    removeStep: (place) => `ロール ${place} を削除`,
    policyHint:
      'JSON のポリシーです。このポリシーとロールの両方が許可する操作だけができます。読み取り専用とは併用できません。',
    policyLength: (count, most) => `${count.toLocaleString('ja')} / ${most.toLocaleString('ja')} 文字`,
    policyNoJson: 'JSON オブジェクトではありません。',
    policyTooLong: 'AWS はこれより長いポリシーを受け付けません。',
  },
};

function changes({ added, changed, removed, orLeftOut }: ChangeCounts): string {
  const parts = [
    ...(added > 0 ? [`${added} 件のロールが追加`] : []),
    ...(removed > 0 ? [`${removed} 件のロールが削除${orLeftOut ? 'または除外' : ''}`] : []),
    ...(changed > 0 ? [`${changed} 件のロールが変更`] : []),
  ];
  return `${parts.join('、')}されました`;
}
