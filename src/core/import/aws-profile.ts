/** Settings of a profile in AWS's config file that say where its credentials come from. None of them is a secret. */
export const profileKeys = [
  'role_arn',
  'source_profile',
  'credential_source',
  'external_id',
  'role_session_name',
  'mfa_serial',
  'duration_seconds',
  'region',
  'sso_session',
  'sso_start_url',
  'sso_region',
  'sso_account_id',
  'sso_role_name',
] as const;

type ProfileKey = (typeof profileKeys)[number];

/** Settings that matter by being there; what they say is never read: it may be a secret, or hold one. */
export const bringers = {
  aws_access_key_id: 'keys',
  aws_secret_access_key: 'keys',
  aws_session_token: 'keys',
  aws_security_token: 'keys',
  credential_process: 'process',
  web_identity_token_file: 'token-file',
  login_session: 'login',
} as const;

/**
 * What a profile gets its credentials from, beside what {@link profileKeys} say. With `cluster-token` the token file is one
 * that Kubernetes lays down in a container.
 */
export type Bringer = (typeof bringers)[keyof typeof bringers] | 'cluster-token';

/** A profile as the AWS CLI finds it in its config file. */
export interface AwsProfile {
  readonly name: string;
  /** Of its header, counted from 1. */
  readonly line: number;
  readonly settings: Readonly<Partial<Record<ProfileKey, string>>>;
  readonly brings: ReadonlySet<Bringer>;
  /** The id of the role whose credentials Tobira gives it; absent where it has them from elsewhere. */
  readonly own?: string;
}

/** AWS's config file. */
export interface AwsConfig {
  readonly path: string;
  /** In the order of the file, each name once. */
  readonly profiles: readonly AwsProfile[];
  /** The regions of the `[sso-session]` sections by their names; those that name none are there all the same. */
  readonly ssoSessions: ReadonlyMap<string, { readonly region?: string }>;
}
