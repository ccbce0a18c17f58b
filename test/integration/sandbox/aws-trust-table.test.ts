import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAws } from '../../sandbox/aws/aws.ts';
import type { Aws } from '../../sandbox/aws/aws.ts';
import { policyOf, trustTable } from '../../support/trust-cases/table.ts';
import type { TrustCase } from '../../support/trust-cases/trust-case.ts';
import { startIssuer } from './aws-issuer.ts';
import type { TestIssuer } from './aws-issuer.ts';
import { ACCOUNT, callSts, refusal, refusalOf, ROLE } from './aws-world.ts';

let aws: Aws;
let issuer: TestIssuer;

beforeAll(async () => {
  [aws, issuer] = await Promise.all([startAws(), startIssuer()]);
  aws.iam.addOidcProvider({ account: ACCOUNT, url: issuer.url, audiences: ['app', 'web', 'jobs'] });
});

afterAll(async () => {
  await Promise.all([aws.close(), issuer.close()]);
});

/** Makes the role, and asks for it over HTTP with a token that the issuer has signed. */
async function answerTo(one: TrustCase): Promise<string> {
  const trustPolicy = policyOf(one, issuer.url.replace('http://', ''));
  const refused = refusalOf(() => aws.iam.addRole({ arn: ROLE, trustPolicy }));
  if (refused !== undefined) return refused === 'MalformedPolicyDocument' ? 'not-saved' : refused;
  const answer = await callSts(aws, {
    Action: 'AssumeRoleWithWebIdentity',
    RoleArn: ROLE,
    RoleSessionName: 'user@example.com',
    WebIdentityToken: await issuer.sign(one.claims),
  });
  if (answer.status === 200) return 'allowed';
  return refusal(answer) === '403 AccessDenied' ? 'refused' : refusal(answer);
}

/** The same table that the evaluator behind `tobira explain` answers, which shares no code with this stand-in. */
describe('the stand-in for AWS answers as IAM documents', () => {
  it.each(trustTable)('%s', async (_name, one) => {
    expect(await answerTo(one)).toBe(one.answer);
  });
});
