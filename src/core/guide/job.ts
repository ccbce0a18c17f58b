import { exitCodes, type Guide } from './guidance.ts';

const { login } = exitCodes;

/** CI jobs. */
export const jobGuide = {
  ci_token_missing: ({ variable }) => ({
    title: `The variable ${variable} is empty.`,
    hint: `Give the job an ID token: \`id_tokens: { ${variable}: { aud: ... } }\` in .gitlab-ci.yml.`,
    exitCode: login,
  }),
  ci_token_unreadable: ({ variable, reason }) => ({
    title: `The variable ${variable} holds no ID token.`,
    hint: `${reason}. It must be a token from \`id_tokens:\`, not an access token or CI_JOB_TOKEN.`,
    exitCode: login,
  }),
} satisfies Partial<Guide>;
