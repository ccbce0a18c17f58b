import { correctedPolicy, policyForToken, type Correction } from './correction.ts';
import { dangersOf, type Danger } from './dangers.ts';
import { evaluateTrust, type Verdict } from './evaluation.ts';
import { isFault, parseTrustPolicy } from './policy-reader.ts';
import { roleOf, unwrapped } from './policy-wrapping.ts';
import type { GrantFault } from './policy-writer.ts';
import { providerOfRequest, type TrustRequest } from './request.ts';
import type { TokenFacts } from './token-facts.ts';
import type { PolicyFault } from './trust-policy.ts';

/** What is asked: which role, with which token, and the role's trust policy where it is at hand. */
export interface TrustQuestion extends Omit<TrustRequest, 'roleArn'> {
  readonly roleArn: TrustRequest['roleArn'] & { readonly text: string };
  readonly token: TokenFacts;
  /** JSON, or what `aws iam get-role` says. */
  readonly policy?: string;
}

/** Why a role lets a token in or not. Plain data, without a secret: it may cross to a window or be printed. */
export interface Explanation {
  readonly roleArn: string;
  readonly token: TokenFacts;
  /** What the role must trust for this token. */
  readonly needed: Needed;
  /** Absent where no policy was given. */
  readonly policy?: PolicyExplanation;
}

export interface Needed {
  readonly providerArn: string;
  /** Both must be tested. */
  readonly conditions: readonly { readonly key: string; readonly value: string }[];
  /** The whole policy as JSON; absent where none can name this token. */
  readonly policy?: string;
  readonly faults: readonly GrantFault[];
}

export type PolicyExplanation =
  | { readonly kind: 'malformed'; readonly fault: PolicyFault }
  | {
      readonly kind: 'read';
      readonly verdict: Verdict;
      readonly dangers: readonly Danger[];
      readonly correction: Correction;
    };

export function explainTrust({ policy, ...question }: TrustQuestion): Explanation {
  const { roleArn, token } = question;
  return {
    roleArn: roleArn.text,
    token,
    needed: neededFor(question),
    ...(policy !== undefined && { policy: explainPolicy(policy, question, roleArn.text) }),
  };
}

function neededFor(request: TrustRequest): Needed {
  const { arn, name } = providerOfRequest(request);
  const { token } = request;
  const written = policyForToken(request);
  return {
    providerArn: arn,
    conditions: [
      { key: `${name}:aud`, value: token.audience[0] ?? '' },
      { key: `${name}:sub`, value: token.subject },
    ],
    ...(written.kind === 'written' && written.policies[0] && { policy: written.policies[0].text }),
    faults: written.kind === 'refused' ? written.faults : [],
  };
}

function explainPolicy(text: string, request: TrustRequest, roleArn: string): PolicyExplanation {
  const policy = parseTrustPolicy(unwrapped(text));
  if (isFault(policy)) return { kind: 'malformed', fault: policy };
  const verdict = evaluateTrust(policy, request);
  const role = roleOf(text);
  const isOthers = role !== undefined && role !== roleArn;
  const elsewhere: readonly Danger[] = isOthers
    ? [{ code: 'other-role', level: 'warning', value: role }]
    : [];
  return {
    kind: 'read',
    verdict,
    dangers: [...elsewhere, ...dangersOf(policy)],
    correction: correctedPolicy(policy, request, verdict),
  };
}
