import type { Vocabulary } from '../guidance.ts';
import { answer, list } from './phrases.ts';
import { because } from './reasons.ts';

/** Where credentials are handed to: AWS's files, the local endpoint, a terminal; and the question before it. */
export const deliveryWords = {
  confirmation_needed: ({ role, declined }) => ({
    title: `「${role}」の使用には確認が必要です。`,
    ...(declined
      ? {
          happened: '少し前に許可されませんでした。プログラムからの要求について、1 分間は確認を求めません。',
          advice: '許可する場合は、ターミナルのコマンドで確認するか、後でもう一度お試しください。',
        }
      : {
          happened: 'プログラムが認証情報を要求しましたが、最近の確認がありません。',
          advice: 'Tobira のウィンドウまたはターミナルのコマンドで確認してから、もう一度お試しください。',
        }),
  }),
  confirmation_declined: () => ({
    title: '確認されませんでした。',
    happened: '認証情報は渡されていません。',
    advice: '必要な場合は、もう一度操作してください。',
  }),
  work_cancelled: () => ({
    title: 'キャンセルされました。',
    happened: '何も開かれず、認証情報も渡されていません。',
    advice: '必要な場合は、もう一度操作してください。',
  }),
  aws_file_malformed: ({ path, line, reason }) => ({
    title: 'AWS のファイルを読み取れません。',
    happened: `${path} の ${line} 行目に問題があります（${because(reason)}）。AWS のツールもこのファイルを読み取れません。ファイルは変更されていません。`,
    advice: 'その行を直してから、もう一度お試しください。',
  }),
  aws_file_locked: ({ path }) => ({
    title: 'AWS のファイルを別のプログラムが変更しています。',
    happened: `別の Tobira が ${path} を使用したままです。`,
    advice: '少し待ってから、もう一度お試しください。解決しない場合は、もう一方を終了してください。',
  }),
  profile_taken: ({ path, profile, role }) => ({
    title:
      role === undefined
        ? `プロファイル「${profile}」は Tobira のものではありません。`
        : `プロファイル「${profile}」はロール「${role}」のものです。`,
    happened:
      role !== undefined
        ? `${path} にあり、カタログが別のロールに同じ名前を付けています。変更されていません。`
        : profile === 'default'
          ? `プロファイルを指定しない AWS のツールは、すべてこのプロファイルを使用します。${path} は変更されていません。`
          : `${path} にあり、別のプログラムまたは人が書いたものです。変更されていません。`,
    advice:
      '別の名前を選ぶか、置き換えてください。置き換えると、元のキーやその他の認証情報の取得元は失われます。その他の設定は残ります。',
  }),
  profile_shadowed: ({ path, profile, keys }) => ({
    title: `プロファイル「${profile}」より優先されるキーがあります。`,
    happened: `AWS のツールは、Tobira が書くものではなく、${path} の ${list(keys)} を使用します。Tobira が書いたキーではありません。`,
    advice: '別の名前を選ぶか、それらのキーを削除してください。',
  }),
  profile_unknown: ({ profile }) => ({
    title: `Tobira が書いたプロファイル「${profile}」はありません。`,
    happened: 'Tobira が削除するのは、Tobira が書いたものだけです。',
    advice: 'AWS のファイルで名前を確認してください。',
  }),
  endpoint_failed: ({ reason }) => ({
    title: 'ローカルエンドポイントを開始できません。',
    happened: answer('システム', reason),
    advice: 'もう一度お試しください。',
  }),
  endpoint_off: () => ({
    title: 'ローカルエンドポイントはオフです。',
    happened: '応答するものがありません。',
    advice: 'トレイメニューでオンにしてから、もう一度お試しください。',
  }),
  terminal_failed: ({ reason, terminal }) => ({
    title: 'ターミナルを開けませんでした。',
    happened: `${terminal ? `TERMINAL に設定された「${terminal}」では開けません。` : ''}${answer('システム', reason)}`,
    advice:
      terminal === undefined
        ? 'もう一度試すか、開いているターミナルで `tobira exec` を実行してください。'
        : `ターミナルを開くプログラムを TERMINAL に設定${terminal === '' ? '' : 'するか、TERMINAL の設定を削除'}してから、Tobira を起動し直してください。`,
  }),
} satisfies Partial<Vocabulary>;
