import type { OidcProvider } from './oidc-provider.ts';

/** Who may assume a role: an audience, and either exact subjects or patterns of them. */
export interface GitLabTrust {
  readonly provider: OidcProvider;
  readonly audience: string;
  /** Exact subjects: user ids for people, `project_path:...` for jobs. */
  readonly subjects?: readonly string[];
  /** Subjects with wildcards. */
  readonly subjectsLike?: readonly string[];
}

/** The trust policy one writes for GitLab: audience and subject both tested. */
export function gitLabTrustPolicy(trust: GitLabTrust): object {
  const { name, arn } = trust.provider;
  const exact = trust.subjects === undefined ? {} : { [`${name}:sub`]: trust.subjects };
  const like =
    trust.subjectsLike === undefined ? {} : { StringLike: { [`${name}:sub`]: trust.subjectsLike } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: arn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${name}:aud`]: trust.audience, ...exact }, ...like },
      },
    ],
  };
}

/** What a link of a chain may bring along. */
export interface ChainTrust {
  readonly externalId?: string;
  /** Whether a source identity may be set, or go along. */
  readonly sourceIdentity?: boolean;
}

/** A trust policy for role chaining: other roles or accounts, with an external id where given. */
export function chainTrustPolicy(
  principals: readonly string[],
  { externalId, sourceIdentity = false }: ChainTrust = {},
): object {
  const condition =
    externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principals },
        Action: sourceIdentity ? ['sts:AssumeRole', 'sts:SetSourceIdentity'] : 'sts:AssumeRole',
        ...condition,
      },
    ],
  };
}
