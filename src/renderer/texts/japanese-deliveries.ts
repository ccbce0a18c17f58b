import { formatNames } from '../../shared/format-names.ts';
import type { CopyFormatView } from '../../shared/view.ts';
import type { DeliveriesTexts, DeliveryTexts } from '../delivery-texts.ts';
import { inSeconds } from '../duration.ts';

const formats = formatNames.ja;

const lent = (item: string, what: string): DeliveryTexts => ({
  item,
  done: (seconds) => `${what}。${inSeconds(seconds, 'ja')}後に消去`,
});
const kept = (item: string, done: string): DeliveryTexts => ({ item, done: () => done });
/** A shell reads it. */
const copyFor = (format: CopyFormatView) => lent(formats[format], `${formats[format]} 用にコピー済み`);
/** A file holds it. */
const copyAs = (format: CopyFormatView) => lent(formats[format], `${formats[format]} 形式でコピー済み`);

const forShell = (format: CopyFormatView) => (role: string) =>
  `${role} の認証情報を ${formats[format]} 用にコピー`;
const asFile = (format: CopyFormatView) => (role: string) =>
  `${role} の認証情報を ${formats[format]} 形式でコピー`;

export const japaneseDeliveries: DeliveriesTexts = {
  delivery: {
    'copy-env': copyFor('env'),
    'copy-fish': copyFor('fish'),
    'copy-powershell': copyFor('powershell'),
    'copy-cmd': copyFor('cmd'),
    'copy-json': copyAs('json'),
    'copy-dotenv': copyAs('dotenv'),
    'copy-ini': copyAs('ini'),
    'copy-console': lent('コンソールのアドレス', 'コンソールのアドレスをコピー済み'),
    'copy-endpoint': lent('エンドポイントの環境変数', 'エンドポイントの環境変数をコピー済み'),
    profile: kept('キーを保存し、自動で更新', 'プロファイルを書き込みました'),
    'profile-process': kept(
      'キーを保存せず、毎回 Tobira に問い合わせ',
      'Tobira に問い合わせるプロファイルを書き込みました',
    ),
    terminal: kept('ターミナルを開く', 'ターミナルを開きました'),
  },
  copyCredentials: {
    env: forShell('env'),
    fish: forShell('fish'),
    powershell: forShell('powershell'),
    cmd: forShell('cmd'),
    json: asFile('json'),
    dotenv: asFile('dotenv'),
    ini: asFile('ini'),
  },
  moreDeliveries: (role) => `その他: ${role}`,
  deliveryGroup: {
    credentials: '認証情報をコピー',
    links: 'コピー',
    profile: (name) => `プロファイル「${name}」を書き込む`,
  },
  keptFresh: (names) => `プロファイル ${names.join('、')} を自動更新中`,

  replaceQuestion: '元のキーやその他の認証情報の取得元は失われ、元に戻せません。その他の設定は残ります。',
  replaceIt: '置き換える',
  keepIt: '置き換えない',

  endpoint: {
    name: 'ローカルエンドポイント',
    state: { on: 'ローカルエンドポイント: オン', off: 'ローカルエンドポイント: オフ' },
    what: '秘密のアドレスを知っているこのコンピューターのプログラムに、Tobira が常に新しい認証情報を渡します。',
    safety: 'オフの間は応答しません。オフにすると、それまでのアドレスは使えなくなります。',
    how: 'オンの間は、各ロールのメニューからアドレスの環境変数をコピーできます。',
    turn: { on: 'オンにする', off: 'オフにする' },
    close: '閉じる',
  },

  stayedBehind: 'サインアウトしましたが、回収できなかったものがあります。',
  notWithdrawn: {
    clipboard: 'クリップボードを消去できませんでした。別の内容をコピーして上書きしてください。',
    'aws-files':
      'AWS のファイルを変更できませんでした。Tobira が書いたプロファイルにキーが残っている可能性があります。キーは有効期限まで使えます。すぐに消すには、認証情報ファイルから削除してください。',
  },
};
