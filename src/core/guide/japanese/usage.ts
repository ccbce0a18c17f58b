import type { AddressRefusal } from '../../console-address.ts';
import type { UsageFault } from '../../usage-fault.ts';
import { list } from './phrases.ts';

/** What is wrong with a command, in one sentence, and what to say instead. A fault without words does not compile. */
export function usageFault(usage: UsageFault): string {
  switch (usage.fault) {
    case 'command-unknown':
      return `コマンド「${usage.name}」はありません。`;
    case 'command-first':
      return `先にコマンドを、その後に ${usage.option} などのオプションを指定してください。`;
    case 'command-choice':
      return `${list(usage.commands.map((command) => `\`tobira ${command}\``))} のいずれかを指定してください。`;
    case 'word-unexpected':
      return `余分な引数「${usage.word}」があります。`;
    case 'word-missing':
      return `${usage.name} を指定してください。`;
    case 'option-unknown':
      return `オプション「${usage.option}」はありません。`;
    case 'option-without-value':
      return `オプション「${usage.option}」には値が必要です。`;
    case 'option-with-value':
      return `オプション「${usage.option}」に値は指定できません。`;
    case 'option-wrong':
      return `オプションが正しくありません（${usage.text}）。`;
    case 'choice-unknown':
      return `${choices[usage.option]}「${usage.name}」はありません。${list(usage.known)} から選んでください。`;
    case 'no-region':
      return `「${usage.text}」は AWS のリージョンではありません。eu-central-1 のような形式で指定してください。`;
    case 'no-page':
      return `「${usage.text}」はコンソールのページを示す https のアドレスではありません。`;
    case 'service-unknown':
      return `サービス「${usage.name}」はありません。近い名前: ${list(usage.near)}。`;
    case 'page-refused':
      return refusals[usage.refusal];
    case 'page-of-partition':
      return `このページはパーティション ${usage.found} のものですが、ロールは ${usage.partition} にあります。別のパーティションのページは開けません。`;
    case 'page-of-account':
      return `このアドレスはアカウント ${usage.found} のものですが、ロールはアカウント ${usage.accountId} にあります。ロールのアカウントで同じページを開くには、アカウントを除いたアドレスを指定してください: ${usage.page}`;
    case 'page-without-role':
      return usage.accountId === undefined
        ? `このページのパーティション ${usage.partition} にあるロールが、設定にありません。`
        : `このアドレスのアカウント ${usage.accountId} にあるロールが、設定にありません。`;
    case 'page-of-roles':
      return `このページを開けるロールが複数あります。「tobira console」の後に、いずれかを指定してください:\n${usage.roles.map((role) => `  ${role}`).join('\n')}${usage.more > 0 ? `\n  ほか ${String(usage.more)} 件` : ''}`;
    case 'service-elsewhere':
      return `${usage.name} は ${usage.partition} では提供されていません。すでに提供されている場合は、--destination URL でアドレスを指定してください。`;
    case 'two-pages':
      return '--service と --destination は、どちらか一方だけを指定してください。';
    case 'no-role-arn':
      return `「${usage.text}」はロールの ARN ではありません。arn:aws:iam::123456789012:role/Admin のような形式で指定してください。`;
    case 'link-option-misplaced':
      return `${usage.option} は次のロール 1 つに対する指定です。対象の --chain-role-arn の後に、一度だけ指定してください。`;
    case 'link-option-refused':
      return `${usage.option} の値は AWS で使用できません。`;
    case 'link-of-partition':
      return `${usage.roleArn} は、チェーンの始まりの ${usage.partition} とは別のパーティションにあります。AWS では別のパーティションのロールを引き受けられません。`;
    case 'chain-too-long':
      return `チェーンに追加できるロールは ${String(usage.most)} 個までです。`;
    case 'no-duration':
      return `「${usage.text}」は使用できません。期間は ${usage.shortest} から ${usage.longest} の範囲で指定してください。`;
    case 'no-profile-name':
      return `${JSON.stringify(usage.name)} はプロファイル名に使用できません。128 文字以内の英数字と「_.@+/-」で指定してください。`;
    case 'identity-and-all':
      return 'アイデンティティと --all は、どちらか一方だけを指定してください。';
    case 'program-not-apart':
      return 'ロールとプログラムの間に「--」を入れてください: tobira exec ROLE -- PROGRAM WORDS...';
    case 'job-program-not-apart':
      return 'プログラムの前に「--」を入れてください: tobira ci exec --role-arn ARN -- PROGRAM WORDS...';
    case 'program-missing':
      return '「--」の後にプログラムを指定してください。';
    case 'address-without-place':
      return 'コンソールのアドレスを開いた人は誰でもサインインできるため、出力先を --print または --out FILE で指定してください。';
    case 'access-twice':
      return '--read-only と --full-access の両方が指定されています。どちらか一方だけを指定してください。';
    case 'address-in-two-places':
      return '--print と --out の両方が指定されています。コンソールのアドレスの出力先は、どちらか一方だけを指定してください。';
    case 'no-variable-name':
      return `${usage.option} には、変数の値ではなく名前を指定してください。例: ${usage.option} MY_ID_TOKEN（「$」は不要です）。`;
    case 'variable-no-endpoint':
      return `${usage.variable} には https のアドレスを指定してください（http はループバックでのみ使用できます）。`;
    case 'variable-no-proxy':
      return `${usage.variable} には http://proxy.example.com:3128 のようなプロキシのアドレスを指定してください。`;
    case 'variable-talkative':
      return `${usage.variable} を設定しないでください。この変数があると、Tobira が送受信する内容（トークンやキーを含む）を Node が標準エラー出力に書き出します。変数を解除してください。「exec」で実行するプログラムだけに必要な場合は、「--」の後で設定してください: env ${usage.variable}=... PROGRAM`;
    case 'request-malformed':
      return 'Tobira への要求の形式が正しくありません。';
    case 'request-unknown':
      return `Tobira は「${usage.call}」という要求に対応していません。`;
    case undefined:
      return usage.message;
  }
}

/** Why an address is none that a console opens at. */
const refusals: Readonly<Record<AddressRefusal, string>> = {
  'no-address': 'ページのアドレスではありません。',
  unruly: 'アドレスに目に見えない文字が含まれています。もう一度コピーしてください。',
  'too-long': 'アドレスが長すぎます。',
  'not-https': 'コンソールのアドレスは https で始まります。',
  password: 'アドレスのホストの前にユーザー名（「@」）があります。コンソールのアドレスにはありません。',
  port: 'アドレスにポート番号があります。AWS のコンソールのアドレスにはありません。',
  isolated:
    '隔離された AWS パーティションのアドレスです。サインインの方法が公開されていないため、Tobira は対応していません。',
  'own-sign-in':
    '独自のサインインを使うサービス（QuickSight）のアドレスです。AWS コンソールから開いてください。',
  alias:
    'アカウントがエイリアスで書かれているため、どのアカウントか分かりません。12 桁のアカウント ID か、ページのアドレスを使用してください。',
  'other-host': 'AWS のコンソールのアドレスではありません（例: https://console.aws.amazon.com/）。',
  'other-page': 'AWS のアドレスですが、コンソールのページではありません。',
};

const choices = {
  format: '形式',
  'environment-format': '環境変数の形式',
  mode: 'モード',
  use: 'ロールの用途',
  provider: 'CI プロバイダー',
} as const;
