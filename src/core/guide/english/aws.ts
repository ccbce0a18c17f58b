import { hostOf, type Vocabulary } from '../guidance.ts';
import { sentence, span } from './phrases.ts';

/** What AWS answers. */
export const awsWords = {
  role_refused: ({ roleArn, issuer, audience, subject }) => ({
    title: 'AWS does not let you assume this role.',
    happened: 'Its trust policy does not allow your sign-in, or there is no such role.',
    advice: `The trust policy of ${roleArn} must allow issuer ${issuer}, aud ${audience}, sub ${subject}. Ask whoever manages the AWS account.`,
  }),
  sts_token_refused: ({ roleArn, issuer, audience, subject, reason }) => ({
    title: 'AWS does not accept the ID token.',
    happened: `AWS says: ${sentence(reason)}`,
    advice: `The account of ${roleArn} needs an IAM identity provider for ${issuer} with the audience ${audience} (the token's sub is ${subject}).`,
  }),
  sts_claim_rejected: ({ roleArn, issuer, audience, subject, reason }) => ({
    title: 'AWS does not accept your sign-in.',
    happened: `It considers a claim from ${hostOf(issuer)} to be expired or revoked. AWS says: ${sentence(reason)}`,
    advice: `Sign in again. If this keeps happening, ask whoever manages the AWS account. The ID token was presented for ${roleArn}, with aud ${audience} and sub ${subject}.`,
  }),
  sts_token_expired: ({ roleArn, issuer, audience, subject, agoSeconds }) => ({
    title: 'AWS says that the ID token has expired.',
    happened:
      agoSeconds === undefined
        ? 'Such a token is valid for a short time only.'
        : `By the clock of AWS it expired ${span(agoSeconds)} ago.`,
    advice: `Try again. If this keeps happening, a clock is wrong: check the time of this computer, and have that of ${hostOf(issuer)} checked. The token was presented for ${roleArn}, with aud ${audience} and sub ${subject}.`,
  }),
  sts_issuer_unreachable: ({ issuer }) => ({
    title: `AWS cannot reach ${hostOf(issuer)}.`,
    happened: `AWS could not read ${issuer}/.well-known/openid-configuration, or the keys it names.`,
    advice:
      'Try again. If this keeps happening, ask whoever runs that server to make both readable from the internet.',
  }),
  chain_refused: ({ roleArn, from, link, externalId, sourceIdentity }) => ({
    title: `AWS does not let you go on to ${lastPart(roleArn)}.`,
    happened: `Your sign-in was good for the first role. Link ${link} of the chain was refused: ${from} may not assume ${roleArn}, or there is no such role.`,
    advice: `The trust policy of ${roleArn} must allow sts:AssumeRole${sourceIdentity ? ' and sts:SetSourceIdentity' : ''} to ${from}${
      externalId
        ? ', with the very external id that `chain` names'
        : '; where it asks for an external id, `chain` must name it'
    }. ${sourceIdentity ? '' : 'Where a link before it sets a source identity, it must allow sts:SetSourceIdentity, too. '}In another account, the policies of ${from} must allow the same. Ask whoever manages these accounts.`,
  }),
  session_policy_refused: ({ roleArn, reason }) => ({
    title: "AWS does not accept the role's session policy.",
    happened: `AWS says: ${sentence(reason)}`,
    advice: `Mend \`sessionPolicy\` of the role for ${roleArn}.`,
  }),
  session_policy_too_large: ({ roleArn, reason }) => ({
    title: "The role's session policy is too large for AWS.",
    happened: `AWS packs policies and tags together, and says: ${sentence(reason)}`,
    advice: `Shorten \`sessionPolicy\` of the role for ${roleArn}, such as with wildcards, or by naming fewer resources.`,
  }),
  read_only_refused: ({ role }) => ({
    title: `${role} has a session policy of its own.`,
    happened:
      'AWS allows a session what any of its session policies allows. Reading everything beside its own policy would be more than that policy alone.',
    advice:
      'Use the role as it is, or add another role for reading, with `readOnly` and without `sessionPolicy`.',
  }),
  sts_duration_refused: ({ roleArn, seconds }) => ({
    title: 'The role does not allow sessions that long.',
    happened: `${span(seconds)} is more than the maximum session duration of ${roleArn}.`,
    advice: 'Choose a shorter `duration`, or have the maximum of the role raised.',
  }),
  sts_region_disabled: ({ region }) => ({
    title: `STS is not active in ${region} for this account.`,
    happened: 'The account has that region or its STS endpoint switched off.',
    advice: 'Choose another region for the role, or have STS activated there.',
  }),
  sts_throttled: ({ waitSeconds = 60 }) => ({
    title: 'AWS asks to slow down.',
    happened: 'There were too many requests in a short time.',
    advice: `Wait ${span(waitSeconds)}, then try again.`,
  }),
  sts_unavailable: ({ host, status, waitSeconds }) => ({
    title: 'AWS is not available right now.',
    happened: `${host} answered with status ${status}${waitSeconds === undefined ? ', three times in a row' : ''}.`,
    advice: `Try again in ${span(waitSeconds ?? 60)}. If this keeps happening, look at the AWS Health Dashboard, and check whether a proxy is in between.`,
  }),
  sts_not_aws: ({ host, status }) => ({
    title: 'What answered is not AWS STS.',
    happened: `The reply of ${host} (status ${status}) could not be read.`,
    advice:
      'Check whether a proxy or a sign-in page of your network is in between, and whether `endpoints.sts` is right (in a CI job: AWS_ENDPOINT_URL_STS).',
  }),
  sts_failed: ({ code, reason, link, roleArn }) => ({
    title: `AWS refused the request (${code}).`,
    happened: `${roleArn === undefined ? '' : `Your sign-in was good for the first role. Link ${link} of the chain was refused, ${roleArn}. `}${sentence(reason)}`,
    advice: 'Try again. If this keeps happening, send this to whoever manages the AWS account.',
  }),
  console_refused: ({ host, status }) => ({
    title: 'AWS did not open a console session.',
    happened: `${host} answered with status ${status} and without a sign-in token.`,
    advice: 'Try again. If this keeps happening, remove `consoleDuration` from the role.',
  }),
} satisfies Partial<Vocabulary>;

/** Of a role's ARN: what people call it. */
function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
