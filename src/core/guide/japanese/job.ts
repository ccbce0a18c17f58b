import type { Vocabulary } from '../guidance.ts';
import { quoted } from './phrases.ts';

/** CI jobs. */
export const jobWords = {
  ci_token_missing: ({ variable }) => ({
    title: `変数 ${variable} が空です。`,
    happened: 'ジョブに ID トークンが渡されていません。',
    advice: `.gitlab-ci.yml に \`id_tokens: { ${variable}: { aud: ... } }\` を追加してください。`,
  }),
  ci_token_unreadable: ({ variable, reason }) => ({
    title: `変数 ${variable} に使用できる ID トークンがありません。`,
    happened: `トークンを使用できない理由: ${quoted(reason)}`,
    advice: 'アクセストークンや CI_JOB_TOKEN ではなく、`id_tokens:` のトークンを指定してください。',
  }),
} satisfies Partial<Vocabulary>;
