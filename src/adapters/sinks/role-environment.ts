import type { AwsCredentials } from '../../core/model.ts';
import type { Variables } from './formats/expressible.ts';
import { isoSeconds } from './formats/iso-seconds.ts';

/** What makes a program a role. */
export interface RoleEnvironment {
  readonly variables: Variables;
  /** What would win over them, or go with them only by half: names of variables that must not be there. */
  readonly unwanted: readonly string[];
}

/**
 * What wins over keys, somewhere. Source: AWS SDKs and Tools Reference Guide, "Environment variables", and the credential
 * chains of the SDKs for Python, JavaScript, Java, Go, .NET and Ruby.
 */
const rivalsOfKeys = [
  // The JavaScript SDK prefers a profile to keys.
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  // botocore prefers this old name of the session token to the new one.
  'AWS_SECURITY_TOKEN',
  // A web identity: the SDK for .NET asks for it first.
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
  // What belongs to the keys that were there before.
  'AWS_ACCOUNT_ID',
  'AWS_CREDENTIAL_SCOPE',
  // The service prefers such a token to any keys.
  'AWS_BEARER_TOKEN_BEDROCK',
] as const;

/** What wins over an endpoint, which comes last but one in every chain. */
export const rivalsOfEndpoint: readonly string[] = [
  ...rivalsOfKeys,
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  // Their other names, for the SDKs of Go, Java and Ruby.
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AMAZON_ACCESS_KEY_ID',
  'AMAZON_SECRET_ACCESS_KEY',
  'AMAZON_SESSION_TOKEN',
  // A file of keys, of the first EC2 tools: botocore still reads it before it asks an endpoint.
  'AWS_CREDENTIAL_FILE',
  // A relative address wins over a full one, and a file over a token.
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];

/** A role by its keys, which last as long as they last. */
export function keyEnvironment(credentials: AwsCredentials, region: string): RoleEnvironment {
  return {
    variables: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_CREDENTIAL_EXPIRATION: isoSeconds(credentials.expiresAt),
      ...regionVariables(region),
    },
    unwanted: rivalsOfKeys,
  };
}

/** A role by an endpoint that gives its keys out. @param address the variables that lead there */
export function endpointEnvironment(address: Variables, region: string): RoleEnvironment {
  return { variables: { ...address, ...regionVariables(region) }, unwanted: rivalsOfEndpoint };
}

/** Some of AWS's tools read the one, some the other, and none of them guesses. */
export function regionVariables(region: string): Variables {
  return { AWS_REGION: region, AWS_DEFAULT_REGION: region };
}
