import type { CatalogueId, IdentityId, RoleArn, RoleId } from '../model.ts';

/** A role as an import would write it, key by key as the configuration says it. */
export interface ImportedRole {
  readonly id: string;
  readonly name?: string;
  readonly identity: IdentityId;
  readonly roleArn: string;
  readonly region?: string;
  readonly duration?: string;
  readonly profile?: string;
  readonly chain?: readonly ImportedLink[];
}

export interface ImportedLink {
  readonly roleArn: string;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
}

/** What is to be known of a role that can be added: values, worded elsewhere. */
export type ImportRemark =
  /** Another role has its name already; `id` is what it is called instead. */
  | { readonly kind: 'id-taken'; readonly id: string }
  /** It cannot keep its profile's name in AWS's files: another role has it, or Tobira writes no such name. */
  | { readonly kind: 'profile-taken'; readonly profile: string }
  /** The profile that every program uses that names none: the role does not get it. */
  | { readonly kind: 'default-profile'; readonly profile: string }
  /** What `duration_seconds` says is none of 15 minutes to 12 hours. */
  | { readonly kind: 'duration-unfit'; readonly found: string }
  /** AWS gives a role that is assumed from another one an hour at most. */
  | { readonly kind: 'duration-chained'; readonly found: string }
  /** It is no region, or one of another partition. */
  | { readonly kind: 'region-unfit'; readonly found: string }
  | { readonly kind: 'external-id-unused' }
  | { readonly kind: 'session-name-unused' }
  | { readonly kind: 'mfa-unused' }
  /** Another profile above is for the same role in the same region. */
  | { readonly kind: 'same-role'; readonly profile: string }
  /** A catalogue gives the role: it is there, and one's own besides is a wish. */
  | { readonly kind: 'in-catalogue'; readonly catalogue: CatalogueId; readonly role: RoleId }
  /** Its tokens come from a Kubernetes cluster: it may let in nobody from GitLab. */
  | { readonly kind: 'cluster-guess' }
  /** IAM Identity Center's own roles let nobody else in: one of this name would have to be there. */
  | { readonly kind: 'sso-guess'; readonly roleName: string };

/** Why a profile cannot become a role of Tobira's: a value, worded elsewhere. */
export type SkipReason =
  | { readonly kind: 'own'; readonly role: string }
  | { readonly kind: 'keys' }
  | { readonly kind: 'process' }
  | { readonly kind: 'login' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'role-arn-wrong' }
  | { readonly kind: 'partition'; readonly partition: string }
  | { readonly kind: 'no-source' }
  | { readonly kind: 'credential-source' }
  | { readonly kind: 'external-id-wrong' }
  | { readonly kind: 'sso-incomplete' }
  /** The following are about what its `source_profile` leads to. */
  | { readonly kind: 'source-missing'; readonly source: string }
  | { readonly kind: 'source-loop'; readonly source: string }
  | { readonly kind: 'chain-too-long'; readonly source: string; readonly most: number }
  | { readonly kind: 'source-other-partition'; readonly source: string }
  | { readonly kind: 'source-unknown-role'; readonly source: string; readonly role: string }
  | { readonly kind: 'source-not-by-gitlab'; readonly source: string; readonly by: NotByGitLab };

/** Where the credentials at the beginning of a chain come from, where that is no sign-in at GitLab. */
export type NotByGitLab = 'keys' | 'process' | 'login' | 'sso' | 'machine' | 'nothing';

/** What an import makes of one profile. */
export type ImportEntry =
  | {
      readonly kind: 'role';
      readonly profile: string;
      readonly line: number;
      readonly role: ImportedRole;
      /** The role that is used in the end: the last of a chain. */
      readonly arn: RoleArn;
      readonly remarks: readonly ImportRemark[];
      /** Whether it is to be added unless somebody says otherwise. */
      readonly suggested: boolean;
    }
  /** The configuration has a role that is reached the same way, in the same region where the profile names one. */
  | { readonly kind: 'present'; readonly profile: string; readonly line: number; readonly role: RoleId }
  | {
      readonly kind: 'skipped';
      readonly profile: string;
      readonly line: number;
      readonly reason: SkipReason;
    };

/**
 * Whether it is one of the many that IAM Identity Center's profiles become, and nothing else speaks against it: they are
 * taken together.
 */
export function isSsoGuess(entry: Extract<ImportEntry, { kind: 'role' }>): boolean {
  const kinds = entry.remarks.map(({ kind }) => kind);
  return kinds.includes('sso-guess') && !kinds.includes('same-role');
}
