import type { Shown } from './errors.ts';
import { parseRoleArn } from './role-arn.ts';
import { trustPolicyFor } from './trust/policy-writer.ts';

/** The trust policy that lets in what AWS has just refused. @returns undefined where none can be written for it */
export function trustForRefused({ roleArn, issuer, audience, subject }: Shown): string | undefined {
  const arn = parseRoleArn(roleArn);
  if (arn === undefined) return undefined;
  const { partition, accountId } = arn;
  const subjects = [{ kind: 'exact', value: subject }] as const;
  const issuerEndsWithSlash = issuer.endsWith('/');
  const written = trustPolicyFor({ partition, accountId, issuer, issuerEndsWithSlash, audience, subjects });
  return written.kind === 'written' ? written.policies[0]?.text : undefined;
}
