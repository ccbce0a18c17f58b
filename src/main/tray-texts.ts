import { formatNames } from '../shared/format-names.ts';
import type { CopyFormatView, DeliveryId, LanguageView, StepView } from '../shared/view.ts';

/** Every word of the tray. Each language is a value of this type: a forgotten message does not compile. */
export interface TrayTexts {
  readonly starting: string;
  readonly noIdentity: string;
  readonly openWindow: string;
  readonly settings: string;
  readonly lock: string;
  readonly quit: string;
  readonly tooltip: (signedIn: readonly string[]) => string;
  readonly alarm: (role: string) => string;
  readonly confirm: (role: string) => string;
  /** @param who one identity among several; absent where there is one only */
  readonly signIn: (who: string | undefined) => string;
  readonly signOut: (who: string | undefined) => string;
  readonly signedOut: (who: string) => string;
  /** Something that was handed over may still be somewhere. */
  readonly stayedBehind: (who: string) => string;
  readonly signedIn: (name: string, who: string) => string;
  readonly signingIn: (who: string) => string;
  readonly cancelSignIn: string;
  readonly busy: (role: string, step: StepView) => string;
  /** One click copies in this format. */
  readonly copyCredentials: (format: CopyFormatView) => string;
  /** What there is to know of a role, after its name. */
  readonly marked: (role: string, marks: readonly TrayMark[]) => string;
  /** Everything that can be done with a role besides opening its console. */
  readonly more: string;
  /** A time of day, on the user's own clock. @param at milliseconds since the epoch */
  readonly time: (at: number) => string;
  /** Says of a role until when its credentials hold. @param access where it is not the role's own */
  readonly until: (role: string, time: string, access?: Access) => string;
  /** A group of roles without a tag. @param id of their account */
  readonly account: (id: string) => string;
  readonly allRoles: string;
  readonly moreGroups: string;
  /** A part of many. */
  readonly range: (first: string, last: string) => string;
  readonly moreInWindow: (count: number) => string;
  /** The roles that are not in this list. */
  readonly otherRoles: string;
  readonly openConsole: string;
  /** Pages of the console by their names. */
  readonly openIn: string;
  readonly otherService: string;
  readonly readOnlyConsole: string;
  /** For a role that opens read-only by itself. */
  readonly fullConsole: string;
  readonly copyAs: string;
  /** @param profile the role's own name in AWS's files */
  readonly deliver: Readonly<Record<DeliveryId, (profile: string) => string>>;
  readonly endpoint: string;
}

/** `copied`: its credentials are on the clipboard now. */
export type TrayMark = 'production' | 'read-only' | 'copied';

type Access = 'full' | 'read-only';

type Formats = Readonly<Record<CopyFormatView, string>>;

/** Below their heading, the formats need no more than their names. */
function formatEntries(
  formats: Formats,
): Readonly<Record<`copy-${CopyFormatView}`, (profile: string) => string>> {
  return {
    'copy-env': () => formats.env,
    'copy-fish': () => formats.fish,
    'copy-powershell': () => formats.powershell,
    'copy-cmd': () => formats.cmd,
    'copy-json': () => formats.json,
    'copy-dotenv': () => formats.dotenv,
    'copy-ini': () => formats.ini,
  };
}

/** Wide enough to be seen as a column of its own; menus have none. */
const gap = '\u2003';

/** Whether the user's clock counts to 12 or to 24 goes by the country, not by the language. */
function clock(language: LanguageView): (at: number) => string {
  let format: Intl.DateTimeFormat | undefined;
  return (at) => {
    if (format === undefined) {
      const { hourCycle } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
      const isTwelve = hourCycle === 'h12' || hourCycle === 'h11';
      const cycle = hourCycle === undefined ? {} : { hourCycle };
      const hour = isTwelve ? 'numeric' : '2-digit';
      format = new Intl.DateTimeFormat(language, { hour, minute: '2-digit', ...cycle });
    }
    return format.format(at);
  };
}

function counted(language: LanguageView, count: number): string {
  return new Intl.NumberFormat(language).format(count);
}

