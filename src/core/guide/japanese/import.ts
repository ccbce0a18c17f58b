import type { ExportNote, PersonalField } from '../../import/export-roles.ts';
import type { ImportRemark, NotByGitLab, SkipReason } from '../../import/import-entry.ts';

const by: Readonly<Record<NotByGitLab, string>> = {
  keys: 'キーから認証情報を得ています',
  process: 'プログラムから認証情報を得ています',
  login: '`aws login` から認証情報を得ています',
  sso: 'IAM Identity Center にサインインします',
  machine: '使われるマシンから認証情報を得ています',
  nothing: 'このファイルでは認証情報を持っていません',
};

/** Where a profile seems to have nothing: its keys may stand there. */
const unread = 'credentials ファイルは読み取りません。';

/** Why a profile of AWS's config file cannot be imported. */
export function skipWords(reason: SkipReason): string {
  switch (reason.kind) {
    case 'own':
      return `すでに Tobira がロール「${reason.role}」の認証情報を渡しています。`;
    case 'keys':
      return 'キーが書かれています。Tobira には不要で、読み取ってもいません。';
    case 'process':
      return '認証情報はプログラムから得られます。どのロールになるかはファイルからは分かりません。';
    case 'login':
      return '認証情報は `aws login` から得られます。どのロールになるかはファイルからは分かりません。';
    case 'nothing':
      return 'ロールが書かれていません。';
    case 'role-arn-wrong':
      return '`role_arn` が IAM ロールの ARN ではありません。';
    case 'partition':
      return `Tobira はパーティション「${reason.partition}」を知りません。コンソールのサインイン先が公開されていません。`;
    case 'no-source':
      return 'どこからロールを引き受けるかが書かれていません。ロールが GitLab を信頼しているなら、手で追加してください。';
    case 'credential-source':
      return 'ロールは使われるマシンから引き受けられます (`credential_source`)。';
    case 'external-id-wrong':
      return '`external_id` に AWS が許可していない文字があります。';
    case 'sso-incomplete':
      return 'IAM Identity Center にサインインしますが、アカウントとロール (`sso_account_id`、`sso_role_name`) が書かれていません。';
    case 'source-missing':
      return `\`source_profile\` の「${reason.source}」がこのファイルにありません。${unread}`;
    case 'source-loop':
      return `\`source_profile\` の「${reason.source}」をたどると自分自身に戻ります。`;
    case 'chain-too-long':
      return `\`source_profile\` の「${reason.source}」から続くロールが ${reason.most} 個を超えます。`;
    case 'source-other-partition':
      return `\`source_profile\` の「${reason.source}」は AWS の別のパーティションにあります。そこからはロールを引き受けられません。`;
    case 'source-unknown-role':
      return `\`source_profile\` の「${reason.source}」は Tobira のロール「${reason.role}」のものですが、設定にそのロールがありません。`;
    case 'source-not-by-gitlab':
      return `\`source_profile\` の「${reason.source}」は${by[reason.by]}。GitLab のサインインからこのロールには届きません。${reason.by === 'nothing' ? unread : ''}`;
  }
}

/** What is to be known of a role that can be imported. */
export function remarkWords(remark: ImportRemark): string {
  switch (remark.kind) {
    case 'id-taken':
      return `この ID は別のロールが使っています。ここでは「${remark.id}」になります。`;
    case 'profile-taken':
      return `AWS のファイルでのプロファイル名は「${remark.profile}」になります。`;
    case 'default-profile':
      return `AWS のファイルでのプロファイル名は「${remark.profile}」になります。「default」は、名前を指定しないすべてのプログラムが使います。`;
    case 'duration-unfit':
      return `\`duration_seconds = ${remark.found}\` は取り込みません。AWS が許可するのは 900 から 43200 までです。`;
    case 'duration-chained':
      return `\`duration_seconds = ${remark.found}\` は取り込みません。別のロールから引き受けるロールは最長 1 時間です。`;
    case 'region-unfit':
      return `\`region = ${remark.found}\` は取り込みません。ロールのパーティションのリージョンではありません。`;
    case 'external-id-unused':
      return '`external_id` は取り込みません。GitLab でサインインする人に AWS は外部 ID を求めません。';
    case 'session-name-unused':
      return '`role_session_name` は取り込みません。Tobira はサインインしている人の名前をセッションに付けます。';
    case 'mfa-unused':
      return '`mfa_serial` は取り込みません。二要素目は GitLab が確認します。AWS の MFA を求めるロールは拒否します。';
    case 'same-role':
      return `上のプロファイル「${remark.profile}」が同じロールと同じリージョンのものです。`;
    case 'in-catalogue':
      return `このロールはカタログ「${remark.catalogue}」に「${remark.role}」としてすでにあります。自分のロールとしても必要な場合だけ追加してください。`;
    case 'cluster-guess':
      return '推測です。このロールには Kubernetes クラスターのトークンで入ります。ロールが GitLab も信頼している場合だけ使えます。';
    case 'sso-guess':
      return `推測です。IAM Identity Center 自身のロールには、ほかからは入れません。GitLab を信頼する「${remark.roleName}」という名前のロールがこのアカウントにある場合だけ使えます。`;
  }
}

const fields: Readonly<Record<PersonalField, string>> = {
  id: 'ID',
  name: '名前',
  tag: 'タグ',
  arn: 'ARN',
  policy: 'ポリシー',
};

/** The first line of an export. */
export const exportHeading = 'Tobira のロール。秘密の情報は含まれません。';

/** What was left out of an export, and what to look at in it. */
export function exportWords(note: ExportNote): string {
  switch (note.kind) {
    case 'destination-left-out':
      return `${note.role}: 行き先は AWS のコンソールのページではないため、書き出しません。`;
    case 'source-identity-left-out':
      return `${note.role}: チェーンのソース ID は利用者を表すため、書き出しません。必要な場合は各自で追加してください。`;
    case 'default-profile-left-out':
      return `${note.role}: カタログはロールにプロファイル「default」を付けられません。`;
    case 'profile-left-out':
      return `${note.role}: プロファイルは個人のアドレスのようなので、書き出しません。`;
    case 'external-id':
      return `${note.role}: チェーンの外部 ID はそのまま書き出します。AWS は秘密として扱いませんが、渡す相手に知られてよいか確認してください。`;
    case 'looks-personal':
      return `${note.role}: ${fields[note.field]}に個人のアドレスが入っているようです。渡す前に確認してください。`;
  }
}
