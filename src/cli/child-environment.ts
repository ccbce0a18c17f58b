type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What says who a program is at AWS, in some SDK: left in place, one of these would win over what it is given here, or
 * go with it only by half. Source: AWS SDKs and Tools Reference Guide, "Environment variables", and the credential
 * chains of the SDKs for Python, JavaScript, Java, Go and Ruby.
 */
const identities: readonly RegExp[] = [
  // Keys. The JavaScript SDK prefers a profile to them, botocore the old name of the session token to the new one.
  /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)$/,
  // Their other names, for the SDKs of Go, Java and Ruby.
  /^AWS_(ACCESS_KEY|SECRET_KEY)$/,
  /^AMAZON_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/,
  // What belongs to the keys that were there before: their end, their account, where they may be used.
  /^AWS_(CREDENTIAL|SESSION)_EXPIRATION$/,
  /^AWS_(ACCOUNT_ID|CREDENTIAL_SCOPE)$/,
  /^AWS_(DEFAULT_)?PROFILE$/,
  // A web identity comes before every profile and every endpoint.
  /^AWS_(ROLE_ARN|ROLE_SESSION_NAME|WEB_IDENTITY_TOKEN_FILE)$/,
  // Another endpoint: of a container, or of a tool like this one. A relative address wins over a full one.
  /^AWS_CONTAINER_/,
  // A file of keys, of the first EC2 tools: botocore still reads it before it asks an endpoint.
  /^AWS_CREDENTIAL_FILE$/,
  // Services that take such a token prefer it to any keys.
  /^AWS_BEARER_TOKEN_/,
  // Whose session this is, by other tools' account of it: prompts show it, and the tools refuse to start within one.
  /^AWS_(SSO_.*|VAULT|VAULT_.*)$/,
  /^AWSU(ME)?_PROFILE$/,
  // Ours, of the `exec` that this one may be part of.
  /^TOBIRA_ROLE$/,
];

/** They name a place, not a person, but a wrong one: the role comes with its region. */
const regions: readonly RegExp[] = [/^(AWS_(DEFAULT_)?|AMAZON_)REGION$/];

const unwanted = [...identities, ...regions];

/**
 * A child's environment: what this process was given, without what speaks of another identity or region, and with the
 * role's own variables. Files, endpoints, authorities and the pager stay as they are.
 *
 * @param inherited Windows does not tell `Path` from `PATH`: there names are compared without regard to case
 */
export function childEnvironment(
  inherited: Environment,
  own: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): Record<string, string> {
  const nameOf = (name: string): string => (platform === 'win32' ? name.toUpperCase() : name);
  const kept = Object.entries(inherited).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !Object.hasOwn(own, nameOf(entry[0])) &&
      !unwanted.some((pattern) => pattern.test(nameOf(entry[0]))),
  );
  return { ...Object.fromEntries(kept), ...own };
}
