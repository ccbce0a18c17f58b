import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../../src/adapters/sinks/aws-files/edit.ts';
import { readIni, type IniFile } from '../../../../../src/adapters/sinks/aws-files/ini-file.ts';
import { managedProfiles } from '../../../../../src/adapters/sinks/aws-files/managed-profile.ts';
import { markerFor } from '../../../../../src/adapters/sinks/aws-files/marker.ts';
import {
  planConfigBesideStatic,
  planCredentialsBesideProcess,
  planProcess,
  planRemoval,
  planStatic,
  type Wish,
} from '../../../../../src/adapters/sinks/aws-files/profile-plan.ts';

interface Texts {
  readonly credentials?: string;
  readonly config?: string;
}

const keys = [
  ['aws_access_key_id', 'ASIANEW'],
  ['aws_secret_access_key', 'new'],
  ['aws_session_token', 'new'],
] as const;

function wishFor(settings: Wish['stanza']['settings'], profile: string, overwrite: boolean): Wish {
  return { profile, overwrite, stanza: { marker: markerFor('a'), region: 'eu-west-1', settings } };
}
function read(text: string, path: string): IniFile {
  return readIni(path, Buffer.from(text, 'latin1'));
}
function applied(ini: IniFile, edit: Edit | undefined): string {
  return edit === undefined ? ini.slice(0) : `${ini.slice(0, edit.start)}${edit.text}${ini.slice(edit.end)}`;
}
function bothOf({ credentials = '', config = '' }: Texts) {
  return { credentials: read(credentials, 'credentials'), config: read(config, 'config') };
}

/** @returns the credentials file */
function putKeys(texts: Texts, { profile = 'ours', overwrite = false } = {}): string {
  const both = bothOf(texts);
  return applied(both.credentials, planStatic(both, wishFor(keys, profile, overwrite)));
}
/** @returns the config file */
function putProcess(texts: Texts, { profile = 'ours', overwrite = false } = {}): string {
  const both = bothOf(texts);
  const wish = wishFor([['credential_process', '/bin/tobira x']], profile, overwrite);
  return applied(both.config, planProcess(both, wish));
}
function take(kind: 'credentials' | 'config', text: string): string {
  const ini = read(text, kind);
  return applied(ini, planRemoval(ini, kind, 'ours'));
}
function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
const takenIn = (path: string, profile = 'ours'): unknown =>
  expect.objectContaining({ code: 'profile_taken', details: { path, profile } });

const marker = markerFor('a');
const stanza = `${marker}\naws_access_key_id = ASIANEW\naws_secret_access_key = new\naws_session_token = new\n`;

describe('a section of ours with keys that are not', () => {
  // As `aws configure` leaves it: the token that it does not know stays.
  const theirs = `[ours]\n${marker}\nregion = eu-west-1\naws_access_key_id = AKIATHEIRS\naws_secret_access_key = theirs\naws_session_token = old\n`;

  it.each([
    ['plainly', theirs],
    ['spelled otherwise', theirs.replace('aws_access_key_id = ', 'AWS_ACCESS_KEY_ID:')],
    ['without a value', theirs.replace('AKIATHEIRS', '')],
    [
      'where the SDK for JavaScript alone finds them',
      theirs.replace('aws_access_key_id', 'output = json\n aws_access_key_id'),
    ],
  ])('is not ours any more: %s', (_, text) => {
    expect(managedProfiles(read(text, 'credentials'), 'credentials')).toEqual([]);
    expect(refusal(() => putKeys({ credentials: text }))).toEqual(takenIn('credentials'));
    expect(take('credentials', text)).toBe(text);
  });

  it('is ours with a temporary key', () => {
    const text = theirs.replace('AKIA', 'ASIA');
    expect(managedProfiles(read(text, 'credentials'), 'credentials')).toEqual([
      { profile: 'ours', role: 'a', mode: 'static', path: 'credentials' },
    ]);
    expect(take('credentials', text)).toBe('');
  });

  it('is replaced where the user says so', () => {
    expect(putKeys({ credentials: theirs }, { overwrite: true })).toBe(
      `[ours]\n${stanza.replace('\n', '\nregion = eu-west-1\n')}`,
    );
  });

  it('stands in the way of a process, which takes only what it is told to', () => {
    const shadowed = { code: 'profile_shadowed', details: { path: 'credentials' } };
    expect(refusal(() => putProcess({ credentials: theirs }))).toMatchObject(shadowed);
    const ini = read(theirs, 'credentials');
    const edit = planCredentialsBesideProcess(ini, { profile: 'ours', overwrite: true });
    expect(applied(ini, edit)).not.toContain('AKIATHEIRS');
  });

  it('is not ours in the config file either', () => {
    const config = `[profile ours]\n${marker}\ncredential_process = /bin/tobira x\naws_access_key_id = AKIATHEIRS\n`;
    expect(managedProfiles(read(config, 'config'), 'config')).toEqual([]);
    expect(refusal(() => putProcess({ config }))).toEqual(takenIn('config'));
    expect(refusal(() => putKeys({ config }))).toEqual(takenIn('config'));
    expect(take('config', config)).toBe(config);
  });
});