const english: TrayTexts = {
  starting: 'Starting…',
  noIdentity: 'No identity configured',
  openWindow: 'Open Tobira',
  settings: 'Settings…',
  lock: 'Lock everything…',
  quit: 'Quit',
  tooltip: (signedIn) => `Tobira: ${signedIn.length === 0 ? 'not signed in' : signedIn.join(', ')}`,
  alarm: (role) => `Warning: look at the console link of ${role}…`,
  confirm: (role) => `${role} asks for your yes…`,
  signIn: (who) => (who === undefined ? 'Sign in…' : `Sign in at ${who}…`),
  signOut: (who) => (who === undefined ? 'Sign out' : `Sign out of ${who}`),
  signedOut: (who) => `Not signed in at ${who}`,
  stayedBehind: (who) => `Warning: not everything of ${who} was taken back…`,
  signedIn: (name, who) => `${name} (${who})`,
  signingIn: (who) => `Finish signing in at ${who} in your browser`,
  cancelSignIn: 'Cancel sign-in',
  busy: (role, step) => `${role}: ${englishSteps[step]}`,
  copyCredentials: (format) => `Copy credentials (${formatNames.en[format]})`,
  marked: (role, marks) => (marks.length === 0 ? role : `${role} (${marks.join(', ')})`),
  more: 'More for a role',
  time: clock('en'),
  until: (role, time, access) =>
    `${role}${gap}until ${time}${access === undefined ? '' : access === 'full' ? ' (full access)' : ' (read-only)'}`,
  account: (id) => `Account ${id}`,
  allRoles: 'All roles',
  moreGroups: 'More groups',
  range: (first, last) => `${first} – ${last}`,
  moreInWindow: (count) => `${counted('en', count)} more in the window…`,
  otherRoles: 'Other roles in the window…',
  openConsole: 'Open console',
  openIn: 'Open in',
  otherService: 'Other service…',
  readOnlyConsole: 'Open read-only console',
  fullConsole: 'Open with full access…',
  copyAs: 'Copy credentials as',
  deliver: {
    ...formatEntries(formatNames.en),
    'copy-console': () => 'Copy console address',
    'copy-endpoint': () => 'Copy endpoint environment',
    profile: (name) => `Write profile “${name}”: keys, kept fresh`,
    'profile-process': (name) => `Write profile “${name}”: asks Tobira each time`,
    terminal: () => 'Open a terminal',
  },
  endpoint: 'Local endpoint',
};

const englishSteps: Readonly<Record<StepView, string>> = {
  'waiting-for-browser': 'waiting for your browser…',
  refreshing: 'asking GitLab…',
  'assuming-role': 'asking AWS…',
  'signing-in-to-console': 'preparing the console…',
  opening: 'opening…',
};

const japanese: TrayTexts = {
  starting: '起動しています…',
  noIdentity: 'アイデンティティが設定されていません',
  openWindow: 'Tobira を開く',
  settings: '設定…',
  lock: 'すべてロック…',
  quit: '終了',
  tooltip: (signedIn) => `Tobira: ${signedIn.length === 0 ? 'サインインしていません' : signedIn.join('、')}`,
  alarm: (role) => `警告: ${role} のコンソールのリンクを確認…`,
  confirm: (role) => `${role} の使用を確認…`,
  signIn: (who) => (who === undefined ? 'サインイン…' : `${who} にサインイン…`),
  signOut: (who) => (who === undefined ? 'サインアウト' : `${who} からサインアウト`),
  signedOut: (who) => `${who} にサインインしていません`,
  stayedBehind: (who) => `警告: ${who} で渡したものを回収できませんでした…`,
  signedIn: (name, who) => `${name}（${who}）`,
  signingIn: (who) => `ブラウザーで ${who} へのサインインを続けてください`,
  cancelSignIn: 'サインインをキャンセル',
  busy: (role, step) => `${role}: ${japaneseSteps[step]}`,
  copyCredentials: (format) => `認証情報をコピー（${formatNames.ja[format]}）`,
  marked: (role, marks) =>
    marks.length === 0 ? role : `${role}（${marks.map((mark) => japaneseMarks[mark]).join('、')}）`,
  more: 'ロールのその他の操作',
  time: clock('ja'),
  until: (role, time, access) =>
    `${role}${gap}${time} まで${access === undefined ? '' : access === 'full' ? '（フルアクセス）' : '（読み取り専用）'}`,
  account: (id) => `アカウント ${id}`,
  allRoles: 'すべてのロール',
  moreGroups: 'その他のグループ',
  range: (first, last) => `${first} – ${last}`,
  moreInWindow: (count) => `ほか ${counted('ja', count)} 件はウィンドウで…`,
  otherRoles: 'ほかのロールはウィンドウで…',
  openConsole: 'コンソールを開く',
  openIn: 'サービスを開く',
  otherService: 'ほかのサービス…',
  readOnlyConsole: '読み取り専用でコンソールを開く',
  fullConsole: 'フルアクセスで開く…',
  copyAs: '認証情報をコピー',
  deliver: {
    ...formatEntries(formatNames.ja),
    'copy-console': () => 'コンソールのアドレスをコピー',
    'copy-endpoint': () => 'エンドポイントの環境変数をコピー',
    profile: (name) => `プロファイル「${name}」を書き込む（キーを自動更新）`,
    'profile-process': (name) => `プロファイル「${name}」を書き込む（毎回 Tobira に問い合わせ）`,
    terminal: () => 'ターミナルを開く',
  },
  endpoint: 'ローカルエンドポイント',
};

const japaneseMarks: Readonly<Record<TrayMark, string>> = {
  production: '本番',
  'read-only': '読み取り専用',
  copied: 'コピー済み',
};

const japaneseSteps: Readonly<Record<StepView, string>> = {
  'waiting-for-browser': 'ブラウザーでの操作を待っています…',
  refreshing: 'GitLab に確認しています…',
  'assuming-role': 'AWS に要求しています…',
  'signing-in-to-console': 'コンソールを準備しています…',
  opening: '開いています…',
};

export const trayTexts: Readonly<Record<LanguageView, TrayTexts>> = { en: english, ja: japanese };
