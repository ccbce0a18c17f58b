import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { refuseDefaultProfile } from '../../../src/cli/default-profile.ts';

const keys = 'aws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n';

/** Looks at a home with these files. @returns the path that is in the way, if any is */
async function lookAt(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const home = await mkdtemp(join(tmpdir(), 'tobira-default-'));
  onTestFinished(() => rm(home, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(home, name)), { recursive: true });
    await writeFile(join(home, name), text);
  }
  const failure: unknown = await refuseDefaultProfile(env, home).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure === undefined) return undefined;
  expect(failure).toMatchObject({ code: 'file_failed', details: { path: expect.any(String) as unknown } });
  const path = Reflect.get(Reflect.get(failure as object, 'details') as object, 'path') as string;
  return path.slice(home.length + 1);
}

const inCredentials = (text: string) => lookAt({ '.aws/credentials': text });
const inConfig = (text: string) => lookAt({ '.aws/config': text });

describe('a profile default that gives credentials is in an endpoint’s way', () => {
  it.each([
    ['with keys', `[default]\n${keys}`],
    ['with Windows’ line endings', `[default]\r\naws_access_key_id=A\r\naws_secret_access_key=b\r\n`],
    ['with keys that [DEFAULT] gives it in Python', `[DEFAULT]\n${keys}[default]\noutput = json\n`],
    ['with such keys below it', `[default]\noutput = json\n[other]\n[DEFAULT]\n${keys}`],
    ['with a second [DEFAULT] that has them', `[DEFAULT]\nregion = x\n[default]\n[DEFAULT]\n${keys}`],
    ['with keys below what Python takes for a value', `[default]\noutput = json\n  [other]\n${keys}`],
    ['with keys that Python takes for a value', `[default]\noutput = json\n  ${keys}`],
    ['with keys in a file that Python cannot read', `stray\n[default]\n[default]\n${keys}`],
    ['with a byte order mark before it', `\ufeff[default]\n${keys}`],
    ['with white space in its header', `[ default ]\n${keys}`],
    ['with a note behind its header', `[default] ; mine\n${keys}`],
    ['with a colon and capitals', `[default]\nAWS_Access_Key_Id: A\n`],
  ])('%s', async (_how, text) => {
    expect(await inCredentials(text)).toBe('.aws/credentials');
    expect(await inConfig(text)).toBe('.aws/config');
  });

  it.each([
    'credential_process = other',
    'role_arn = arn:aws:iam::123456789012:role/Other\nsource_profile = other',
    'web_identity_token_file = token',
    'sso_session = other',
    'sso_start_url = https://other.example.com',
    'sso_account_id = 123456789012',
    'sso_role_name = Other',
    'sso_region = eu-west-1',
    'login_session = arn:aws:iam::123456789012:user/other',
  ])('with %s', async (setting) => {
    expect(await inCredentials(`[default]\n${setting}\n`)).toBe('.aws/credentials');
    expect(await inConfig(`[default]\n${setting}\n`)).toBe('.aws/config');
    expect(await inConfig(`[DEFAULT]\n${setting}\n[default]\n`)).toBe('.aws/config');
  });

  it.each([
    'profile default',
    'profile "default"',
    "profile 'default'",
    'profile\tdefault',
    'profiles default',
  ])('as [%s]', async (header) => {
    expect(await inConfig(`[${header}]\n${keys}`)).toBe('.aws/config');
  });

  it('in the files that the environment names', async () => {
    const files = { mine: `[default]\n${keys}` };
    expect(await lookAt(files, { AWS_SHARED_CREDENTIALS_FILE: '~/mine' })).toBe('mine');
    expect(await lookAt(files, { AWS_CONFIG_FILE: '~/mine' })).toBe('mine');
  });
});

describe('so are keys in the file of boto3’s predecessor', () => {
  it.each([`[Credentials]\n${keys}`, `[DEFAULT]\n${keys}[Credentials]\ndebug = 0\n`])('%j', async (text) => {
    expect(await lookAt({ '.boto': text })).toBe('.boto');
    expect(await lookAt({ elsewhere: text }, { BOTO_CONFIG: '~/elsewhere' })).toBe('elsewhere');
  });

  it('but not where the environment names another one, or where it holds something else', async () => {
    expect(await lookAt({ '.boto': `[Credentials]\n${keys}` }, { BOTO_CONFIG: '~/nothing' })).toBeUndefined();
    expect(await lookAt({ '.boto': `[Credentials]\ngs_oauth2_refresh_token = x\n` })).toBeUndefined();
  });
});

describe('nothing is in its way', () => {
  it.each([
    ['no file at all', {}],
    ['settings alone', { '.aws/config': '[default]\nregion = x\noutput = json\n' }],
    ['other profiles', { '.aws/credentials': `[default]\nregion = x\n[other]\n${keys}` }],
    ['[DEFAULT] without a profile to give its keys to', { '.aws/credentials': `[DEFAULT]\n${keys}` }],
    [
      '[DEFAULT] in the one file and [default] in the other',
      { '.aws/credentials': `[DEFAULT]\n${keys}`, '.aws/config': '[default]\nregion = x\n' },
    ],
    ['keys in a comment', { '.aws/credentials': `[default]\n# ${keys.replace('\n', '\n# ')}` }],
    [
      'a profile whose name only ends so',
      { '.aws/config': `[profile my-default]\n${keys}[not default]\n${keys}` },
    ],
    [
      'a session of that name',
      { '.aws/config': '[sso-session default]\nsso_start_url = https://x.example.com\n' },
    ],
  ])('with %s', async (_what, files) => {
    expect(await lookAt(files)).toBeUndefined();
  });

  it('with a line as long as a file, which takes no longer than any other', async () => {
    const gap = ' '.repeat(100_000);
    const text = `[${gap}\n[default${gap}x\naws_access_key_id${gap}x\n  y${gap}é\n`;
    const start = performance.now();
    expect(await inCredentials(`${text}[default]\n`)).toBeUndefined();
    expect(await inCredentials(`[default]\na = b\n  y${gap}é\n`)).toBeUndefined();
    // It takes milliseconds, or with a pattern that looks at each place anew a minute.
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
