import type { AwsCredentials } from '../../core/model.ts';
import { cmd } from './formats/cmd.ts';
import { dotenv } from './formats/dotenv.ts';
import type { Variables } from './formats/expressible.ts';
import { fish } from './formats/fish.ts';
import { ini } from './formats/ini.ts';
import { isoSeconds } from './formats/iso-seconds.ts';
import { json } from './formats/json.ts';
import { posix } from './formats/posix.ts';
import { powershell } from './formats/powershell.ts';
import { process } from './formats/process.ts';

/** Credentials with the region of their role, and the name that they go by in AWS's files. */
export interface CredentialExport {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** One that `sectionNameFrom` leaves as it is. */
  readonly profile: string;
}

const environments = { env: posix, fish, powershell, cmd, json, dotenv } as const;

export type EnvironmentFormat = keyof typeof environments;

/**
 * How variables of a program's environment can be written out; each name is a contract. They fail with `internal` where
 * a value cannot be written so that its reader gets it back.
 */
export const environmentFormats: Readonly<Record<EnvironmentFormat, (variables: Variables) => string>> =
  environments;

export function isEnvironmentFormat(text: string): text is EnvironmentFormat {
  return Object.hasOwn(environmentFormats, text);
}

/** How credentials can be written out; each name is a contract. They fail like `environmentFormats`. */
export const formats = {
  env: asVariables(environmentFormats.env),
  fish: asVariables(environmentFormats.fish),
  powershell: asVariables(environmentFormats.powershell),
  cmd: asVariables(environmentFormats.cmd),
  json: asVariables(environmentFormats.json),
  dotenv: asVariables(environmentFormats.dotenv),
  ini: ({ credentials, region, profile }: CredentialExport) =>
    ini({
      profile,
      entries: {
        aws_access_key_id: credentials.accessKeyId,
        aws_secret_access_key: credentials.secretAccessKey,
        aws_session_token: credentials.sessionToken,
        region,
      },
    }),
  process: ({ credentials }: CredentialExport) => process(credentials),
} as const;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];

export function isFormatName(text: string): text is FormatName {
  return Object.hasOwn(formats, text);
}

function asVariables(write: (variables: Variables) => string) {
  return ({ credentials, region }: CredentialExport): string =>
    write({
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_CREDENTIAL_EXPIRATION: isoSeconds(credentials.expiresAt),
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
    });
}
