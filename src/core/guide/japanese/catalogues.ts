import type { Vocabulary } from '../guidance.ts';
import type { CatalogueErrors } from '../../catalogues/catalogue-errors.ts';
import { complaintSentence } from './complaints.ts';
import { span } from './phrases.ts';

const stays = '前回読み込んだロールは引き続き使用できます。';

const missingWords = {
  project: 'プロジェクトが存在しないか、閲覧する権限がありません',
  file: 'プロジェクトにこのファイルがありません',
  ref: 'プロジェクトにこのブランチ、タグ、コミットがありません',
  address: 'このアドレスには何もありません',
  any: '存在しないか、閲覧する権限がありません',
} as const;

/** Lists of roles that others keep. */
export const catalogueWords = {
  unknown_catalogue: ({ catalogue, known }) => ({
    title: `カタログ ${catalogue} はありません。`,
    happened:
      known.length === 0
        ? '設定ファイルにカタログがありません。'
        : `設定ファイルにあるカタログは次のとおりです: ${known.join('、')}。`,
    advice: '名前を確認するか、設定ファイルの `catalogues` に追加してください。',
  }),
  catalogue_login_needed: ({ catalogue, noKeychain }) => ({
    title: `カタログ ${catalogue} には専用のサインインが必要です。`,
    happened: `カタログは、リポジトリの読み取りだけができるアプリケーションで読み込まれますが、サインインしていません。${stays}`,
    advice: `ウィンドウでカタログにサインインするか、\`tobira catalogue login ${catalogue}\` を実行してください。${noKeychain ? 'キーチェーンがないため、そのセッションは Tobira の実行中だけ続きます。' : ''}`,
  }),
  catalogue_no_login: ({ catalogue }) => ({
    title: `カタログ ${catalogue} にサインインは必要ありません。`,
    happened: 'ファイル、または誰でも読み取れるアドレスから読み込まれます。',
    advice: `\`tobira catalogue refresh ${catalogue}\` で読み込み直せます。`,
  }),
  catalogue_scope: ({ catalogue, scope }) => ({
    title: `カタログ ${catalogue} のアプリケーションはリポジトリを読み取れません。`,
    happened: `スコープが不足しているため、拒否されました。${stays}`,
    advice: `GitLab のアプリケーションにスコープ ${scope} だけを設定し、カタログにサインインし直してください。`,
  }),
  catalogue_forbidden: ({ catalogue, place, address }) =>
    address
      ? {
          title: `カタログ ${catalogue} のアドレスは、誰でも読み取れるものではありません。`,
          happened: `${place} がサインインを求めているか、アクセスを拒否しています。アドレスには認証情報を送りません。${stays}`,
          advice:
            '設定ファイルに書かれたアドレスを、「?」以降も含めて確認してください。公開しないロールは、GitLab のプロジェクトに置くことができます。',
        }
      : {
          title: `カタログ ${catalogue} を読み取る権限がありません。`,
          happened: `${place} の読み取りが許可されていません。${stays}`,
          advice: 'プロジェクトの管理者に、リポジトリの読み取り権限を依頼してください。',
        },
  catalogue_not_found: ({ catalogue, place, missing }) => ({
    title: `カタログ ${catalogue} が見つかりません。`,
    happened: `${missingWords[missing]}: ${place}。${stays}`,
    advice: '設定ファイルに書かれた場所を確認し、読み取り権限があるか管理者にお問い合わせください。',
  }),
  catalogue_throttled: ({ catalogue, host, waitSeconds }) => ({
    title: `${host} がリクエストを制限しています。`,
    happened: `リクエストが多すぎるため、カタログ ${catalogue} を読み込み直せませんでした。${stays}`,
    advice: `自動的に再試行されます。手動の場合は、${span(waitSeconds ?? 60)}後にお試しください。`,
  }),
  catalogue_failed: ({ catalogue, host, status }) => ({
    title: `カタログ ${catalogue} を読み込めませんでした。`,
    happened: `${host} からステータス ${status} が返されました。${stays}`,
    advice: '自動的に再試行されます。解決しない場合は、サーバーの管理者にお問い合わせください。',
  }),
  catalogue_not_text: ({ catalogue, place }) => ({
    title: `カタログ ${catalogue} ではないものが届きました。`,
    happened: `${place} から、ウェブページ、またはテキストではないデータが返されました。${stays}`,
    advice:
      'ネットワークで接続ページが必要な場合は、先にブラウザーで開いてください。そうでない場合は、設定ファイルに書かれた場所を確認してください。',
  }),
  catalogue_too_large: ({ catalogue, largest }) => ({
    title: `カタログ ${catalogue} が大きすぎます。`,
    happened: `${Math.round(largest / 1_000_000)} MB を超えています。${stays}`,
    advice: '設定ファイルに正しいファイルが書かれているか確認してください。カタログは管理者が分割できます。',
  }),
  catalogue_too_long: ({ catalogue, roles, most }) => ({
    title: `カタログ ${catalogue} のロールが多すぎます。`,
    happened: `ロールが ${roles} 件あります。上限は ${most} 件です。${stays}`,
    advice: 'カタログの管理者に、分割を依頼してください。',
  }),
  catalogue_broken: ({ catalogue, problems, complaints }) => ({
    title: `カタログ ${catalogue} に誤りがあります。`,
    happened: `${(complaints?.map(complaintSentence) ?? problems).join('\n')}\n${stays}`,
    advice: 'カタログの管理者に修正を依頼してください。',
  }),
  catalogue_unreadable: ({ catalogue, path, reason }) => ({
    title: `カタログ ${catalogue} のファイルを読み取れません。`,
    happened: `${path}: ${reason}。${stays}`,
    advice: 'ファイルと、設定ファイルに書かれたパスを確認してください。',
  }),
  catalogue_role_changed: ({ catalogue, role, profile, from, to }) => ({
    title: `プロファイル「${profile}」の更新を停止しました。`,
    happened:
      from === to
        ? `カタログ ${catalogue} が、ロール「${role}」（${to}）の経路またはアイデンティティを変更しました。プロファイルのキーは変更前のもので、期限が来ると失効します。`
        : `カタログ ${catalogue} が、「${role}」を別のロールに変更しました（${from} → ${to}）。プロファイルのキーは変更前のもので、期限が来ると失効します。`,
    advice: '変更後のキーを使用する場合は、もう一度試すか、プロファイルを書き直してください。',
  }),
  catalogue_no_such_issuer: ({ catalogue, issuer, known }) => ({
    title: `カタログ ${catalogue} は ${issuer} を求めていません。`,
    happened:
      known.length === 0
        ? '確認が必要な発行者 (issuer) はありません。'
        : `確認が必要な発行者 (issuer) は次のとおりです: ${known.join('、')}。`,
    advice: '確認が必要なものは `tobira catalogue list` で表示できます。',
  }),
} satisfies Pick<Vocabulary, keyof CatalogueErrors>;
