import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../../src/adapters/sinks/aws-files/edit.ts';
import { readIni, type IniFile } from '../../../../../src/adapters/sinks/aws-files/ini-file.ts';
import { managedProfiles } from '../../../../../src/adapters/sinks/aws-files/managed-profile.ts';
import { commandMark, markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import {
  planConfigBesideStatic,
  planCredentialsBesideProcess,
  planProcess,
  planRemoval,
  planStatic,
  type Wish,
} from '../../../../../src/adapters/sinks/aws-files/profile-plan.ts';

const arn = 'arn:aws:iam::123456789012:role/Admin';
const command = '/bin/tobira credentials a';
const staticMarker = (key: string): string => markerFor('a', { arn, key });
const keysOf = (id: string): string =>
  `aws_access_key_id = ${id}\naws_secret_access_key = s\naws_session_token = t\n`;
const block = (id: string): string => `${staticMarker(id)}\n${keysOf(id)}`;
const processMarker = markerFor('a', { command: commandMark(command) });
const processBlock = `${processMarker}\ncredential_process = ${command}\n`;

const wish = (overwrite: boolean): Wish => ({
  profile: 'ours',
  overwrite,
  stanza: {
    marker: staticMarker('ASIA2'),
    region: undefined,
    settings: [
      ['aws_access_key_id', 'ASIA2'],
      ['aws_secret_access_key', 's'],
      ['aws_session_token', 't'],
    ],
  },
});
const processWish = (overwrite: boolean): Wish => ({
  profile: 'ours',
  overwrite,
  stanza: { marker: processMarker, region: undefined, settings: [['credential_process', command]] },
});

const read = (text: string, path: string): IniFile => readIni(path, Buffer.from(text, 'latin1'));
const applied = (ini: IniFile, edit: Edit | undefined): string =>
  edit === undefined ? ini.slice(0) : `${ini.slice(0, edit.start)}${edit.text}${ini.slice(edit.end)}`;

/** @returns the credentials file */
function putKeys(credentials: string, overwrite = false, config = ''): string {
  const both = { credentials: read(credentials, 'credentials'), config: read(config, 'config') };
  return applied(both.credentials, planStatic(both, wish(overwrite)));
}
/** @returns the config file */
function putProcess(config: string, overwrite = false, credentials = ''): string {
  const both = { credentials: read(credentials, 'credentials'), config: read(config, 'config') };
  return applied(both.config, planProcess(both, processWish(overwrite)));
}
const shadowed = (path: string, ...keys: readonly string[]): Error =>
  expect.objectContaining({
    code: 'profile_shadowed',
    details: { path, profile: 'ours', keys },
  }) as Error;
const taken = (path: string): Error =>
  expect.objectContaining({ code: 'profile_taken', details: { path, profile: 'ours' } }) as Error;

describe('a setting that somebody has put into a section of ours and that wins over it', () => {
  const stronger = [
    ['role_arn = x\nsource_profile = y\n', 'role_arn', 'source_profile = y\n'],
    ['sso_account_id = x\nsso_role_name = y\n', 'sso_account_id,sso_role_name', ''],
    ['web_identity_token_file = x\n', 'web_identity_token_file', ''],
  ] as const;

  it.each(stronger)('is named, and goes with a word, beside keys: %j', (lines, keys, left) => {
    const text = `[ours]\n${block('ASIA1')}${lines}`;
    expect(() => putKeys(text)).toThrow(shadowed('credentials', ...keys.split(',')));
    expect(putKeys(text, true)).toBe(`[ours]\n${block('ASIA2')}${left}`);
  });

  it('is named where the SDK for JavaScript alone reads it, and goes with a word', () => {
    const text = `[ours]\n${block('ASIA1')}  role_arn = x\n`;
    expect(() => putKeys(text)).toThrow(shadowed('credentials', 'role_arn'));
    expect(putKeys(text, true)).toBe(`[ours]\n${block('ASIA2')}`);
  });

  it.each(stronger)('is named, and goes with a word, beside a process: %j', (lines, keys, left) => {
    const text = `[profile ours]\n${processBlock}${lines}`;
    expect(() => putProcess(text)).toThrow(shadowed('config', ...keys.split(',')));
    expect(putProcess(text, true)).toBe(`[profile ours]\n${processBlock}${left}`);
  });

  it.each(['login_session = x\n', keysOf('ASIA9')])('wins over a process alone: %j', (lines) => {
    const text = `[profile ours]\n${processBlock}${lines}`;
    expect(() => putProcess(text)).toThrow(expect.objectContaining({ code: 'profile_shadowed' }) as Error);
    expect(putProcess(text, true)).toBe(`[profile ours]\n${processBlock}`);
  });

  it('keeps keys from taking the place of a process of ours', () => {
    const text = `[profile ours]\n${processBlock}role_arn = x\n`;
    expect(() => putKeys('', false, text)).toThrow(shadowed('config', 'role_arn'));
    const config = read(text, 'config');
    expect(applied(config, planConfigBesideStatic(config, wish(true)))).toBe('');
  });
});

describe('a login session of the AWS CLI', () => {
  const text = '[ours]\nlogin_session = x\noutput = json\n';

  it('in the credentials file is asked before a process', () => {
    const ini = read(text, 'credentials');
    expect(() => planCredentialsBesideProcess(ini, processWish(false))).toThrow(
      shadowed('credentials', 'login_session'),
    );
    expect(applied(ini, planCredentialsBesideProcess(ini, processWish(true)))).toBe(
      '[ours]\noutput = json\n',
    );
  });

  it('in the config file goes where a process takes its place with a word', () => {
    const config = text.replace('[ours]', '[profile ours]');
    expect(() => putProcess(config)).toThrow(taken('config'));
    expect(putProcess(config, true)).toBe(`[profile ours]\n${processBlock}output = json\n`);
  });

  it('in [DEFAULT] keeps a process from being written', () => {
    expect(() => putProcess('[DEFAULT]\nlogin_session = x\n')).toThrow(
      expect.objectContaining({ code: 'aws_file_malformed' }) as Error,
    );
  });
});

describe("another tool's", () => {
  it('process in a section of ours is that tool’s', () => {
    const text = `[profile ours]\n${processMarker}\ncredential_process = /bin/other\n`;
    expect(managedProfiles(read(text, 'config'), 'config')).toEqual([]);
    expect(() => putProcess(text)).toThrow(taken('config'));
    expect(() => putKeys('', false, text)).toThrow(taken('config'));
    expect(planRemoval(read(text, 'config'), 'config', 'ours')).toBeUndefined();
    expect(putProcess(text, true)).toBe(`[profile ours]\n${processBlock}`);
  });

  it('temporary keys in a section of ours are that tool’s', () => {
    const text = `[ours]\n${staticMarker('ASIA1')}\n${keysOf('ASIATHEIRS')}`;
    expect(managedProfiles(read(text, 'credentials'), 'credentials')).toEqual([]);
    expect(() => putKeys(text)).toThrow(taken('credentials'));
    expect(planRemoval(read(text, 'credentials'), 'credentials', 'ours')).toBeUndefined();
    expect(putKeys(text, true)).toBe(`[ours]\n${block('ASIA2')}`);
  });

  it('command in a section of an earlier Tobira, whose marker names none, cannot be told', () => {
    const text = `[profile ours]\n${markerFor('a')}\ncredential_process = /bin/old\n`;
    expect(putProcess(text)).toBe(`[profile ours]\n${processBlock}`);
  });
});

describe('the marker', () => {
  it('names the role by its ARN too, and says so of what is found', () => {
    expect(staticMarker('ASIA1')).toBe(
      `# Managed by Tobira for the role "a", ${arn}, with the key ASIA1. What Tobira wrote here, it renews.`,
    );
    expect(managedProfiles(read(`[ours]\n${block('ASIA1')}`, 'credentials'), 'credentials')).toEqual([
      { profile: 'ours', role: 'a', arn, mode: 'static', path: 'credentials' },
    ]);
  });

  it('of an earlier Tobira has no ARN, and its section is ours all the same', () => {
    const text = `[ours]\n${markerFor('a')}\n${keysOf('ASIA1')}`;
    expect(managedProfiles(read(text, 'credentials'), 'credentials')).toEqual([
      { profile: 'ours', role: 'a', mode: 'static', path: 'credentials' },
    ]);
    expect(putKeys(text)).toBe(`[ours]\n${block('ASIA2')}`);
    expect(
      applied(read(text, 'credentials'), planRemoval(read(text, 'credentials'), 'credentials', 'ours')),
    ).toBe('');
  });

  it.each(['", arn:aws:iam::1:role/a, with the key ASIA1', 'a", with the key b', '\\"', 'ü "x", arn:b'])(
    'is read as it was written for a role called %j',
    (role) => {
      const marker = markerFor(role, { arn: 'arn:aws:iam::1:role/a,b=c', key: 'ASIA1' });
      const [found] = managedProfiles(
        read(`[ours]\n${marker}\naws_access_key_id = ASIA1\n`, 'credentials'),
        'credentials',
      );
      expect(found).toMatchObject({ role, arn: 'arn:aws:iam::1:role/a,b=c' });
    },
  );
});
