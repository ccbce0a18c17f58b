import type { Shown } from './errors.ts';
import { parseRoleArn } from './role-arn.ts';
import { formatPolicy } from './trust/policy-document.ts';
import { trustPolicyFor } from './trust/policy-writer.ts';
import { kindOf } from './trust/subject.ts';
import type { UnverifiedToken } from './unverified-token.ts';

/** Which jobs a subject lets in, beside the one that holds the token. */
export type JobReach =
  | {
      readonly kind: 'branch' | 'tag';
      readonly name: string;
      /** Absent where the token does not say it. */
      readonly isProtected?: boolean;
    }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'pull-requests' }
  /** The subject names no branch and no tag. */
  | { readonly kind: 'any-ref' };

/** What whoever manages a role can do for a job that AWS has just refused. */
export type TrustAdvice =
  /** `statement` is JSON, to be added to those that the policy has. */
  | { readonly kind: 'add'; readonly statement: string; readonly reach?: JobReach }
  /** The token is a person's: a policy that names it lets that person in, and no job. */
  | { readonly kind: 'person' };

/** @returns undefined where no statement can be written for what AWS has refused */
export function trustForRefused(
  { roleArn, issuer, audience, subject }: Shown,
  claims: UnverifiedToken['claims'],
): TrustAdvice | undefined {
  if (kindOf(subject) === 'user') return { kind: 'person' };
  const arn = parseRoleArn(roleArn);
  if (arn === undefined) return undefined;
  const { partition, accountId } = arn;
  const subjects = [{ kind: 'exact', value: subject }] as const;
  const issuerEndsWithSlash = issuer.endsWith('/');
  const written = trustPolicyFor({ partition, accountId, issuer, issuerEndsWithSlash, audience, subjects });
  const statement = written.kind === 'written' ? written.policies[0]?.document.Statement[0] : undefined;
  if (statement === undefined) return undefined;
  const reach = reachOf(subject, claims);
  return { kind: 'add', statement: formatPolicy(statement), ...(reach !== undefined && { reach }) };
}

/** GitLab and GitHub name these claims alike. GitHub puts `refs/heads/` before a branch, and `refs/tags/` before a tag. */
function reachOf(subject: string, claims: UnverifiedToken['claims']): JobReach | undefined {
  if (subject.endsWith(':pull_request')) return { kind: 'pull-requests' };
  const [, environment] = /:environment:(.+)$/.exec(subject) ?? [];
  if (environment !== undefined) return { kind: 'environment', name: environment };
  const { ref, ref_type: kind, ref_protected: isProtected } = claims;
  if (typeof ref !== 'string' || (kind !== 'branch' && kind !== 'tag')) return undefined;
  const name = ref.replace(/^refs\/(heads|tags)\//, '');
  if (!subject.endsWith(name)) return { kind: 'any-ref' };
  const known = [true, 'true', false, 'false'].includes(isProtected as string | boolean);
  return { kind, name, ...(known && { isProtected: String(isProtected) === 'true' }) };
}
