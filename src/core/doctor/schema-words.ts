import {
  endpointsSchema,
  identitySchema,
  keysBelow,
  looksSchema,
  outlineSchema,
  roleSchema,
} from '../config-schema.ts';
import { settingsSchema } from '../settings-schema.ts';
import { languageChoices, roleColors, themes } from '../model.ts';

/** Settings of AWS's files, as AWS documents them. */
const awsSettings =
  'aws_access_key_id,aws_secret_access_key,aws_session_token,aws_security_token,aws_account_id,ca_bundle,cli_pager,credential_process,credential_source,duration_seconds,endpoint_url,external_id,login_session,mfa_serial,output,region,role_arn,role_session_name,services,source_profile,sso_account_id,sso_region,sso_registration_scopes,sso_role_name,sso_session,sso_start_url,sts_regional_endpoints,web_identity_token_file';

/** Words of the configuration and of AWS's files that nobody has chosen: which of them is meant may be told. */
const words: ReadonlySet<string> = new Set([
  ...[identitySchema, roleSchema, outlineSchema, looksSchema, settingsSchema, endpointsSchema].flatMap(
    ({ shape }) => Object.keys(shape),
  ),
  ...Object.values(keysBelow).flat(),
  ...[...themes, ...languageChoices, ...roleColors, 'gitlab', 'oidc', 'true', 'false', 'yes', 'no'],
  ...['openid', 'profile', 'email', 'read_user', 'api', 'offline_access'],
  ...awsSettings.split(','),
  ...['default', 'DEFAULT', 'profile', 'sso-session', 'services', 'json', 'text', 'table', 'yaml'],
]);

/** Whether it says nothing of anybody: a word of the schemas, or punctuation alone. */
export function isSchemaWord(text: string): boolean {
  return words.has(text) || /^[\p{P}\p{S}\s]{1,8}$/u.test(text);
}
