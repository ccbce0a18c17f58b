import type { AwsCredentials } from '../../core/model.ts';

/** Credentials with the region of their role. */
export interface CredentialExport {
  readonly credentials: AwsCredentials;
  readonly region: string;
}

/** How credentials can be written out; each entry names what reads it. */
export const formats = {
  /** POSIX shells: `creds="$(tobira credentials ROLE --format env)" && eval "$creds"`. */
  env: ({ credentials, region }: CredentialExport) =>
    Object.entries(variables(credentials, region))
      .map(([name, value]) => `export ${name}=${quoteForShell(value)}\n`)
      .join(''),

  /** Any program: the environment variables of AWS's clients as one JSON object. */
  json: ({ credentials, region }: CredentialExport) =>
    `${JSON.stringify(variables(credentials, region), null, 2)}\n`,

  /** `credential_process` in ~/.aws/config. Source: AWS SDKs reference, "Process credential provider". */
  process: ({ credentials }: CredentialExport) =>
    `${JSON.stringify({
      Version: 1,
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: isoSeconds(credentials.expiresAt),
    })}\n`,
} as const;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

export function isFormatName(text: string): text is FormatName {
  return Object.hasOwn(formats, text);
}

function variables(credentials: AwsCredentials, region: string): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_CREDENTIAL_EXPIRATION: isoSeconds(credentials.expiresAt),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

/** Single quotes keep every character as it is; a single quote itself is put between two such strings. */
function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** ISO 8601 in whole seconds: some clients do not read fractions. */
function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
