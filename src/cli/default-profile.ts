import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { AppError } from '../core/errors.ts';

/** Keys of a profile by which some client of AWS gets credentials. */
const credentialKeys =
  /^(aws_access_key_id|credential_process|role_arn|web_identity_token_file|sso_session|sso_start_url|login_session)\s*[=:]/i;

/**
 * Without a named profile, AWS's clients take the profile `default` where it has credentials, and ask an endpoint last: a
 * program would be somebody else without a word. Source: AWS SDKs and Tools Reference Guide, "Credential provider chain".
 *
 * @throws AppError `file_failed` where there is such a profile
 */
export async function refuseDefaultProfile(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { credentials, config } = findAwsFiles(env, homedir());
  for (const path of [credentials, config]) {
    // Nobody else can read what we cannot.
    const text = await readFile(path, 'utf8').catch(() => '');
    if (!defaultHasCredentials(text)) continue;
    const reason =
      'AWS\'s clients would take the credentials of its profile "default" instead of the endpoint\'s; leave out --endpoint, or give that profile another name';
    throw new AppError('file_failed', { path, reason });
  }
}

/** Read as the laxest client does: rather one too many than one overlooked. */
function defaultHasCredentials(text: string): boolean {
  let inside = false;
  for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    const section = /^\[\s*(?:profile\s+)?["']?([^\]"']*?)["']?\s*\]/.exec(line)?.[1];
    if (section !== undefined) inside = section === 'default';
    else if (inside && credentialKeys.test(line)) return true;
  }
  return false;
}
