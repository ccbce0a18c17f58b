import type { SessionPolicies } from './credentials.ts';
import { readSessionPolicy } from './session-policy-document.ts';
import type { SessionStatement } from './session-policy-document.ts';
import { StsError } from './sts-errors.ts';
import { isAction } from './trust-policy.ts';
import { compilePattern } from './wildcard.ts';

const PLAINTEXT_LIMIT = 2048;
/** A partition has policies of its own, AWS's managed ones included: no other's are known there. */
const POLICY_ARN = /^arn:(aws(?:-[a-z]+)*):iam::(?:aws|\d{12}):policy\/\S+$/;

/** AWS managed policies whose rights matter here: may they assume another role? */
const MANAGED_ASSUME: Readonly<Record<string, boolean>> = {
  AdministratorAccess: true,
  PowerUserAccess: true,
  ReadOnlyAccess: false,
  'job-function/ViewOnlyAccess': false,
  SecurityAudit: false,
};

/**
 * Checks session policies and returns PackedPolicySize in per cent; undefined where there are none.
 * AWS keeps its packing to itself: here it is the share of the 2,048 characters that policy and ARNs take as UTF-8.
 * @param partition the role's
 * @throws StsError MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError
 */
export function packedSize(policies: SessionPolicies, partition: string): number | undefined {
  const { policy, policyArns } = policies;
  if (policy === undefined && policyArns.length === 0) return undefined;
  if (policy !== undefined) readSessionPolicy(policy);
  const stray = policyArns.find((arn) => POLICY_ARN.exec(arn)?.[1] !== partition);
  if (stray !== undefined) throw new StsError('ValidationError', `ARN ${stray} is not valid.`);
  const bytes =
    Buffer.byteLength(policy ?? '') + policyArns.reduce((sum, arn) => sum + Buffer.byteLength(arn), 0);
  const percent = Math.ceil((bytes * 100) / PLAINTEXT_LIMIT);
  if (percent > 100) {
    const message = `Packed policy consumes ${String(percent)}% of allotted space, please use smaller policy.`;
    throw new StsError('PackedPolicyTooLarge', message);
  }
  return percent;
}

/** Whether nothing but AWS's own policy for reading holds the session: it then changes nothing, whatever its role may do. */
export function isReadOnly({ policy, policyArns }: SessionPolicies): boolean {
  return (
    policy === undefined &&
    policyArns.length > 0 &&
    policyArns.every((arn) => /^arn:[a-z-]+:iam::aws:policy\/ReadOnlyAccess$/.test(arn))
  );
}

/** What one session asks for on its way to another one. */
export type ChainAction = 'sts:AssumeRole' | 'sts:SetSourceIdentity';

/**
 * Whether a session with these policies may still do that to `roleArn`: a read-only session, for one, may not. What any
 * of them allows is allowed, and what any of them denies is not.
 */
export function mayAssume(policies: SessionPolicies, roleArn: string, action: ChainAction): boolean {
  const { policy, policyArns } = policies;
  if (policy === undefined && policyArns.length === 0) return true;
  const managed = policyArns.some((arn) => MANAGED_ASSUME[arn.replace(/^.*?:policy\//, '')] === true);
  if (policy === undefined) return managed;
  const covering = readSessionPolicy(policy).filter((statement) => covers(statement, roleArn, action));
  return (
    (managed || covering.some((statement) => statement['Effect'] === 'Allow')) &&
    !covering.some((statement) => statement['Effect'] === 'Deny')
  );
}

function covers(statement: SessionStatement, roleArn: string, action: ChainAction): boolean {
  const resource = (pattern: string): boolean =>
    compilePattern(pattern, { wildcards: true, ignoreCase: false, variables: undefined })?.test(roleArn) ??
    false;
  return (
    named(statement, 'Action', 'NotAction', (pattern) => isAction(pattern, action)) &&
    named(statement, 'Resource', 'NotResource', resource)
  );
}

function named(
  statement: SessionStatement,
  key: string,
  negatedKey: string,
  matches: (pattern: string) => boolean,
): boolean {
  if (key in statement) return strings(statement[key]).some(matches);
  return !strings(statement[negatedKey]).some(matches);
}

function strings(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}
