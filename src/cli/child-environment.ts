import { rivalsOfEndpoint } from '../adapters/sinks/role-environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What says who a program is at AWS, in some SDK: left in place, one of these would win over what it is given here, or
 * go with it only by half.
 */
const identities: readonly RegExp[] = [
  new RegExp(`^(${rivalsOfEndpoint.join('|')})$`),
  // The end of the keys that were there before, as other tools note it.
  /^AWS_SESSION_EXPIRATION$/,
  // Another endpoint: of a container, or of a tool like this one.
  /^AWS_CONTAINER_/,
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
