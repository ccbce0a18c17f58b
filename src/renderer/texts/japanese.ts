import type { AlarmView, VisitorView } from '../../shared/alarm-view.ts';
import { inHours } from '../duration.ts';
import type { Texts } from '../texts.ts';
import { japaneseActivity } from './japanese-activity.ts';
import { japaneseCatalogues } from './japanese-catalogues.ts';
import { japaneseDeliveries } from './japanese-deliveries.ts';
import { japaneseEditor } from './japanese-editor.ts';
import { japaneseHelp } from './japanese-help.ts';
import { japaneseList } from './japanese-list.ts';
import { japaneseUpdates } from './japanese-updates.ts';
import { japaneseWelcome } from './japanese-welcome.ts';

/** Who came for a console's link, as far as the system tells. */
function whoCame({ letIn, turnedAway }: AlarmView): string {
  if (turnedAway?.kind === 'other-user') {
    const first = letIn === undefined ? '' : `使用したのは ${named(letIn)} です。`;
    return `このコンピューターの別のユーザー（ユーザー ID ${turnedAway.userId}）が開こうとしたため、拒否しました。${first}`;
  }
  const known = [letIn && `1 回目は ${named(letIn)}`, turnedAway && `2 回目は ${named(turnedAway)}`].filter(
    (visit) => visit !== undefined,
  );
  const told = known.length === 0 ? '' : `${known.join('、')} が開きました。`;
  return `${told}使用できたのは 1 回目だけです。`;
}

const named = (visitor: VisitorView): string =>
  visitor.kind === 'program'
    ? `${visitor.name}（プロセス ${visitor.pid}）`
    : `別のユーザー（ユーザー ID ${visitor.userId}）`;

