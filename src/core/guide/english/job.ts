import type { Vocabulary } from '../guidance.ts';

/** CI jobs. */
export const jobWords = {
  ci_token_missing: ({ variable }) => ({
    title: `The variable ${variable} is empty.`,
    happened: 'The job was not given an ID token in it.',
    advice: `Give the job one: \`id_tokens: { ${variable}: { aud: ... } }\` in .gitlab-ci.yml.`,
  }),
  ci_token_unreadable: ({ variable, reason }) => ({
    title: `The variable ${variable} holds no usable ID token.`,
    happened: `${reason}.`,
    advice: 'It must be a token from `id_tokens:`, not an access token or CI_JOB_TOKEN.',
  }),
} satisfies Partial<Vocabulary>;
