import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findAwsFiles } from '../adapters/sinks/aws-files/aws-files.ts';
import { defaultsName, readIni } from '../adapters/sinks/aws-files/ini-file.ts';
import { keysOf, viewSection } from '../adapters/sinks/aws-files/ini-section.ts';
import { AppError, hasCode } from '../core/errors.ts';

/** What some client of AWS looks for: settings of which one is enough, in the sections of a name. */
interface Source {
  readonly isMeant: (section: string) => boolean;
  readonly keys: ReadonlySet<string>;
}

/**
 * What gets a client credentials out of a profile, or has it fail there rather than look on: the SDK for JavaScript goes
 * no further than a profile of IAM Identity Center, however little of one there is.
 */
const profile: Source = {
  isMeant: isDefaultProfile,
  keys: new Set([
    ...['aws_access_key_id', 'credential_process', 'role_arn', 'web_identity_token_file', 'login_session'],
    ...['sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name', 'sso_region'],
  ]),
};

/** The file of botocore's predecessor, which botocore still reads before it asks an endpoint. */
const boto: Source = {
  isMeant: (section) => section === 'Credentials',
  keys: new Set(['aws_access_key_id']),
};

/**
 * Without a named profile, AWS's clients take the profile `default` where it has credentials, and ask an endpoint last: a
 * program would be somebody else without a word. Source: AWS SDKs and Tools Reference Guide, "Credential provider chain".
 *
 * @param home the user's home folder
 * @throws AppError `file_failed` where there is such a profile
 */
export async function refuseDefaultProfile(
  env: Readonly<Record<string, string | undefined>>,
  home = homedir(),
): Promise<void> {
  const { credentials, config } = findAwsFiles(env, home);
  for (const path of [credentials, config]) {
    if (await brings(path, profile)) {
      const reason =
        'AWS\'s clients would take the credentials of its profile "default" instead of the endpoint\'s; leave out --endpoint, or give that profile another name';
      throw new AppError('file_failed', { path, reason });
    }
  }
  for (const path of botoFiles(env, home)) {
    if (await brings(path, boto)) {
      const reason =
        'boto3 and the AWS CLI would take the keys in its section "Credentials" instead of the endpoint\'s; leave out --endpoint, or take them out';
      throw new AppError('file_failed', { path, reason });
    }
  }
}

function botoFiles({ BOTO_CONFIG }: Readonly<Record<string, string | undefined>>, home: string) {
  if (BOTO_CONFIG === undefined) return ['/etc/boto.cfg', join(home, '.boto')];
  return [BOTO_CONFIG.replace(/^~(?=[/\\])/, home)];
}

/** Read as each of the clients does: rather one too many than one overlooked. */
async function brings(path: string, source: Source): Promise<boolean> {
  // Nobody else can read what we cannot.
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bringsToPython(path, bytes, source) || bringsByLine(bytes.toString('utf8'), source);
}

/** Python gives all of `[DEFAULT]` to each section there is, and takes an indented line for part of the one above it. */
function bringsToPython(path: string, bytes: Buffer, { isMeant, keys }: Source): boolean {
  try {
    const ini = readIni(path, bytes);
    const sections = [...ini.sections];
    const meant = sections.filter(({ name }) => isMeant(name));
    if (meant.length === 0) return false;
    const defaults = sections.filter(({ name }) => name === defaultsName);
    return [...meant, ...defaults].some((section) =>
      keysOf(viewSection(ini, section)).some((key) => keys.has(key)),
    );
  } catch (error) {
    // botocore fails for what it cannot read, which nobody overlooks.
    if (hasCode(error, 'aws_file_malformed')) return false;
    throw error;
  }
}

/** As the laxest of the others: no indent, duplicate or stray line is in its way. */
function bringsByLine(text: string, { isMeant, keys }: Source): boolean {
  let inside = false;
  for (const line of text.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    const close = line.startsWith('[') ? line.indexOf(']') : -1;
    if (close !== -1) inside = isMeant(line.slice(1, close).trim());
    else if (inside && keys.has(keyOf(line))) return true;
  }
  return false;
}

function keyOf(line: string): string {
  const at = line.search(/[=:]/);
  return line.slice(0, Math.max(at, 0)).trim().toLowerCase();
}

/** `default`, or in whichever words and quotes some client takes for `profile default`: botocore goes by how it begins. */
function isDefaultProfile(section: string): boolean {
  const words = section
    .replace(/["'\\]/g, '')
    .trim()
    .split(/\s+/);
  return words.at(-1) === 'default' && (words.length === 1 || (words[0] ?? '').startsWith('profile'));
}