describe('a section that brings no credentials', () => {
  const setting = fc.tuple(
    fc.constantFrom('output', 'region', 's3', 'cli_pager', 'mfa_serial'),
    fc.constantFrom('=', ' = ', ': '),
    fc.constantFrom('json', 'eu-west-1', 'a # b'),
  );
  const plain = fc
    .record({
      settings: fc.uniqueArray(setting, { minLength: 1, maxLength: 4, selector: ([key]) => key }),
      indent: fc.constantFrom('', '', '  ', '\t'),
      note: fc.constantFrom('', '# mine\n', '\n'),
      next: fc.constantFrom('', '\n[next]\na = b\n', '# about the next\n[next]\n'),
      eol: fc.constantFrom('\n', '\r\n'),
      ended: fc.boolean(),
    })
    .map(({ settings, indent, note, next, eol, ended }) => {
      const lines = settings.map((parts) => `${indent}${parts.join('')}\n`).join('');
      const text = `${note}${lines}${next}`.replaceAll('\n', eol);
      return { eol, text: ended ? text : text.replace(/[\r\n]+$/, '') };
    });

  it('is used as it is, in either file, and removal gives back its bytes', () => {
    fc.assert(
      fc.property(plain, ({ text, eol }) => {
        const credentials = `[ours]${eol}${text}`;
        const static_ = putKeys({ credentials });
        expect(static_).toContain('aws_access_key_id = ASIANEW');
        expect(managedProfiles(read(static_, 'credentials'), 'credentials')).toHaveLength(1);
        expect(putKeys({ credentials: static_ })).toBe(static_);
        expect(take('credentials', static_)).toBe(credentials);

        const config = `[profile ours]${eol}${text}`;
        const process = putProcess({ config });
        expect(process).toContain('credential_process = /bin/tobira x');
        expect(take('config', process)).toBe(config);
      }),
    );
  });

  it('keeps its region', () => {
    const text = putKeys({ credentials: '[ours]\noutput = json\nregion = us-east-1\n' });
    expect(text).toBe(`[ours]\n${stanza}output = json\nregion = us-east-1\n`);
  });

  it('is what stays of ours where the user had added to it, and may be ours again', () => {
    const text = `[ours]\n${stanza.replace('\n', '\nregion = eu-west-1\n')}output = json\n`;
    const left = take('credentials', text);
    expect(left).toBe('[ours]\noutput = json\n');
    expect(putKeys({ credentials: left })).toBe(text);
  });

  it.each([
    'role_arn = x\n',
    'sso_session = x\n',
    'credential_process = x\n',
    'aws_access_key_id = x\n',
    'x_security_token_expires = x\n',
    'output = json\n  aws_access_key_id = x\n',
    '# nothing\n',
  ])('is another thing than one with %j', (lines) => {
    expect(refusal(() => putKeys({ credentials: `[ours]\n${lines}` }))).toEqual(takenIn('credentials'));
    expect(refusal(() => putProcess({ config: `[profile ours]\n${lines}` }))).toEqual(takenIn('config'));
  });
});

describe('the profile "default"', () => {
  const name = { profile: 'default' };

  it.each([
    ['where there is none', {}],
    ['where it brings no credentials', { credentials: '[default]\noutput = json\n' }],
    ['where the config file alone has it', { config: '[default]\nregion = x\n' }],
  ])('is never taken without a word, even %s', (_, texts: Texts) => {
    expect(refusal(() => putKeys(texts, name))).toEqual(takenIn('credentials', 'default'));
    expect(refusal(() => putProcess(texts, name))).toEqual(takenIn('config', 'default'));
    expect(putKeys(texts, { ...name, overwrite: true })).toContain('ASIANEW');
    expect(putProcess(texts, { ...name, overwrite: true })).toContain('/bin/tobira x');
  });

  it('is renewed, and may change its mode, where it is ours', () => {
    const config = '[default]\nregion = us-east-1\n';
    const credentials = putKeys({ config }, { ...name, overwrite: true });
    expect(putKeys({ credentials: credentials.replace('ASIANEW', 'ASIAOLD'), config }, name)).toBe(
      credentials,
    );
    const asking = putProcess({ credentials, config }, name);
    expect(asking).toContain('/bin/tobira x');
    expect(putKeys({ config: asking }, name)).toContain('ASIANEW');
    const ini = read(asking, 'config');
    const edit = planConfigBesideStatic(ini, wishFor(keys, 'default', false));
    expect(applied(ini, edit)).toBe(config);
  });
});
