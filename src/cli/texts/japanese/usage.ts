import { copyFormats } from '../../../core/model.ts';

const formats = `${[...copyFormats].join('、').replace('、', '（既定）、')}、process`;

/** The same commands and options as in the English one. */
export const usage = `Tobira: GitLab アカウントから AWS コンソールへ。

使い方: tobira コマンド [オプション]

  login [IDENTITY]          ブラウザーで GitLab にサインインします
      --device              別のデバイスでコードを使ってサインインします（リモートシェル向け）
  logout [IDENTITY]         このコンピューターと GitLab の両方でセッションを終了します
      --all                 すべてロック: すべてのセッションと、保持しているすべての認証情報
  status                    サインインの状態を表示します
  roles                     使用できるロールを表示します
      --all                 所属していないグループのカタログのロールも表示します
  console ROLE              ロールの AWS コンソールをブラウザーで開きます
      --print               開かずにアドレスを表示します。開いた人は誰でもサインインできます
      --read-only           読み取り専用のセッション（credentials、profile write、exec でも使用できます）
      --full-access         readOnly のロールで、ロールのすべての権限を使用します（同上）
      --region R            ロールと異なるリージョン
      --service S           ec2 や logs などの名前で選ぶページ
      --destination URL     コピーしたアドレスのページ。開けるロールが一つなら ROLE は省略できます
  credentials ROLE          一時的な認証情報を表示します
      --format F            ${formats}
  profile write ROLE        ロールをプロファイルとして ~/.aws に書き込みます
      --profile NAME        設定と異なるプロファイル名
      --mode M              static（既定）: キーを書き込み、更新し続けます
                            process: AWS のツールがキーを Tobira から取得します
      --overwrite           同じ名前で書き込まれている、ほかの内容を置き換えます
  profile remove NAME       Tobira が書き込んだプロファイルを削除します
  exec ROLE -- CMD...       ロールでプログラムを実行します。キーはその環境変数だけに渡します
      --endpoint            キーの代わりに、キーを更新するアドレスを渡します（長時間の実行向け）
      --region R            ロールと異なるリージョン
      --announce            最初に、どのロールかを標準エラー出力とターミナルのタイトルに表示します
  serve ROLE...             このコンピューターの AWS のツールに、常に新しい認証情報を提供します
      --format F            接続先の表示形式: env（既定）、fish、powershell、cmd、dotenv、json
  catalogue [list]          共有されているロールのカタログと、その読み込み状況
  catalogue check FILE      カタログの下書きの誤り。誤りがあれば終了コード 3
  catalogue refresh [ID]    1 つ、またはすべてを読み込み直します
  catalogue login|logout [ID]   カタログを読み取るアプリケーションへのサインイン、サインアウト
  catalogue trust ID ISSUER   カタログだけが指定している発行者を信頼します
  agent status|stop         セッションを保持するバックグラウンドのプロセス
  explain ROLE              AWS に示した内容と、ロールの信頼ポリシーに必要な指定を表示します
      --trust-policy FILE   このポリシーを IAM と同じように判定し、修正案を示します（- は標準入力）
  doctor [ROLE...]          Tobira に必要なものをすべて確認し、対処方法を示します。何も変更しません
      --bundle FILE         秘密情報を含まないサポート用の情報もファイルに書き込みます
  config check [FILE]       設定（または指定したファイル）の誤りを表示します。誤りがあれば終了コードは 3 です
  config path|edit          設定ファイルの場所の表示、VISUAL または EDITOR での編集と確認
  config schema             エディターで使用する JSON スキーマ
      --write               設定ファイルと同じ場所に保存します
  import [FILE]             AWS の config ファイルのプロファイルをロールとして取り込みます。まず内容を表示します
      --write               確認のあと、設定に追加します
      --yes                 確認を省きます（export でも使用できます）
      --only NAME           指定したプロファイルだけ（推測も含む）。複数回、またはコンマ区切り
      --sso                 IAM Identity Center のプロファイル（推測）もすべて取り込みます
      --identity ID         アイデンティティが複数あるとき、ロールが属するもの
  export [ROLE...]          すべて、または指定したロールを共有用に出力します。個人情報、設定、秘密情報は含みません
      --format F            catalogue（既定）または config
      --without-identities  GitLab のアドレスとアプリケーションも含めません
      --out FILE            ファイルに書き込みます
  ci console                CI ジョブの ID トークンからコンソールのアドレスを取得します
      --role-arn ARN        引き受けるロール
      --id-token-env NAME   トークンが入っている変数（既定は MY_ID_TOKEN）
      --print | --out FILE  アドレスの出力先
      --duration D          コンソールセッションの長さ（15m から 12h）
      --destination URL     コンソール内のページ
  ci credentials            CI ジョブの ID トークンから認証情報を取得します
      --role-arn ARN, --id-token-env NAME, --duration D
      --format F            ${formats}
  ci exec -- CMD...         CI ジョブの ID トークンでプログラムを実行します。キーはその環境変数だけに渡します
      --role-arn ARN, --id-token-env NAME, --duration D
      --session-name S, --region R, --audience A   ci のどのコマンドでも使用できます
      --chain-role-arn ARN  直前のロールで引き受ける次のロール。複数回指定できます（ci のどのコマンドでも）
      --external-id ID, --source-identity S        直前に書いた次のロールに対する指定
  setup gitlab|aws|ci       GitLab と AWS に必要な設定を、そのまま適用できる形で表示します
      --issuer URL, --identity ID, --offline   共通
      --application-id ID, --user ID           ロールを使用できるユーザー (aws)
      --provider P, --repository R             ジョブの実行元。gitlab（既定）、または github とリポジトリ (ci)
      --project P, --branch B, --tag T, --any-ref, --sub S, --whole-group, --audience A, --use U,
      --protected-ref, --protected-environment, --tier T   ロールを使用できるジョブ (ci)
      --environment E       ジョブの環境。ジョブの制限になるのは GitHub だけです (ci)
      --account ID, --partition P, --role-name NAME, --permission P, --max-session D   ロール
      --format F            summary（既定）、policy、aws-cli、terraform、cloudformation、config、gitlab-ci、
                            github-workflow、json

共通のオプション: --config PATH, --json, --help, --version
終了コード: 0 完了、1 不具合、2 使い方の誤り、3 設定、4 サインインまたは確認が必要、5 拒否、6 ネットワーク、
            7 キーチェーン、8 ファイルまたはプログラムを使用できない、またはサインアウト後にキーが残っている
`;
