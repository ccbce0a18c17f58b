import type { Named } from '../../trust/others-let-in.ts';
import type { TrustVocabulary } from '../trust-vocabulary.ts';
import { grantRefusals } from './grants.ts';
import { trustDangers } from './trust-dangers.ts';
import { trustFaults } from './trust-faults.ts';

/** Trust policies in Japanese. */
export const trustWords: TrustVocabulary = {
  gap: '',
  verdicts: {
    allowed: 'この信頼ポリシーは、このトークンを許可します。',
    refused: 'この信頼ポリシーは、このトークンを許可しません。',
    unknown: 'この信頼ポリシーで許可されるかどうかは、AWS だけが知る値によるため、ここでは判定できません。',
  },
  statement: ({ number, sid, effect, applies }) => {
    const name = `ステートメント ${number}${sid === undefined || sid === '' ? ' ' : `（${sid}）`}`;
    const says = {
      yes:
        effect === 'Allow' ? 'で許可されます' : 'で拒否されます（条件がすべてこのトークンに当てはまります）',
      no: effect === 'Allow' ? 'では許可されません' : 'は、このトークンには当てはまりません',
      unknown: effect === 'Allow' ? 'で許可される可能性があります' : 'で拒否される可能性があります',
    };
    return `${name}${says[applies]}`;
  },
  principal: ({ wanted }, right) =>
    `Principal: ポリシーの指定は ${list(wanted)}、トークンのプロバイダーは ${right} です。`,
  action: ({ wanted, negated }) =>
    negated
      ? `NotAction: ${list(wanted)} により sts:AssumeRoleWithWebIdentity が除外されています。`
      : `Action: ${list(wanted)} には sts:AssumeRoleWithWebIdentity が含まれません。`,
  condition: ({ operator, key, wanted, found, holds }) => {
    const isNull = operator === 'Null';
    const values = wanted.map((one) => `${quoted(one)}${isNull ? presence(one) : ''}`);
    const head = `${operator} ${key}: ポリシーの値は${list(values)}`;
    switch (found.kind) {
      case 'values':
        return `${head}、トークンの値は${list(found.values.map(quoted))}です。`;
      case 'absent':
        if (holds !== 'yes') return `${head}ですが、リクエストにこのキーはありません。`;
        return `${head}で、リクエストにこのキーがないため成立します。`;
      case 'unknown':
        return `${head}ですが、リクエストの値は AWS だけが知っています。`;
    }
  },
  near: {
    'letter-case': ({ right }) => `大文字と小文字だけが異なります。正しくは${quoted(right)}です。`,
    'white-space': ({ right }) => `空白だけが異なります。正しくは${quoted(right)}です。`,
    'trailing-slash': ({ right }) => `末尾のスラッシュだけが異なります。正しくは${quoted(right)}です。`,
    scheme: ({ right }) => `http:// や https:// を付けずに書きます。正しくは${quoted(right)}です。`,
    'number-form': ({ right }) => `数値ではなく文字列として比較されます。正しくは${quoted(right)}です。`,
    'wildcard-not-read': ({ wanted }) =>
      `この演算子ではワイルドカードは使えません。StringLike であれば${quoted(wanted)}に一致します。`,
    'other-account': ({ right }) => `プロバイダーのアカウントがロールと異なります。正しくは ${right} です。`,
    'other-partition': ({ right }) =>
      `プロバイダーのパーティションがロールと異なります。正しくは ${right} です。`,
    'other-issuer': () => 'このトークンとは別の発行者を信頼するポリシーです。',
    'not-a-provider': () => 'OpenID Connect プロバイダーの指定がないため、ID トークンは許可されません。',
    'other-application': ({ right }) =>
      `トークンは別のアプリケーション向けに発行されたもので、その audience は${quoted(right)}です。Tobira に設定したアプリケーション ID を確認してください。`,
    'audience-is-address': ({ right }) =>
      `アドレスの audience は CI ジョブのものです。このトークンはアプリケーション向けで、audience はその ID の${quoted(right)}です。`,
    'not-signed': () =>
      'ID トークンによるリクエストはキーで署名されないため、MFA やユーザーの情報は AWS に伝わりません。MFA は GitLab で必須にしてください。',
    'user-not-job': () =>
      'ポリシーの指定は CI ジョブですが、このトークンは人のものです。人の sub は数字の ID です。',
    'job-not-user': () => 'ポリシーの指定は人ですが、このトークンは CI ジョブのものです。',
    'name-not-id': ({ right }) =>
      `GitLab の sub はユーザー名ではなく数字の ID です。正しくは${quoted(right)}です。`,
    'other-user': ({ right }) => `ポリシーの指定は別のユーザーで、${quoted(right)}は含まれていません。`,
    'other-branch': () => '同じプロジェクトですが、ブランチ、タグ、または環境が異なります。',
    'other-project': () =>
      '別のプロジェクトです。移動や名前の変更でプロジェクトのパスは変わりますが、project_id は変わりません。',
    'project-form': ({ wanted, right }) =>
      `プロジェクトの表し方が異なります。ポリシーでは ${formOf(wanted)}、トークンでは ${formOf(right)} です。`,
    'claim-not-passed-on': () =>
      'GitLab のトークンのうち、IAM の条件で使えるのは aud と sub だけです。この条件を満たすトークンはありません。ユーザーやジョブは sub で指定してください。',
    'key-of-other-issuer': ({ right }) => `別の発行者のキーです。このトークンでは ${right} になります。`,
    'misspelled-claim': ({ right }) => `このキーは存在しません。正しくは ${right} と思われます。`,
    excluded: ({ right }) => `ポリシーで${quoted(right)}が除外されています。`,
  },
  dangers: trustDangers,
  levels: { danger: '危険', warning: '警告', note: '注意' },
  changes: {
    'subject-added': ({ statement, subject }) =>
      `ステートメント ${statement}: sub に${quoted(subject)}を追加しました。`,
    'subject-test-added': ({ statement, subject }) =>
      `ステートメント ${statement}: sub が${quoted(subject)}であることを条件に追加しました。ほかの人はここでは許可されなくなります。許可する人がいれば追加してください。`,
    'audience-test-added': ({ statement, audience }) =>
      `ステートメント ${statement}: aud が${quoted(audience)}であることを条件に追加しました。ほかのアプリケーションのトークンはここでは許可されなくなります。`,
    'value-replaced': ({ statement, key, from, to }) =>
      `ステートメント ${statement}、${key}:${quoted(from)}を${quoted(to)}に変更しました。`,
    'key-renamed': ({ statement, from, to, leftOut = [] }) =>
      `ステートメント ${statement}: キー ${from} を ${to} に変更しました。${leftOut.length === 0 ? '' : `値はこのトークンの audience だけを残しました。これまでも許可されていなかった${list(leftOut.map(quoted))}は、必要であれば追加してください。`}`,
    'provider-replaced': ({ statement, from, to }) =>
      `ステートメント ${statement}: プロバイダー ${from} を ${to} に変更しました。`,
    'action-added': ({ statement }) =>
      `ステートメント ${statement}: sts:AssumeRoleWithWebIdentity を許可しました。`,
    'statement-added': ({ statement }) =>
      `このトークンだけを許可するステートメント ${statement} を追加しました。`,
    'limits-carried': ({ statement, from, keys }) =>
      `ステートメント ${statement} には、ステートメント ${from} のほかの条件（${list(keys)}）も引き継ぎました。`,
    'values-dropped': ({ statement, key, values }) =>
      `ステートメント ${statement}、${key}:${list(values.map(quoted))}を削除しました。これによって許可されていた相手は許可されなくなります。`,
    'test-tightened': ({ statement, key, from, to }) =>
      `ステートメント ${statement}、${key}: ${from} を ${to} に変更しました。このキーがないトークンは許可されなくなります。`,
    'principal-narrowed': ({ statement, from, to }) =>
      `ステートメント ${statement}: Principal を${quoted(from)}から ${to} に変更しました。ほかのプロバイダーやほかのアカウントは、ここでは許可されなくなります。`,
    'provider-dropped': ({ statement, provider }) =>
      `ステートメント ${statement}: ${provider} を削除しました。このプロバイダーのトークンがあれば誰でも許可されていたためです。許可する相手を指定してください。`,
    'statement-split': ({ statement, into }) =>
      `ステートメント ${statement} のほかの Principal は、ステートメント ${into} に分けました。これまでどおり許可されます。`,
    'others-let-in': ({ statement, subjects, audiences }) =>
      `ステートメント ${statement} では、${[...named('sub', subjects), ...named('audience', audiences)].join('、および ')}も許可されるようになります。許可しない相手がいれば削除してください。`,
  },
  tooLong: (length) =>
    `空白を除いて ${length} 文字あります。AWS で上限を引き上げていない場合、IAM の上限は 2,048 文字です。複数のロールに分けてください。`,
  denied: (statements) =>
    `Deny はすべての Allow に優先します。先にステートメント ${statements.join('、')} を変更する必要があります。`,
  meant: ({ statement, limits }) =>
    `ステートメント ${statement} の ${list(limits.map(({ operator, key }) => `${operator} ${key}`))} により、このトークンは許可されません。意図された制限と考えられるため、回避するポリシーは提案しません。作成者に確認してください。`,
  unmeetable: ({ statement, limits }) =>
    `ステートメント ${statement} では誰も許可されません。条件 ${list(limits.map(({ operator, key }) => `${operator} ${key}`))} がありますが、AWS がこの発行者のトークンから読み取るのは aud と sub だけです。この条件を外し、代わりにユーザーやジョブを sub で指定してください。誰を対象にした条件かは作成者に確認してください。`,
  grants: grantRefusals,
  ...trustFaults,
};

/** What `Null` asks for. */
function presence(value: string): string {
  return value.toLowerCase() === 'true' ? '（キーがないこと）' : '（キーがあること）';
}

function named(claim: string, { kind, values }: Named): readonly string[] {
  const texts = list(values.map(quoted));
  if (kind === 'all-but')
    return [values.length === 0 ? `どの ${claim} のトークン` : `${claim} が${texts}以外のトークン`];
  return values.length === 0 ? [] : [`${claim} が${texts}のトークン`];
}

function formOf(subject: string): string {
  return subject.split(':', 1)[0] ?? subject;
}

function quoted(text: string): string {
  return `「${text}」`;
}

/** A few of them, and how many more. */
function list(items: readonly string[]): string {
  const some = items.slice(0, 4).join('、');
  return items.length > 4 ? `${some} ほか ${items.length - 4} 件` : some === '' ? 'なし' : some;
}
