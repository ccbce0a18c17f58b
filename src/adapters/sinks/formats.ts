import { copyFormats, type AwsCredentials, type CopyFormat } from '../../core/model.ts';
import { cmd } from './formats/cmd.ts';
import { dotenv } from './formats/dotenv.ts';
import { fish } from './formats/fish.ts';
import { ini } from './formats/ini.ts';
import { json } from './formats/json.ts';
import { posix } from './formats/posix.ts';
import { powershell } from './formats/powershell.ts';
import { process } from './formats/process.ts';
import { keyEnvironment, type RoleEnvironment } from './role-environment.ts';

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
 * How a program's environment can be written out; each name is a contract. What is for a shell removes first what is
 * unwanted there; `json` and `dotenv` can only add. They fail with `internal` where a value cannot be written so that
 * its reader gets it back.
 */
export const environmentFormats: Readonly<Record<EnvironmentFormat, Writer>> = environments;

type Writer = (variables: RoleEnvironment['variables'], unwanted?: RoleEnvironment['unwanted']) => string;

export function isEnvironmentFormat(text: string): text is EnvironmentFormat {
  return Object.hasOwn(environmentFormats, text);
}

/** How credentials can be written out; each name is a contract. They fail like `environmentFormats`. */
export const formats: Readonly<Record<FormatName, (given: CredentialExport) => string>> = {
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
};

/** What can be copied, and the one that AWS's tools read from the command line. */
export type FormatName = CopyFormat | 'process';

export const formatNames: readonly FormatName[] = [...copyFormats, 'process'];

export function isFormatName(text: string): text is FormatName {
  return Object.hasOwn(formats, text);
}

function asVariables(write: Writer) {
  return ({ credentials, region }: CredentialExport): string => {
    const { variables, unwanted } = keyEnvironment(credentials, region);
    return write(variables, unwanted);
  };
}
