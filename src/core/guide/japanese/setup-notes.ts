import type { IssuerFindingCode, IssuerFindingDetails } from '../../setup/issuer-finding.ts';
import type { NoteVocabulary, SetupWords } from '../setup-words.ts';
import { issuerFindingWords } from './setup-issuer.ts';

export const noteWords: NoteVocabulary = {
  'issuer-unreachable': ({ host }) => ({
    title: `AWS はこの GitLab を信頼できません。${host} はプライベートアドレスです。`,
    advice:
      'AWS はインターネットから接続するため到達できません。GitLab に公開された名前が付くまで、以下は機能しません。',
  }),
  'issuer-corrected': ({ issuer, instead }) => ({
    title: `${issuer} の代わりに ${instead} を使用します。`,
    advice: 'AWS はトークンの内容と一字一句を比較します。',
  }),
  'issuer-doubtful': ({ finding: { code, details } }) => wordsOf(code, details),
  'read-only': ({ permission }) => ({
    title: 'このロールはアカウント内のすべてを参照できますが、変更はできません。',
    advice: `権限が指定されていないため、${permission} を使用します。`,
  }),
  'several-roles': ({ roles }) => ({
    title: `1 つの信頼ポリシーに収まらないため、ロールを ${roles.length} 個に分けます。`,
    advice: `AWS の上限は 2048 文字です。${roles.map(({ name, subjects }) => `${name} は ${subjects} 件`).join('、')}です。各ユーザー、ブランチ、タグはそのうちの 1 つを使用します。`,
  }),
  'path-can-change-hands': ({ project }) => ({
    title: `このロールはプロジェクトのパス ${project} で判断します。`,
    advice:
      '名前の変更や移動の後、ジョブは拒否され、そのパスを新たに取得した人がロールを使用できます。番号は他のプロジェクトのものにならないため、番号での指定をお勧めします。',
  }),
  'every-branch': ({ ref }) => ({
    title: `「${ref}」はすべてのブランチを許可します。`,
    advice: 'このプロジェクトにブランチをプッシュできる人（通常はすべての開発者）が、ロールを使用できます。',
  }),
  'protect-refs': ({ refs }) => ({
    title: `GitLab で ${refs.join('、')} を保護してください。`,
    advice:
      'そこにプッシュできる人は、ロールを使用できます。マージリクエストはソースブランチとして扱われるため、同じ名前のものも一致します。',
  }),
  'protect-repository-refs': ({ refs }) => ({
    title: `GitHub で ${refs.join('、')} を保護してください。`,
    advice: 'そこにプッシュできる人は、ロールを使用できます。リポジトリのルールセットで制限してください。',
  }),
  'protect-environment': ({ environment }) => ({
    title: `GitHub で環境 ${environment} を制限してください。`,
    advice:
      'リポジトリのどのワークフローも、どのブランチからでもこの環境を指定でき、環境がなければ GitHub が制限なしで作成します。リポジトリの設定で、使用できるブランチと承認者を指定してください。',
  }),
  'repository-by-name': ({ repository }) => ({
    title: `このロールはリポジトリの名前 ${repository} で、一字一句判断します。`,
    advice: `その名前を新たに取得した人がロールを使用できます。また、2026 年 7 月 15 日以降に作成、改名、移動したリポジトリのトークンには番号が含まれるため、名前だけでは拒否されます。\`--repository\` に指定する名前と番号は、次のコマンドで確認できます: gh api repos/${repository} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"'`,
  }),
  'repository-by-number': ({ repository }) => ({
    title: `このロールは、番号を含めて ${repository} 用です。`,
    advice:
      'GitHub は、2026 年 7 月 15 日以降に作成、改名、移動したリポジトリのトークンに番号を含めます。それより古い場合は、リポジトリまたは組織の OIDC の設定で有効にしてください。改名した場合は、ポリシーの名前の更新が必要です。',
  }),
  'pull-requests-stay-out': () => ({
    title: 'イベント pull_request のワークフローは拒否されます。',
    advice: 'ジョブに環境がない限り、そのトークンにはブランチの代わりにイベントが示されます。',
  }),
  'forks-stay-out': () => ({
    title: 'フォークからのマージリクエストは拒否されます。',
    advice:
      'そのジョブは、自分のプロジェクトで実行されていても、フォークのプロジェクトを名乗ります。18.2.2 より前の GitLab では自分のプロジェクトを名乗るため、更新してください。',
  }),
  'forks-come-in': ({ subject }) => ({
    title: `警告:「${subject}」はフォークからのマージリクエストを許可します。`,
    advice:
      'この subject はジョブを実行するプロジェクトを表します。そこで実行したフォークのマージリクエストも、フォークのコードとブランチ名のまま許可されます。意図したものでなければ、project_id または source_project_id で始めてください。',
  }),
  'subject-components': ({ project, components }) => ({
    title: '先に、プロジェクトの subject の構成を変更する必要があります。',
    advice: `メンテナーとして、GitLab のプロジェクト API で ${project} の ci_id_token_sub_claim_components を [${components.join(', ')}] に設定してください。それまでジョブは拒否されます。`,
  }),
  'components-unknown': ({ subject, components, known }) => ({
    title: `警告:「${subject}」に必要な ${components.join('、')} を、GitLab が subject に含められるかどうかは確認されていません。`,
    advice: `設定 ci_id_token_sub_claim_components に使用できると確認されているのは、${known.join('、')} です。それ以外を設定できない場合、どのジョブも許可されません。`,
  }),
  'environment-open': ({ environment }) => ({
    title: `警告: \`--environment ${environment}\` ではジョブを制限できません。`,
    advice:
      'GitLab は環境の名前を subject に含めないため、ジョブのファイルに書かれるだけです。他の環境のジョブも、ロールを使用できます。`--protected-environment` を指定すると、名前を問わず保護された環境に限定できます。',
  }),
  'audience-like-application': ({ audience }) => ({
    title: `対象者 (audience) ${audience} は、ユーザーがサインインに使用するアプリケーションの ID のように見えます。`,
    advice:
      'ジョブには専用の対象者が必要です。ユーザーの指定を忘れたロールがあると、ジョブのトークンで使用できてしまいます。GitLab のアドレスを使用できます。',
  }),
  'whole-group': ({ subject, group }) => ({
    title: `警告:「${subject}」はグループ ${group} のすべてのプロジェクトを許可します。`,
    advice:
      '今後作成されるプロジェクトも含まれます。このグループかその下にプロジェクトを作成できる人は、ロールを使用できます。',
  }),
  'subject-not-project-first': ({ subject }) => ({
    title: `警告:「${subject}」はプロジェクトで始まっていません。`,
    advice:
      'GitLab はこのような subject を作成しないため、どのジョブも許可されません。project_id や project_path などで始めてください。',
  }),
  'tier-by-author': ({ tier }) => ({
    title: `パイプラインの作成者は、任意の環境を ${tier} にできます。`,
    advice: '階層だけでは誰も制限されません。保護された環境または保護されたブランチも条件にしてください。',
  }),
};

function wordsOf<Code extends IssuerFindingCode>(
  code: Code,
  details: IssuerFindingDetails[Code],
): SetupWords {
  return issuerFindingWords[code](details);
}
