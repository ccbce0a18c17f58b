import type { Config } from '../ports.ts';
import { finding, type Finding, type FindingCode, type FindingDetails, type Level } from './finding.ts';
import type { AwsFilesReview, Surroundings } from './surroundings.ts';

/**
 * The variables of the environment that AWS's tools ask before, or instead of, a profile. Values are told where they
 * name something: never keys or tokens, and of an address the host alone.
 */
export async function checkEnvironment(
  { environment, canRead }: Pick<Surroundings, 'environment' | 'canRead'>,
  review: Pick<AwsFilesReview, 'profiles' | 'files'>,
  config: Config | undefined,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const tell = <Code extends FindingCode>(
    about: string,
    level: Level,
    code: Code,
    details: FindingDetails[Code],
  ) => void found.push(finding({ check: 'environment', about }, level, code, details));
  // AWS's tools take an empty variable for none.
  const value = (name: string) => (environment[name] === '' ? undefined : environment[name]);

  const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].filter(
    (name) => value(name) !== undefined,
  );
  if (keys.length > 0) tell(keys[0] ?? '', 'warn', 'variable_keys', { variables: keys });
  if (value('AWS_SECURITY_TOKEN') !== undefined) {
    tell('AWS_SECURITY_TOKEN', 'warn', 'variable_old_token', { variable: 'AWS_SECURITY_TOKEN' });
  }
  // Another finding says what is wrong with it.
  const unread = review.files.find(({ content }) => content.kind === 'broken');
  for (const variable of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']) {
    const profile = value(variable);
    if (profile === undefined) continue;
    if (review.profiles.includes(profile)) tell(variable, 'ok', 'variable_profile', { variable, profile });
    else if (unread !== undefined) {
      tell(variable, 'skipped', 'variable_profile_unread', { variable, profile, path: unread.path });
    } else tell(variable, 'warn', 'variable_profile_unknown', { variable, profile });
  }
  const [relative, full] = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  if (value(relative) !== undefined && value(full) !== undefined) {
    tell(relative, 'warn', 'variable_container_both', {});
  } else if (value(relative) !== undefined) {
    tell(relative, 'warn', 'variable_container', { variable: relative });
  } else if (value(full) !== undefined) {
    // `tobira serve` and `exec --endpoint` set it.
    tell(full, 'ok', 'variable_endpoint', { variable: full });
  }
  for (const variable of ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN']) {
    if (value(variable) !== undefined) tell(variable, 'warn', 'variable_web_identity', { variable });
  }
  for (const variable of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
    const path = value(variable);
    if (path !== undefined) tell(variable, 'warn', 'variable_file', { variable, path });
  }
  for (const variable of Object.keys(environment).sort()) {
    const address = value(variable);
    if (!/^AWS_ENDPOINT_URL(_[A-Z0-9_]+)?$/.test(variable) || address === undefined) continue;
    const host = URL.canParse(address) ? new URL(address).host : '';
    tell(variable, 'warn', 'variable_service', { variable, host });
  }
  for (const variable of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const region = value(variable);
    const others = config?.roles.some((role) => role.region !== region) ?? true;
    if (region !== undefined && others) tell(variable, 'warn', 'variable_region', { variable, region });
  }
  const bundle = value('AWS_CA_BUNDLE');
  if (bundle !== undefined) {
    const reason = await canRead(bundle);
    const named = { variable: 'AWS_CA_BUNDLE', path: bundle };
    if (reason === undefined) tell('AWS_CA_BUNDLE', 'ok', 'variable_authorities', named);
    else tell('AWS_CA_BUNDLE', 'fail', 'variable_authorities_missing', { ...named, reason });
  }
  if (value('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    tell('NODE_TLS_REJECT_UNAUTHORIZED', 'warn', 'variable_unchecked', {
      variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
    });
  }
  return found.length > 0 ? found : [finding({ check: 'environment' }, 'ok', 'environment_clear', {})];
}
