/** The settings of AWS's files that have to do with credentials, and who reads which of them first. */

/** What a static profile of ours holds, after its region. */
export const staticKeys = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'] as const;

export const processKeys = ['credential_process'] as const;

/** botocore takes this one's value even where `aws_session_token` stands beside it. */
export const oldTokenKey = 'aws_security_token';

/**
 * What belongs to the keys that another tool wrote, and means nothing, or something wrong, beside new ones: the old token,
 * the account of the old keys (which endpoints are chosen by), and the notes that saml2aws, awsaml, aws-mfa,
 * aws-azure-login and gsts keep of who they were for and when they end.
 */
export const tiedKeys: readonly string[] = [
  oldTokenKey,
  'aws_account_id',
  'aws_credential_scope',
  'aws_expiration',
  'aws_session_expiration',
  'expiration',
  'x_principal_arn',
  'x_security_token_expires',
  'assumed_role',
  'assumed_role_arn',
];

/**
 * What wins over static keys, and over `credential_process` too.
 *
 * Both SDKs merge the sections that the two files have for a profile. botocore then asks, in this order: is there a
 * `role_arn` (with another profile as its source), a `web_identity_token_file`, an `sso_role_name` or `sso_account_id`; only
 * then the static keys of the credentials file, `login_session`, `credential_process`, and the static keys of the config
 * file. The SDK for JavaScript puts only `role_arn` before static keys, wherever these stand. What either of them asks first
 * is named here. Without these settings what else such a section holds (`source_profile`, `sso_start_url`) starts nothing.
 */
export const strongerKeys: readonly string[] = [
  'role_arn',
  'web_identity_token_file',
  'sso_role_name',
  'sso_account_id',
];

/** What wins over a `credential_process` wherever it stands; static keys do so in some SDKs only, or in one of the files. */
export const strongerThanProcess: readonly string[] = [...strongerKeys, 'login_session'];

/**
 * What shows that a section of the config file brings credentials of its own. `credential_process`, `login_session` and
 * static keys lose against static keys in the credentials file; but then whoever set them up would find the profile
 * answering for another role.
 */
export const sourceKeys: readonly string[] = [
  ...strongerKeys,
  'source_profile',
  'credential_source',
  'sso_session',
  'sso_start_url',
  'credential_process',
  'login_session',
  ...staticKeys,
  oldTokenKey,
];

/** A section with none of these brings no credentials, and loses nothing where ours come in. */
export const credentialKeys: ReadonlySet<string> = new Set([...sourceKeys, ...tiedKeys]);

/**
 * What in the credentials file wins over a `credential_process` in the config file: the stronger ones, static keys, and
 * another `credential_process`, since the credentials file wins wherever both name a setting.
 */
export const shadowingKeys: readonly string[] = [
  ...strongerThanProcess,
  ...staticKeys,
  oldTokenKey,
  ...processKeys,
];

/** The same of the section that holds the `credential_process`: the SDK for JavaScript puts static keys before it there. */
export const besideProcessKeys: readonly string[] = [...strongerThanProcess, ...staticKeys, oldTokenKey];
