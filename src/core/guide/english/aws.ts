import { hostOf, type Vocabulary } from '../guidance.ts';
import { sentence, span } from './phrases.ts';

/** What AWS answers. */
export const awsWords = {
  role_refused: ({ roleArn, issuer, audience, subject }) => ({
    title: 'AWS does not let you assume this role.',
    happened: `The trust policy of ${roleArn} does not allow issuer ${issuer} with aud ${audience} and sub ${subject}, or there is no such role.`,
    advice: 'Compare these with the trust policy, or send them to whoever manages the AWS account.',
  }),
  sts_token_refused: ({ roleArn, issuer, reason }) => ({
    title: 'AWS does not accept the ID token.',
    happened: `AWS says: ${sentence(reason)}`,
    advice: `The account of ${roleArn} needs an IAM identity provider for ${issuer} with this application's id as audience.`,
  }),
  sts_token_expired: ({ roleArn }) => ({
    title: 'AWS says that the ID token has expired.',
    happened: `It was issued a moment ago for ${roleArn}, so a clock is wrong.`,
    advice: 'Check the time of this computer and of the identity provider, then try again.',
  }),
  sts_issuer_unreachable: ({ issuer }) => ({
    title: `AWS cannot reach ${hostOf(issuer)}.`,
    happened: `AWS could not read ${issuer}/.well-known/openid-configuration, or the keys it names.`,
    advice: 'Try again. If it stays, ask whoever runs it to make both readable from the internet.',
  }),
  sts_duration_refused: ({ roleArn, seconds }) => ({
    title: 'The role does not allow so long a session.',
    happened: `${span(seconds)} is more than the maximum session duration of ${roleArn}.`,
    advice: 'Write a smaller `duration`, or have the maximum of the role raised.',
  }),
  sts_region_disabled: ({ region }) => ({
    title: `STS is not active in ${region} for this account.`,
    happened: 'The account has that region or its STS endpoint switched off.',
    advice: 'Choose another region for the role, or have STS activated there.',
  }),
  sts_throttled: () => ({
    title: 'AWS asks to slow down.',
    happened: 'There were too many requests in a short time.',
    advice: 'Wait a minute, then try again.',
  }),
  sts_unavailable: ({ host, status }) => ({
    title: 'AWS is not available right now.',
    happened: `${host} answered with status ${status}, three times in a row.`,
    advice:
      "Try again in a minute. If it stays, look at AWS's health page, or for a proxy that stands in between.",
  }),
  sts_not_aws: ({ host, status }) => ({
    title: 'What answered is not AWS STS.',
    happened: `The reply of ${host} (status ${status}) could not be read.`,
    advice: 'Look for a proxy or sign-in page of your network in between, or check `endpoints.sts`.',
  }),
  sts_failed: ({ code, reason }) => ({
    title: `AWS refused the request (${code}).`,
    happened: sentence(reason),
    advice: 'Try again. If it stays, send this to whoever manages the AWS account.',
  }),
  console_refused: ({ host, status }) => ({
    title: 'AWS did not open a console session.',
    happened: `${host} answered with status ${status} and without a sign-in token.`,
    advice: 'Try again. If it stays, leave out `consoleDuration`.',
  }),
} satisfies Partial<Vocabulary>;
