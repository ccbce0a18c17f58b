import type { IssuerFindingCode, IssuerFindingDetails } from '../../setup/issuer-finding.ts';
import type { ProblemVocabulary, SetupWords } from '../setup-words.ts';
import { wordsByCode } from '../trust-vocabulary.ts';
import { grantRefusals } from './grants.ts';
import { issuerFindingWords } from './setup-issuer.ts';

const looks = {
  email: 'これはメールアドレスです。',
  everybody: 'ロールを使用できる人は一人ずつ指定する必要があります。',
  name: '',
} as const;

const hole = (issuer: string) =>
  `対象者 (audience) だけを確認するポリシーでは、${issuer} のすべての CI ジョブがロールを使用できてしまいます。パイプラインの作成者は、任意の対象者のトークンを要求できるためです。`;

export const problemWords: ProblemVocabulary = {
  'issuer-unfit': ({ finding: { code, details } }) => wordsOf(code, details),
  'partition-unknown': ({ partition, known }) => ({
    title: `「${partition}」は Tobira が対応する AWS のパーティションではありません。`,
    advice: `${known.join('、')} から選択してください。`,
  }),
  'account-unreadable': ({ accountId }) => ({
    title: `「${accountId}」は AWS アカウント ID ではありません。`,
    advice: '12 桁の数字です。コンソールの右上のメニューに表示されます。',
  }),
  'role-name-unfit': ({ roleName }) => ({
    title: `「${roleName}」はロール名として使用できません。`,
    advice: 'AWS では、英数字と「+=,.@_-」を使用できます。',
  }),
  'role-name-too-long': ({ roleName, longest }) => ({
    title: `ロール名 ${roleName} が ${roleName.length} 文字あります。`,
    advice: `AWS では ${longest} 文字までです。複数のロールが必要な場合は、末尾に番号が付きます。`,
  }),
  'permission-unreadable': ({ permission }) => ({
    title: `「${permission}」は管理ポリシーではありません。`,
    advice: 'ReadOnlyAccess などの AWS 管理ポリシーの名前か、独自のポリシーの ARN を指定してください。',
  }),
  'permission-elsewhere': ({ permission, partition }) => ({
    title: `${permission} は別のパーティションのものです。`,
    advice: `ロールは ${partition} にあります。同じパーティションのポリシーを指定してください。`,
  }),
  'session-length': ({ seconds }) => ({
    title: `セッションの長さを ${seconds} 秒にすることはできません。`,
    advice: 'AWS では、ロールごとに 1 時間から 12 時間（3600 秒から 43200 秒）です。',
  }),
  'application-missing': () => ({
    title: 'アプリケーション ID がありません。',
    advice: 'GitLab のアプリケーションのページに「Application ID」として表示されます。',
  }),
  'application-secret': () => ({
    title: 'これはアプリケーションのシークレットであり、ID ではありません。',
    advice:
      '「Application ID」を指定してください。シークレットは不要です。「Confidential」のチェックを外してください。',
  }),
  'users-missing': ({ issuer }) => ({
    title: 'ユーザーが指定されていないため、ポリシーを作成しません。',
    advice: `${hole(issuer)}ユーザーを数字の ID で指定してください。自分の ID は Tobira と \`tobira status --json\` で確認できます。`,
  }),
  'user-not-a-number': ({ user, looksLike }) => ({
    title: `「${user}」はユーザー ID ではありません。`,
    advice: `${looks[looksLike]}AWS に伝わるのは数字の ID だけであり、名前は別の人のものになることがあります。ID は、各ユーザーの Tobira、\`tobira status --json\`、GitLab のユーザーのページ（「User ID」）で確認できます。`,
  }),
  'audience-is-application': () => ({
    title: 'ジョブには専用の対象者 (audience) が必要です。',
    advice:
      'これはユーザーがサインインに使用するアプリケーションの ID です。ユーザーの指定を忘れたロールがあると、ジョブのトークンで使用できてしまいます。GitLab のアドレスを使用できます。',
  }),
  'audience-unreadable': ({ audience, instead }) => ({
    title: `「${audience}」はジョブの対象者 (audience) として使用できません。`,
    advice: `空にすることはできず、空白と「$」は使用できません。${instead} を使用できます。`,
  }),
  'project-missing': ({ issuer }) => ({
    title: 'プロジェクトが指定されていないため、ポリシーを作成しません。',
    advice: `${hole(issuer)}プロジェクトを、パスか、できれば番号で指定してください（\`--project 20\`）。`,
  }),
  'project-unreadable': ({ project }) => ({
    title: `「${project}」はプロジェクトではありません。`,
    advice:
      'platform/deploy のようなパスか、GitLab のプロジェクトのページに表示される番号（「Project ID」）を指定してください。',
  }),
  'ref-missing': ({ options, environment }) => ({
    title: 'ブランチもタグも指定されていません。',
    advice: `${environment === undefined ? '' : `GitLab は環境の名前を subject に含めないため、${environment} だけでは制限できません。`}ロールを使用できるジョブを指定してください: ${options.map((option) => `\`${option}\``).join('、')}`,
  }),
  'ref-unreadable': ({ ref }) => ({
    title: `「${ref}」は、ここに指定できるブランチまたはタグではありません。`,
    advice:
      '英数字と「._/@+#=,-」、任意の文字列を表す「*」を使用できます。それ以外の場合は、subject 全体を指定してください。',
  }),
  'environment-missing': () => ({
    title: '環境が指定されていません。',
    advice: 'GitLab が環境の保護を示すのは、環境を持つジョブだけです。`--environment` で指定してください。',
  }),
  'environment-unreadable': ({ environment }) => ({
    title: `「${environment}」は、ここに指定できる環境ではありません。`,
    advice: '英数字、空白、「._/-」を使用できます。',
  }),
  'environment-differs': ({ environment, subject }) => ({
    title: `環境 ${environment} は「${subject}」の環境ではありません。`,
    advice:
      'このままではジョブが拒否されます。`--environment` を省略するか、その環境の subject を指定してください。',
  }),
  'answers-beside-subject': ({ options }) => ({
    title: `\`--sub\` だけを指定する場合、${options.join('、')} は使用できません。`,
    advice:
      '対象のジョブは subject 全体で決まります。これらを省略するか、対象のプロジェクトを `--project` で指定してください。',
  }),
  'repository-unreadable': ({ repository }) => ({
    title: `「${repository}」はリポジトリではありません。`,
    advice:
      'octocat/hello のような所有者と名前か、両方の番号を付けた形（octocat@583231/hello@1296269）で指定してください。パターンは使用できません。',
  }),
  'environment-or-ref': () => ({
    title: '環境とブランチまたはタグを同時に指定することはできません。',
    advice:
      'GitHub のトークンは、ジョブに環境がある場合、ブランチを示しません。環境だけを指定し、使用できるブランチは GitHub の環境の設定で制限してください。',
  }),
  'console-in-artifacts': () => ({
    title: 'GitHub には、コンソールのアドレスを安全に置ける場所がありません。',
    advice:
      'アドレスを持つ人は誰でもサインインでき、ワークフローが保存したファイルは、リポジトリを読める人なら誰でも取得できます。`--use exec` または `--use credentials` を指定してください。',
  }),
  'too-many-refs': ({ roles }) => ({
    title: `これらのブランチとタグにはロールが ${roles} 個必要ですが、ワークフローが使用するロールは 1 個です。`,
    advice:
      'AWS の上限は 2048 文字です。release/* のようなパターンを使用するか、ロールごとに設定してください。',
  }),
  'answers-of-other-provider': ({ options, provider }) => ({
    title: `${options.join('、')} は ${provider === 'github' ? 'GitHub' : 'GitLab'} では使用できません。`,
    advice:
      provider === 'github'
        ? '`--provider github` では、`--repository` と、`--branch`、`--tag`、`--any-ref`、`--environment` のいずれかを指定してください。'
        : '`--project` とブランチまたはタグを指定するか、GitHub のワークフローの場合は `--provider github` を指定してください。',
  }),
  'subject-is-person': ({ subject }) => ({
    title: `「${subject}」はジョブではなく、ユーザーです。`,
    advice:
      'このままではそのユーザーがロールを使用できます。ジョブの subject 全体か、`--project` でプロジェクトを指定してください。',
  }),
  'subject-without-project': ({ subject }) => ({
    title: `「${subject}」はプロジェクトを示していません。`,
    advice:
      '無関係な他の人のプロジェクトのジョブも、同じ値になることがあります。project_id:20 や project_path:group/project のように、プロジェクトで始めてください。',
  }),
  'subject-whole-group': ({ subject, group }) => ({
    title: `「${subject}」はグループ ${group} のすべてのプロジェクトを許可します。`,
    advice:
      'そこにプロジェクトを作成できる人は、ロールを使用できてしまいます。プロジェクト全体と「:」を指定するか、すべてを許可する場合は `--whole-group` を指定してください。',
  }),
  'tier-unknown': ({ tier, known }) => ({
    title: `「${tier}」は GitLab のデプロイ階層ではありません。`,
    advice: `${known.join('、')} から選択してください。`,
  }),
  'grant-refused': ({ fault }) => wordsByCode(grantRefusals, fault),
};

function wordsOf<Code extends IssuerFindingCode>(
  code: Code,
  details: IssuerFindingDetails[Code],
): SetupWords {
  return issuerFindingWords[code](details);
}
