import type { Missing } from '../../doctor/finding.ts';
import type { DoctorVocabulary } from '../doctor-words.ts';
import { complaintWords } from './complaints.ts';
import { span } from './phrases.ts';
import { because } from './reasons.ts';

const missing: Readonly<Record<Missing, string>> = {
  config: '使用できる設定がありません',
  owner: 'セッションを持つ Tobira に確認できませんでした',
  keychain: 'キーチェーンを使用できません',
  session: '有効なセッションがありません',
  'signing-in': 'サインインの途中です',
  issuer: '発行者が正しく応答していません',
  aws: 'AWS に接続できません',
  proxy: 'プロキシを使用できません',
  names: 'ホスト名が見つかりません',
  time: '時間切れになりました',
  'nothing-known': '発行者から情報を得られません',
};

const program = (kind: 'app' | 'agent') => (kind === 'app' ? 'アプリ' : 'バックグラウンドのプロセス');
const unset = (variables: string) => `意図したものでない場合は、\`unset ${variables}\` を実行してください。`;

/** What the doctor finds. What was found stands first, then what to do. */
export const doctorWords: DoctorVocabulary = {
  groups: {
    program: 'Tobira',
    files: 'AWS のファイルと環境変数',
    computer: 'このコンピューター',
    network: 'ネットワーク',
    session: 'セッション',
    roles: 'ロール',
  },
  levels: { ok: '正常', warn: '注意', fail: '異常', skipped: '未確認' },
  single: { owner: 'バックグラウンドのプロセス', keychain: 'キーチェーン' },
  findings: {
    skipped: (of) => ({ found: `確認していません（${missing[of.because]}）。` }),
    check_silent: ({ seconds }) => ({
      found: `${span(seconds)}以内に応答がありませんでした。`,
      next: 'もう一度お試しください。解決しない場合は、先に上の項目を直してください。',
    }),

    versions: ({ tobira, runtime, platform }) => ({ found: `Tobira ${tobira}（${runtime}、${platform}）。` }),
    runtime_old: ({ runtime, needed }) => ({
      found: `${runtime} は古すぎます。`,
      next: `${needed} 以降をインストールしてください。`,
    }),

    config_read: ({ path, identities, roles }) => ({
      found: `${path} を読み取りました（ID ${identities} 件、ロール ${roles} 件）。`,
    }),
    config_problem: ({ path, line, column, message, complaint }) => ({
      found: `${path}${line === undefined ? '' : ` の ${line} 行目`}${column === undefined ? '' : ` ${column} 文字目`}: ${complaint === undefined ? message : complaintWords(complaint)}`,
      next: 'この項目を直してください。それまでは除外され、ほかの項目は使用されます。',
    }),
    config_empty: ({ path, lacks }) => ({
      found: `${path} に使用できる ${lacks} がありません。`,
      next: `\`${lacks}:\` の下に追加してください。`,
    }),

    owner_answers: ({ kind, pid, version }) => ({
      found: `セッションは${program(kind)}が持っています（プロセス ${pid}、バージョン ${version}）。`,
    }),
    owner_other_version: ({ kind, version, ours }) => ({
      found: `セッションを持つ${program(kind)}のバージョンは ${version}、このコマンドは ${ours} です。`,
      next:
        kind === 'app'
          ? 'アプリを終了して、起動し直してください。'
          : '`tobira agent stop` を実行してください。次のコマンドで新しいものが起動します。',
    }),

    file_absent: ({ path }) => ({ found: `${path} はありません。問題ありません。` }),
    file_read: ({ path, profiles, managed }) => ({
      found: `${path} は AWS のツールで読み取れます（セクション ${profiles} 件、うち Tobira ${managed} 件）。`,
    }),
    file_not_utf8: ({ path, line }) => ({
      found: `${path} の ${line} 行目が UTF-8 ではありません。ロケールが UTF-8 の場合、AWS のツールはこのファイル全体を読み取れません。`,
      next: 'その行を書き直すか、エディターで UTF-8 として保存してください。',
    }),
    file_open_to_others: ({ path, mode }) => ({
      found: `${path} をほかのユーザーが使用できます（モード ${mode}）。`,
      next: `\`chmod 600 ${path}\` を実行してください。`,
    }),
    folder_open_to_others: ({ path, mode }) => ({
      found: `${path} にほかのユーザーがファイルを置けます（モード ${mode}）。`,
      next: `\`chmod 700 ${path}\` を実行してください。`,
    }),

    profiles_good: ({ count }) => ({
      found:
        count === 0
          ? 'Tobira が書き込んだプロファイルはありません。'
          : `Tobira のプロファイル ${count} 件に問題はありません。`,
    }),
    profile_hidden: ({ profile, path, keys }) => ({
      found: `プロファイル「${profile}」は使われません。AWS のツールは ${path} の ${keys.join('、')} を優先します。`,
      next: `その設定を削除するか、\`tobira profile write ROLE --profile ${profile} --overwrite\` を実行してください。`,
    }),
    profile_left: ({ profile, role, path }) => ({
      found: `${path} にプロファイル「${profile}」が残っています。ロール「${role}」は設定にありません。`,
      next: `\`tobira profile remove ${profile}\` を実行してください。`,
    }),
    profile_stale: ({ profile, path, hours }) => ({
      found: `プロファイル「${profile}」のキーは期限切れです。${path} は ${hours} 時間更新されていません。`,
      next: 'サインインして Tobira を起動したままにするか、書き込み直すか、`tobira profile remove` で削除してください。',
    }),

    environment_clear: () => ({ found: 'プロファイルに影響する環境変数はありません。' }),
    variable_keys: ({ variables }) => ({
      found: `${variables.join('、')} が設定されています。AWS CLI は AWS_PROFILE より先にこのキーを使います。`,
      next: unset(variables.join(' ')),
    }),
    variable_old_token: ({ variable }) => ({
      found: `${variable} が設定されています。AWS CLI は AWS_SESSION_TOKEN の代わりにこれを使います。`,
      next: `\`unset ${variable}\` を実行してください。`,
    }),
    variable_profile: ({ variable, profile }) => ({
      found: `${variable} でプロファイル「${profile}」が選ばれています。`,
    }),
    variable_profile_unknown: ({ variable, profile }) => ({
      found: `${variable} で選ばれているプロファイル「${profile}」は、どちらのファイルにもありません。`,
      next: `\`unset ${variable}\` を実行するか、\`tobira profile write ROLE --profile ${profile}\` で書き込んでください。`,
    }),
    variable_profile_unread: ({ variable, profile, path }) => ({
      found: `未確認: ${variable} でプロファイル「${profile}」が選ばれていますが、${path} を読み取れないため、存在するかどうかを確認できません。`,
    }),
    variable_container: ({ variable }) => ({
      found: `${variable} が設定されています。プロファイルの指定がないとき、AWS のツールはコンテナーの認証情報を使います。`,
      next: `コンテナーの外では、\`unset ${variable}\` を実行してください。`,
    }),
    variable_container_both: () => ({
      found:
        'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI があるため、`tobira serve` の AWS_CONTAINER_CREDENTIALS_FULL_URI は使われません。',
      next: '`unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` を実行してください。',
    }),
    variable_endpoint: ({ variable }) => ({
      found: `\`tobira serve\` と同じ ${variable} が設定されています。キーのある [default] プロファイルが優先されます。`,
    }),
    variable_web_identity: ({ variable }) => ({
      found: `${variable} が設定されています。AWS のツールが別のロールを引き受けることがあります。`,
      next: unset(variable),
    }),
    variable_file: ({ variable, path }) => ({
      found: `${variable} が設定されています。このターミナルのプログラムは ${path} を読みますが、ほかでは異なる場合があります。`,
      next: 'アプリや別のターミナルで書き込んだプロファイルは ~/.aws にあるかもしれません。すべてで設定するか、どこでも設定しないでください。',
    }),
    variable_service: ({ variable, host }) => ({
      found: `${variable} が設定されています。AWS のツールは ${host === '' ? 'アドレスではないもの' : host} に要求を送ります。`,
      next: unset(variable),
    }),
    variable_region: ({ variable, region }) => ({
      found: `${variable} が設定されています。プロファイルのリージョンより ${region} が優先されます。`,
      next: unset(variable),
    }),
    variable_authorities: ({ variable, path }) => ({
      found: `${variable} により、AWS CLI は ${path} の認証局を信頼します。`,
    }),
    variable_authorities_missing: ({ variable, path, reason }) => ({
      found: `${variable} の ${path} を読み取れません（${because(reason)}）。`,
      next: `ファイルを置くか、\`unset ${variable}\` を実行してください。`,
    }),
    variable_unchecked: ({ variable }) => ({
      found: `${variable}=0 により、ほかの Node プログラムはすべての証明書を信頼します。Tobira には影響しません。`,
      next: `\`unset ${variable}\` を実行してください。`,
    }),

    browser_found: ({ program: name }) => ({ found: `サインインのページは ${name} で開きます。` }),
    browser_missing: ({ program: name }) => ({
      found: `サインインのページを開く ${name} がありません。`,
      next: 'xdg-utils とブラウザーをインストールするか、BROWSER を設定するか、`tobira login --device` を使用してください。',
    }),
    browser_variable_broken: ({ program: name }) => ({
      found: `BROWSER の ${name} が見つかりません。`,
      next: 'Web アドレスを受け取れるプログラムを BROWSER に設定するか、設定を外してください。',
    }),
    browser_no_default: ({ program: name }) => ({
      found: `${name} はありますが、https を開くブラウザーが設定されていません。`,
      next: '`xdg-settings set default-web-browser NAME.desktop` を実行するか、BROWSER を設定してください。',
    }),
    browser_no_display: () => ({
      found: 'ブラウザーを表示する画面がありません。',
      next: '`tobira login --device` を使用し、別のデバイスでサインインしてください。',
    }),

    keychain_works: () => ({ found: 'キーチェーンに書き込み、読み取り、削除ができました。' }),
    keychain_forgets: () => ({
      found: 'キーチェーンが、書き込んだ項目を正しく返しませんでした。',
      next: 'キーチェーンを起動し直すか、コンピューターにサインインし直してください。',
    }),
    keychain_asks: ({ seconds }) => ({
      found: `キーチェーンがロックされ、パスワードを待っています。${span(seconds)}以内に入力されませんでした。`,
      next: 'パスワードのウィンドウを探して入力してから、もう一度お試しください。',
    }),
    keychain_hangs: ({ seconds }) => ({
      found: `キーチェーンが反応しません（${span(seconds)}以内に応答なし）。`,
      next: 'キーチェーンを起動し直すか、コンピューターにサインインし直してください。',
    }),

    loopback_free: () => ({ found: 'サインインの後、ブラウザーは 127.0.0.1 に戻れます。' }),
    loopback_refused: ({ reason }) => ({
      found: `127.0.0.1 で待ち受けできません（${because(reason)}）。ブラウザーでのサインインを完了できません。`,
      next: 'サンドボックスやセキュリティソフトを確認するか、`tobira login --device` を使用してください。',
    }),
    port_free: ({ port }) => ({ found: `\`redirectUri\` のポート ${port} は空いています。` }),
    port_taken: ({ port, reason }) => ({
      found: `\`redirectUri\` のポート ${port} を使用できません（${because(reason)}）。`,
      next: 'ポートを使っているプログラムを終了するか、設定と発行者の両方で別のポートにしてください。',
    }),

    proxy_none: () => ({ found: 'プロキシは使われていません。' }),
    proxy_used: ({ host, proxy }) => ({ found: `${host} にはプロキシ ${proxy} を通して接続します。` }),
    proxy_dead: ({ proxy, reason }) => ({
      found: `プロキシ ${proxy} が応答しません（${because(reason)}）。`,
      next: 'HTTPS_PROXY と NO_PROXY（アプリではシステムの設定）、ネットワーク、VPN を確認してください。変更後は `tobira agent stop` を実行してください。',
    }),
    authorities_read: ({ path, count }) => ({
      found: `NODE_EXTRA_CA_CERTS により ${path} の認証局 ${count} 件が追加されています。`,
    }),
    authorities_unreadable: ({ path, reason }) => ({
      found: `NODE_EXTRA_CA_CERTS の ${path} を読み取れません（${because(reason)}）。`,
      next: 'パスを直してから、`tobira agent stop` を実行してください。',
    }),
    authorities_empty: ({ path }) => ({
      found: `NODE_EXTRA_CA_CERTS の ${path} に PEM 形式の証明書がありません。`,
      next: '証明書（BEGIN CERTIFICATE）を入れてから、`tobira agent stop` を実行してください。',
    }),
    authorities_ignored: ({ path }) => ({
      found: `NODE_EXTRA_CA_CERTS に ${path} が設定されていますが、アプリでは使われません。`,
      next: '認証局をシステムの証明書に追加してください。',
    }),

    owner_other_proxy: ({ kind, hosts, here, there }) => ({
      found: `このターミナルでは ${hosts.join('、')} への接続に${here === undefined ? 'プロキシを使わない' : `プロキシ ${here} を使う`}設定です。${program(kind)}はこの設定なしで起動され、${there === undefined ? '直接接続しています' : `${there} を通して接続しています`}。`,
      next:
        kind === 'app'
          ? 'システムの設定でプロキシを指定するか、アプリを終了し、環境変数のある場所から起動してください。'
          : 'このターミナルで `tobira agent stop` を実行してください。次のコマンドで、このターミナルの環境変数を使って起動します。',
    }),
    owner_other_authorities: ({ kind, path, ownersPath }) =>
      kind === 'app'
        ? {
            found: `このターミナルでは NODE_EXTRA_CA_CERTS に ${path} が設定されていますが、アプリでは使われません。`,
            next: 'アプリが会社の認証局を信頼しない場合は、認証局をシステムの証明書に追加してください。',
          }
        : {
            found: `このターミナルでは NODE_EXTRA_CA_CERTS に ${path} が設定されています。バックグラウンドのプロセスはこの設定なしで起動されました${ownersPath === undefined ? '' : `（${ownersPath} を使用中）`}。`,
            next: 'このターミナルで `tobira agent stop` を実行してください。次のコマンドで、このターミナルの環境変数を使って起動します。',
          },
    terminal_authorities_broken: ({ path, reason }) => ({
      found:
        reason === undefined
          ? `このターミナルの NODE_EXTRA_CA_CERTS の ${path} に PEM 形式の証明書がありません。`
          : `このターミナルの NODE_EXTRA_CA_CERTS の ${path} を読み取れません（${because(reason)}）。`,
      next: 'パスまたはファイルを直すか、`unset NODE_EXTRA_CA_CERTS` を実行してください。',
    }),

    name_known: ({ host }) => ({ found: `${host} が見つかりました。` }),
    name_unknown: ({ host, reason }) => ({
      found: `ホスト名 ${host} が見つかりません（${because(reason)}）。`,
      next: 'つづり、ネットワーク、VPN を確認してください。',
    }),
    name_private: ({ host, address, what }) =>
      what === 'issuer'
        ? {
            found: `${host} はここではプライベートアドレス（${address}）です。`,
            next: 'AWS はインターネットから接続します。外からも同じ名前で接続できることを確認してください。',
          }
        : { found: `${host} はここではプライベートアドレス（${address}）です（VPC エンドポイントなど）。` },

    issuer_good: ({ issuer }) => ({ found: `${issuer} とその公開鍵から応答がありました。` }),
    aws_reached: ({ host }) => ({ found: `${host} から応答がありました。` }),

    clock_right: ({ seconds }) => ({ found: `時計は合っています（誤差 ${span(seconds)}）。` }),
    clock_off: ({ host, seconds }) => ({
      found: `このコンピューターの時計は ${host} より${span(Math.abs(seconds))}${seconds > 0 ? '遅れて' : '進んで'}います。`,
      next: 'ネットワークで時刻を合わせてください。Tobira は補正しますが、ほかのツールは拒否されることがあります。',
    }),
    clocks_apart: ({ host, other, seconds }) => ({
      found: `${host} と ${other} の時計が${span(Math.abs(seconds))}ずれています。トークンが届いたときに期限切れになることがあります。`,
      next: `${host} の管理者にお問い合わせください。`,
    }),
    clock_unknown: () => ({ found: '時刻を確認できる相手に接続できませんでした。' }),

    session_renewed: () => ({ found: 'セッションを更新できました。' }),
    session_in_memory: () => ({
      found: 'セッションはメモリーにだけあり、Tobira とともに終了します。',
      next: 'キーチェーンを直してください。セッションは自動で移されます。',
    }),
    userinfo_same: () => ({ found: '発行者の示すユーザーはセッションと同じです。' }),

    role_assumed: ({ roleArn }) => ({ found: `AWS から ${roleArn} の認証情報を取得できました。` }),
    role_shortened: ({ roleArn, seconds }) => ({
      found: `AWS は ${roleArn} に${span(seconds)}を認めないため、1 時間になります。`,
      next: '`duration` を短くするか、ロールの最大セッション時間を延ばしてください。',
    }),
  },
};
