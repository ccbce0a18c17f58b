/** What the system's error codes mean. */
const codes: ReadonlyMap<string, string> = new Map([
  ['EACCES', '権限がありません'],
  ['EPERM', 'システムで許可されていません'],
  ['ENOENT', '見つかりません'],
  ['ENOTDIR', 'フォルダーではなくファイルがあります'],
  ['EISDIR', 'ファイルではなくフォルダーです'],
  ['EROFS', 'ディスクが読み取り専用です'],
  ['ENOSPC', 'ディスクの空き容量がありません'],
  ['EDQUOT', 'ディスクの割り当て容量を使い切っています'],
  ['EMFILE', '開いているファイルが多すぎます'],
  ['ECONNREFUSED', '接続を受け付けるプログラムがありません'],
  ['ECONNRESET', '接続が切断されました'],
  ['EPIPE', '接続が切断されました'],
  ['ETIMEDOUT', '応答がありません'],
  ['ENOTFOUND', 'ホスト名が見つかりません'],
  ['EAI_AGAIN', '現在、名前解決ができません'],
  ['EHOSTUNREACH', '宛先に到達できません'],
  ['ENETUNREACH', '宛先に到達できません'],
]);

/** Reasons that Tobira gives itself, and Chromium's names as it puts them. */
const phrases: ReadonlyMap<string, string> = new Map([
  ['you have no permission to read it', '読み取る権限がありません'],
  ['it is a folder, not a file', 'ファイルではなくフォルダーです'],
  ['the file is far too large', 'ファイルが大きすぎます'],
  ['it cannot be made', '作成できません'],
  ['it cannot be created', '作成できません'],
  ['it cannot be used', '使用できません'],
  ['it must be a folder of your own', '自分が所有するフォルダーである必要があります'],
  [
    'a folder is in the place of the socket: remove it',
    'ソケットの場所にフォルダーがあります。フォルダーを削除してください',
  ],
  ['the agent does not start', 'エージェントが起動しません'],
  ['too many are asking at once', '同時に接続しているプログラムが多すぎます'],
  ['its answer cannot be read', '応答を読み取れません'],
  ['the reply is far too large', '応答が大きすぎます'],
  ['the connection broke', '接続が切断されました'],
  ['connection refused', '接続が拒否されました'],
  ['connection reset', '接続が切断されました'],
  ['connection closed', '接続が切断されました'],
  ['connection timed out', '接続がタイムアウトしました'],
  ['timed out', 'タイムアウトしました'],
  ['empty response', '応答が空でした'],
  ['name not resolved', 'ホスト名が見つかりません'],
  ['internet disconnected', 'インターネットに接続していません'],
  ['network changed', 'ネットワークが切り替わりました'],
  ['network access denied', 'ネットワークへのアクセスが拒否されました'],
  ['address unreachable', '宛先に到達できません'],
  ['its library cannot be loaded', 'ライブラリを読み込めません'],
  ['it was closed meanwhile', '途中で閉じられました'],
  ['other programs keep changing it', '他のプログラムが変更し続けています'],
  ['it is a link to a file that is not there', 'リンク先のファイルがありません'],
  ['its links lead back to each other', 'リンクが循環しています'],
  ['it is a web page, or not text in UTF-8', 'ウェブページか、UTF-8 のテキストではないファイルです'],
  ['a catalogue is 5 MB at most', 'カタログは最大 5 MB です'],
  ['it is not text in UTF-8', 'UTF-8 のテキストではありません'],
  ['it is not written in UTF-8', 'UTF-8 で書かれていません'],
  [
    'it is written in a way that only a person should edit',
    'アプリでは編集できない書き方になっています。エディターで編集してください',
  ],
  [
    'this part of it is written in a way that only a person should edit',
    'この部分はアプリでは編集できない書き方になっています。エディターで編集してください',
  ],
  [
    'a comment would be lost: only a person should edit it',
    'コメントが失われるため、アプリでは編集できません。エディターで編集してください',
  ],
  [
    'an anchor (&) is used elsewhere: only a person should edit it',
    'アンカー（&）が他の場所で使われているため、アプリでは編集できません。エディターで編集してください',
  ],
  [
    'an alias (*) stands for what is written elsewhere: only a person should edit it',
    'エイリアス（*）が他の場所の値を指しているため、アプリでは編集できません。エディターで編集してください',
  ],
  [
    'an edit would break its hard link',
    'ハードリンクされたファイルのため、アプリで編集するとリンクが切れます。エディターで編集してください',
  ],
  [
    'it is gone; put it back, or quit Tobira to begin anew',
    'ファイルがなくなりました。元に戻すか、最初から設定する場合は Tobira を終了してください',
  ],
  ['another Tobira is just changing it', '別の Tobira が変更中です'],
  ['it is not a regular file', '通常のファイルではありません'],
  ['the file is read-only', 'ファイルが読み取り専用です'],
  [
    'the command cannot be written so that every AWS tool reads it alike',
    'コマンドを、すべての AWS ツールが同じように読み取れる形で書き込めません',
  ],
  ['the file begins with a byte order mark', 'ファイルの先頭にバイトオーダーマークがあります'],
  ['there is a NUL byte in it', 'NUL バイトが含まれています'],
  ['this line stands before the first [section]', '最初の [セクション] より前に行があります'],
  ['there is no name before the "=" or ":"', '「=」または「:」の前に名前がありません'],
  ['there is no "=" or ":" in this line', '行に「=」も「:」もありません'],
  [
    'this line belongs to the setting above it, and there is no "=" in it',
    '上の設定に属する行に「=」がありません',
  ],
  ['a section of this name stands above already', '同じ名前のセクションが上にあります'],
  ['this setting stands in its section already', '同じ設定がセクション内に重複しています'],
  [
    'this section has indented lines that not every program reads alike',
    'セクションに、プログラムによって解釈が異なる字下げの行があります',
  ],
  [
    'the AWS CLI takes this setting, which stands in [DEFAULT], for one of every profile',
    '[DEFAULT] の設定は、AWS CLI ではすべてのプロファイルの設定として扱われます',
  ],
  ['unknown reason', '原因不明'],
  ['the stored value does not read back', '保存した値を読み戻せません'],
  ['it names another user', '別のユーザーのトークンです'],
  ['it names another user than userinfo', 'ユーザー情報と異なるユーザーのトークンです'],
  ['it is issued in the future', '発行日時が未来になっています'],
  ['no terminal program was found', 'ターミナルを開くプログラムが見つかりません'],
  [
    'there is a file already; remove it or choose another name',
    'ファイルがすでにあります。削除するか、別の名前を選んでください',
  ],
  [
    'it is the configuration itself; choose another name',
    '設定ファイルそのものです。別の名前を選んでください',
  ],
  ['it cannot be written', '書き込めません'],
  [
    'AWS\'s clients would take the credentials of its profile "default" instead of the endpoint\'s; leave out --endpoint, or give that profile another name',
    'AWS のクライアントは、エンドポイントではなくプロファイル「default」の認証情報を使用します。--endpoint を付けずに実行するか、そのプロファイルの名前を変えてください',
  ],
  ['there is no revocation endpoint', 'トークンを取り消すためのエンドポイントがありません'],
]);

/** A reason in words; a code stays beside them. What others say stays as they say it. */
export function because(reason: string): string {
  const words = codes.get(reason);
  if (words !== undefined) return `${words}: ${reason}`;
  const [, line, rest = ''] = /^in line (\d+), (.+)$/.exec(reason) ?? [];
  const phrase = phrases.get(line === undefined ? reason : rest);
  if (phrase === undefined) return reason;
  return line === undefined ? phrase : `${line} 行目: ${phrase}`;
}