export const japanese: Texts = {
  language: 'ja',
  appName: 'Tobira',
  loading: '読み込み中…',

  searchLabel: 'ロールを検索',
  searchPlaceholder: 'ロールを検索',
  clearSearch: '検索をクリア',
  matches: (n) => `${n} 件のロール`,
  noMatch: (query) => `「${query}」に一致するロールはありません`,
  noMatchHint: '名前、アカウント ID、ロール名、タグで検索できます。',

  rolesOf: (host) => `${host} のロール`,
  noRoles: 'ロールがまだありません',
  noRolesHint: '最初のロールを追加するか、AWS に作成してください。',
  console: 'コンソール',
  openConsoleAs: (role) => `${role} でコンソールを開く`,
  durationShortened: (seconds) =>
    `1 時間有効です。AWS はこのロールに ${inHours(seconds, 'ja')}を許可していません`,
  consoleShortened: (seconds) =>
    `コンソールはキーと同じ時間だけ有効です。AWS はここでは ${inHours(seconds, 'ja')}を許可していません`,
  until: (time) => `${time} まで`,
  untilDay: (weekday, time) => `${weekday}曜 ${time} まで`,
  credentialsHeld: 'この時刻まで認証情報をすぐに使えます',
  step: {
    'waiting-for-browser': 'ブラウザーでの操作を待っています…',
    refreshing: 'GitLab に確認しています…',
    'assuming-role': 'ロールを引き受けています…',
    'signing-in-to-console': 'AWS にサインインしています…',
    opening: 'コンソールを開いています…',
  },
  consoleOpened: (role) => `${role} でコンソールを開きました`,
  ...japaneseDeliveries,
  ...japaneseHelp,
  ...japaneseActivity,
  ...japaneseList,
  catalogues: japaneseCatalogues,
  editor: japaneseEditor,
  welcome: japaneseWelcome,
  updates: japaneseUpdates,
  progressOf: (role, text) => `${role}: ${text}`,

  checkingSession: 'セッションを確認しています…',
  signedOut: 'サインインしていません',
  signIn: 'サインイン',
  signInTo: (host) => `${host} にサインイン`,
  finishInBrowser: 'ブラウザーで続けてください',
  lostThePage: 'ページが見当たらない場合',
  openPageAgain: 'ページを開き直す',
  otherBrowser: '別のブラウザーを使う場合',
  copyAddress: 'アドレスをコピー',
  otherDevice: '別のデバイスのブラウザーを使う場合',
  signInWithCode: 'コードでサインイン',
  finishOnAnyDevice: '別のデバイスで続行',
  codeFor: (page) => `${page} を開き、次のコードを入力してください`,
  pageHere: 'ここのブラウザーを使う場合',
  openPage: 'ページを開く',
  pageElsewhere: '別のブラウザーを使う場合',
  copied: 'コピーしました',
  cancel: 'キャンセル',
  cancelSignIn: (host) => `${host} へのサインインをキャンセル`,
  signedInAs: (name) => `${name} としてサインインしました`,
  signOut: 'サインアウト',
  accountDetails: (name, identity) => `${name}（${identity}）のアカウントの詳細`,
  userName: 'ユーザー名',
  email: 'メール',
  userId: 'ユーザー ID',
  userIdHint: 'AWS の信頼ポリシーに書く番号です。',
  copyUserId: 'ユーザー ID をコピー',
  session: 'セッション',
  keptInKeychain: 'このコンピューターのキーチェーンに保存',
  keptInMemory: 'メモリーにのみ保持',
  memoryOnly: 'このセッションはメモリーにのみ保持されます。',
  memoryOnlyHint:
    '使用できるキーチェーンがないため、Tobira を起動するたびにサインインが必要です。キーチェーンが開くと、自動的に保存されます。',
  sameUser: (other) => `${other} と同じ GitLab ユーザーです。`,
  sameUserHint:
    '別のアカウントを使うには、先にブラウザーで GitLab からサインアウトするか、別のブラウザープロファイルを使い、もう一度サインインしてください。',
  signInAgain: 'もう一度サインイン',
  stillSignedIn: (other) =>
    `ブラウザーが ${other} のユーザーでサインインしたままの可能性があります。別のアカウントを使うには、先にブラウザーで GitLab からサインアウトするか、別のブラウザープロファイルでアドレスを開いてください。`,
  notSignedOut: 'サインアウトできませんでした。セッションはキーチェーンに残っています。',
  notTold: 'サインアウトを GitLab に通知できませんでした。',
  notToldHint: (issuer) =>
    `セッションはこのコンピューターから削除しましたが、${issuer} が応答しなかったため、GitLab には残っています。終了するには、GitLab の Preferences（設定）> Applications（アプリケーション）> Authorized applications で Tobira のアプリケーションを取り消してください。`,

  action: {
    'sign-in': 'サインイン',
    retry: '再試行',
    overwrite: '置き換え…',
    'open-config': 'ファイルを開く',
    'reload-config': '再読み込み',
    explain: '理由を見る',
  },
  actionFor: (action, subject) => `${action}: ${subject}`,
  dismiss: '閉じる',
  refusal: {
    role: 'ロール',
    lead: {
      'trust-policy': 'AWS に示した値です。ロールの信頼ポリシーの値と完全に一致するか確認してください。',
      'identity-provider':
        'AWS に示した値です。ロールのアカウントにある IAM ID プロバイダーの設定と一致するか確認してください。',
      clocks:
        'AWS に示した値です。AWS はトークンの期限を自身の時計と比べます。発行者の時計が正しいか確認してください。',
    },
    roleIn: (accountId) => `アカウント ${accountId} に存在すること`,
    principal: (providerArn) => `プリンシパル: ${providerArn}`,
    condition: (key) => `条件: ${key}`,
    person: 'あなたのユーザー ID です。CI ジョブ用のポリシーには、代わりにプロジェクトが書かれています。',
    providerUrl: 'プロバイダーの URL',
    providerAudience: '対象者のいずれか',
    copy: (fact) => `${fact} をコピー`,
  },

  alarm: {
    title: (role) => `${role} のコンソールのリンクが 2 回開かれました`,
    who: whoCame,
    harmless:
      'ブラウザーにコンソールが表示されていれば、1 回目に開いたのはそのブラウザーです。タブの再読み込みが原因かもしれません。',
    harmful:
      'ブラウザーにエラーが表示されている場合、別のプログラムがあなたとしてコンソールに入っている可能性があります。AWS と Tobira からサインアウトし、このロールのセッションを AWS で取り消すよう管理者に依頼してください。',
  },

  confirm: {
    title: 'このロールを使用しますか？',
    who: {
      program: 'このコンピューターのプログラムが認証情報を要求しています。許可しないかぎり渡しません。',
      app: 'あなたの操作です。このロールは、使用する前に確認するよう設定されています。',
    },
    fullTitle: 'このロールをフルアクセスで使用しますか？',
    full: '通常は読み取り専用のロールです。許可すると、このロールのすべての権限を使用できます。',
    holds: (seconds) =>
      `許可すると、${inHours(seconds, 'ja')}の間は、あなたの操作にも Tobira に要求するプログラムにも確認なしで応じます。`,
    fullHolds: (seconds) => `許可すると、${inHours(seconds, 'ja')}の間は、もう一度確認することはありません。`,
    allow: (seconds) => `${inHours(seconds, 'ja')}の間許可`,
    decline: '今は許可しない',
  },

  lock: {
    button: 'すべてロック',
    menu: 'すべてロック…',
    title: 'すべてロックしますか？',
    handedOver:
      'クリップボードの認証情報を消去し、キーを保存したプロファイルを削除し、ローカルエンドポイントをオフにします。',
    memory: 'Tobira が保持している AWS の認証情報とトークンをすべて破棄します。',
    sessions:
      'すべてのアカウントからサインアウトします。GitLab のセッションも、このコンピューターのキーチェーンの情報も消えます。',
    limits: 'すでに開いたコンソールや、渡した認証情報は、有効期限まで使えます。',
    locking: 'すべてロックしています…',
    done: 'すべてロックしました。',
    doneExcept: 'ロックしましたが、次の操作はできませんでした。',
    handedOut:
      'すでに開いた AWS コンソールや、渡した認証情報は、有効期限まで使えます。AWS アカウントの管理者は、IAM で対象のロールを開き、Revoke sessions（セッションの取り消し）> Revoke active sessions（アクティブなセッションの取り消し）ですぐに無効にできます。',
    notTold: (identity) =>
      `${identity}: このコンピューターではサインアウトしましたが、GitLab に通知できませんでした。GitLab の Preferences（設定）> Applications（アプリケーション）> Authorized applications で Tobira のアプリケーションを取り消してください。`,
    sessionKept: (identity, reason) =>
      `${identity}: セッションがキーチェーンに残っており、GitLab にも通知していません。${reason}その後でもう一度すべてロックするか、GitLab の Preferences（設定）> Applications（アプリケーション）> Authorized applications で Tobira のアプリケーションを取り消してください。`,
    sessionsUnknown: (reason) =>
      `キーチェーンにどのセッションがあるか確認できず、終了できませんでした。${reason}その後でもう一度すべてロックしてください。`,
    sessionWorthless: (identity, reason) =>
      `${identity}: GitLab のセッションは終了しました。キーチェーンに残っている情報は、もう使用できません。${reason}`,
  },
  notices: 'お知らせ',
  stray: (identity) => `${identity} は設定ファイルにありません。`,
  trayHost: {
    title: 'トレイアイコンを表示できません',
    hint: 'このデスクトップにはトレイアイコンを表示する場所がないため、このウィンドウを開きました。閉じた後は、Tobira をもう一度起動すると開きます。',
    remedy:
      'GNOME では拡張機能「AppIndicator and KStatusNotifierItem Support」、ほかのデスクトップではパネルのステータストレイで表示できます。',
    understood: '了解',
  },
  strayHint: (user) => `${user} のサインインは続いています。サインアウトするまでセッションは残ります。`,

  configFile: '設定ファイル',
  openConfig: '設定ファイルを開く',
  reloadConfig: '設定ファイルを再読み込み',
  problems: (n) => `設定ファイルに ${n} 件の問題があります`,
  problemsHint: '問題のある箇所以外は有効です。',
  problemsLeftOut: 'アイデンティティがないため、ほかの設定も使えません。',
  lastGoodInUse: 'Tobira は以前の設定のまま動作しています。',
  line: (line, column) => (column === undefined ? `${line} 行目` : `${line} 行目 ${column} 文字目`),
  showAll: (n) => `${n} 件すべて表示`,
  showFewer: '表示を減らす',
  noUsableIdentity: '使えるアイデンティティがありません',
  noUsableIdentityHint: '理由は上に表示されています。設定ファイルを修正してから再読み込みしてください。',

  version: (version) => `Tobira ${version}`,

  brokenWindow: 'ウィンドウの表示中に問題が発生しました',
  brokenWindowHint: 'セッションと認証情報に影響はありません。',
  noAnswer: 'Tobira が応答しませんでした',
  noAnswerHappened: '依頼した操作は実行されていない可能性があります。',
  noAnswerHint:
    'もう一度お試しください。解決しない場合は、トレイメニューから Tobira を終了し、起動し直してください。',
};
