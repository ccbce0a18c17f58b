import type { JobReach } from '../../../core/ci-trust.ts';
import type { ci as English } from '../english/ci.ts';

const whoever = 'このアドレスを 15 分以内に開いた人は誰でもサインインできます。';
const instead = '代わりに --out FILE を使用するか、出力をログに残さないようにしてください。';

export const ci: typeof English = {
  wrote: (path) => `コンソールのアドレスを ${path} に書き込みました。15 分間有効です。`,
  printed: {
    everybody: `警告: このプロジェクトは公開されているため、ログも公開されています。${whoever}${instead}`,
    users: `警告: このサーバーにサインインできる人は誰でも、このログを読めます。${whoever}${instead}`,
    project: `このジョブログを読める人は誰でも、アドレスを使用できます。ログを公開しないでください。${whoever}`,
    unknown: `このジョブログを読める人は誰でも、アドレスを使用できます。ログを公開しないでください。${whoever}`,
  },
  durationShortened: (asked) =>
    `AWS ではこのロールの有効期間を ${asked} にできないため、1h になります。\`--duration\` を短くしてください。`,
  consoleShortened: (asked) =>
    `AWS ではコンソールのセッションを ${asked} にできないため、ロールのキーと同じ長さ（通常は 1h）に短くなります。\`--duration\` を短くするか、外してください。`,
  addThis:
    'このジョブにロールを使用させる場合は、ロールの信頼ポリシーの「Statement」の一覧に、次のステートメントを追加してください。既存のステートメントは他の利用者のものなので、残してください。',
  letsIn: (reach) => {
    switch (reach.kind) {
      case 'branch':
      case 'tag':
        return refWords(reach);
      case 'environment':
        return `環境「${reach.name}」のすべてのジョブに使用が許可されます。デプロイできる人は誰でもロールを使用できるため、環境が保護されていることを確認してください。`;
      case 'pull-requests':
        return '警告: 誰が開いたものでも、すべてのプルリクエストのジョブに使用が許可されます。代わりに、保護されたブランチのジョブで使用してください。';
      case 'any-ref':
        return '警告: トークンの sub にブランチもタグも含まれないため、プロジェクトのすべてのジョブに使用が許可されます。プロジェクトにプッシュできる人は誰でもロールを使用できます。';
    }
  },
  trustsPerson:
    'この ID トークンはジョブではなく個人のものです（sub が数字です）。ジョブのためにロールの信頼ポリシーに追加しないでください。`id_tokens:` でジョブ専用のトークンを渡してください。個人が使用するロールのポリシーは、その人のコンピューターで `tobira explain ROLE --trust-policy FILE` を実行して確認できます。',
  notice: (notice) => {
    switch (notice.kind) {
      case 'clock-behind':
        return `このマシンの時計は ${notice.issuer} より${span(notice.seconds)}遅れています。時刻を合わせてください。`;
      case 'several-audiences':
        return `ID トークンに複数の対象者 (audience) があります（${notice.audiences.join('、')}）。AWS に拒否される場合があるため、1 つだけにしてください。`;
    }
  },
};

function refWords({ kind, name, isProtected }: Extract<JobReach, { kind: 'branch' | 'tag' }>): string {
  const ref = `${kind === 'branch' ? 'ブランチ' : 'タグ'}「${name}」`;
  if (isProtected === undefined) {
    return `${ref}のすべてのジョブに使用が許可されます。プッシュできる人は誰でもロールを使用できるため、保護されていることを確認してください。`;
  }
  return isProtected
    ? `保護された${ref}のすべてのジョブに使用が許可されます。`
    : `警告: 保護されていない${ref}のすべてのジョブに使用が許可されます。プッシュできる人は誰でもロールを使用できます。先に保護するか、保護された${kind === 'branch' ? 'ブランチ' : 'タグ'}のジョブで使用してください。`;
}

function span(seconds: number): string {
  return seconds < 120 ? ` ${seconds} 秒` : ` ${Math.round(seconds / 60)} 分`;
}
