import { exitCodes, sentence, type Guide } from './guidance.ts';

const { network, refused } = exitCodes;

/** What AWS answers. */
export const awsGuide = {
  role_refused: ({ roleArn, issuer, audience, subject }) => ({
    title: 'AWS does not let you assume this role.',
    hint: `The trust policy of ${roleArn} must allow issuer ${issuer}, aud ${audience}, sub ${subject}. AWS also answers this way when the role does not exist.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_token_refused: ({ roleArn, issuer, reason }) => ({
    title: 'AWS does not accept the ID token.',
    hint: `The account of ${roleArn} needs an IAM identity provider for ${issuer} with this application's id as audience. AWS says: ${sentence(reason)}`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_token_expired: ({ roleArn }) => ({
    title: 'AWS says that the ID token has expired.',
    hint: `It was just issued for ${roleArn}, so a clock is wrong: check the time of this computer and of GitLab.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_issuer_unreachable: ({ issuer }) => ({
    title: 'AWS cannot reach GitLab.',
    hint: `AWS must be able to read ${issuer}/.well-known/openid-configuration and the keys it names from the internet. Try again; if it stays, ask who runs GitLab.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_duration_refused: ({ roleArn, seconds }) => ({
    title: 'The role does not allow so long a session.',
    hint: `${seconds} s is more than the maximum session duration of ${roleArn}. Write a smaller \`duration\`.`,
    action: 'open-config',
    exitCode: refused,
  }),
  sts_region_disabled: ({ region }) => ({
    title: `STS is not active in ${region} for this account.`,
    hint: 'Choose another region for the role, or have STS activated there.',
    action: 'open-config',
    exitCode: refused,
  }),
  sts_throttled: () => ({
    title: 'AWS asks to slow down.',
    hint: 'Too many requests right now. Try again in a minute.',
    action: 'retry',
    exitCode: refused,
  }),
  sts_unavailable: ({ host, status }) => ({
    title: 'AWS is not available right now.',
    hint: `${host} answered with status ${status}, three times in a row. Try again in a minute; if it stays, look at AWS's health page, or at a proxy in between.`,
    action: 'retry',
    exitCode: refused,
  }),
  sts_not_aws: ({ host, status }) => ({
    title: 'What answered is not AWS STS.',
    hint: `The reply of ${host} (status ${status}) could not be read. Look at \`endpoints.sts\` in the configuration, or at a proxy or login page in between.`,
    action: 'retry',
    exitCode: network,
  }),
  sts_failed: ({ code, reason }) => ({
    title: `AWS refused the request (${code}).`,
    hint: sentence(reason),
    action: 'retry',
    exitCode: refused,
  }),
  console_refused: ({ host, status }) => ({
    title: 'AWS did not open a console session.',
    hint: `${host} answered with status ${status} and no sign-in token. Try again, or leave out \`consoleDuration\`.`,
    action: 'retry',
    exitCode: refused,
  }),
} satisfies Partial<Guide>;
