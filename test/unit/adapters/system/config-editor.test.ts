import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigEditor } from '../../../../src/adapters/system/config-editor.ts';
import { findConfigPlace, replaceConfig } from '../../../../src/adapters/system/config-replacement.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';

const defaults = {
  scopes: () => ['openid'],
  region: (partition: string) => (partition === 'aws' ? 'us-east-1' : undefined),
};
const dark: ConfigEdit = { kind: 'set', path: ['theme'], value: 'dark' };
const good = `# mine
version: 1
identities:
  - { id: work, issuer: https://gitlab.example.com, clientId: x }
roles:
  - id: prod # careful
    identity: work
    roleArn: arn:aws:iam::123456789012:role/Admin
`;

let folder: string;
let path: string;
let now = Date.parse('2026-05-04T10:20:30.000Z');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-editor-'));
  path = join(folder, 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

const editor = (at = path) => createConfigEditor(at, defaults, { now: () => (now += 1000) });
const copies = async () => (await readdir(folder)).filter((name) => name.endsWith('.bak'));

test('the first edit makes folder and file, for the user alone', async () => {
  const fresh = join(folder, 'new', 'deep', 'config.yaml');
  expect(await editor(fresh).edit(dark)).toEqual([]);
  expect(await readFile(fresh, 'utf8')).toBe('version: 1\ntheme: dark\n');
  expect((await stat(fresh)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'new', 'deep'))).mode & 0o777).toBe(0o700);
});

test('a file keeps its mode, and what it said is kept beside it for the user alone', async () => {
  await writeFile(path, good);
  await chmod(path, 0o640);
  expect(await editor().edit(dark)).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe(`${good}\ntheme: dark\n`);
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  const [copy = ''] = await copies();
  expect(await readFile(join(folder, copy), 'utf8')).toBe(good);
  expect((await stat(join(folder, copy))).mode & 0o777).toBe(0o600);
});

test('five copies are kept, the newest ones', async () => {
  await writeFile(path, good);
  const one = editor();
  for (let times = 0; times < 8; times += 1)
    await one.edit({ kind: 'set', path: ['theme'], value: times % 2 === 0 ? 'dark' : 'light' });
  const kept = (await copies()).sort();
  expect(kept).toHaveLength(5);
  expect(await readFile(join(folder, kept.at(-1) ?? ''), 'utf8')).toContain('theme: dark');
});

test('a link stays a link, and what it leads to is edited', async () => {
  await mkdir(join(folder, 'dotfiles'));
  const real = join(folder, 'dotfiles', 'tobira.yaml');
  await writeFile(real, good);
  await symlink(real, path);
  await editor().edit(dark);
  expect((await lstat(path)).isSymbolicLink()).toBe(true);
  expect(await readFile(real, 'utf8')).toContain('theme: dark');
});

test.each([
  ['no YAML', 'version: 1\nroles: [\n'],
  ['a key twice', 'version: 1\nversion: 1\n'],
  ['another version', 'version: 2\n'],
])('a file with %s is left alone', async (_, text) => {
  await writeFile(path, text);
  await expect(editor().edit(dark)).rejects.toMatchObject({ code: 'config_broken' });
  expect(await readFile(path, 'utf8')).toBe(text);
  expect(await copies()).toEqual([]);
});

test('a file that is not UTF-8 is left alone', async () => {
  const bytes = Buffer.from('version: 1\n# Gr\xfc\xdfe\n', 'latin1');
  await writeFile(path, bytes);
  await expect(editor().edit(dark)).rejects.toMatchObject({ code: 'file_failed' });
  expect((await readFile(path)).equals(bytes)).toBe(true);
});

test('a value that others use by its name is left to a person', async () => {
  const text = `${good}    region: &here eu-west-1\n  - id: dev\n    identity: work\n    roleArn: arn:aws:iam::123456789012:role/B\n    region: *here\n`;
  await writeFile(path, text);
  const edit: ConfigEdit = {
    kind: 'edit',
    list: 'roles',
    id: 'prod',
    set: { region: 'us-east-2' },
    unset: [],
  };
  await expect(editor().edit(edit)).rejects.toMatchObject({ code: 'file_failed' });
  expect(await readFile(path, 'utf8')).toBe(text);
});

test.each<readonly [string, ConfigEdit, object]>([
  [
    'a value that is not allowed',
    { kind: 'set', path: ['confirmFor'], value: '1s' },
    { field: 'confirmFor', kind: 'wrong' },
  ],
  [
    'an id that is there',
    {
      kind: 'add',
      list: 'roles',
      fields: { id: 'prod', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/A' },
    },
    { field: 'id', kind: 'taken' },
  ],
  [
    'no ARN',
    { kind: 'edit', list: 'roles', id: 'prod', set: {}, unset: ['roleArn'] },
    { field: 'roleArn', kind: 'missing' },
  ],
  [
    'an identity that is not there',
    { kind: 'edit', list: 'roles', id: 'prod', set: { identity: 'home' }, unset: [] },
    { field: 'identity', kind: 'unknown' },
  ],
  [
    'a partition that nobody knows',
    {
      kind: 'edit',
      list: 'roles',
      id: 'prod',
      set: { roleArn: 'arn:aws-iso:iam::123456789012:role/A' },
      unset: [],
    },
    { field: 'roleArn', kind: 'unsupported' },
  ],
  ['an entry that has gone', { kind: 'remove', list: 'roles', id: 'old' }, { field: '', kind: 'missing' }],
])('%s is complained about, and nothing is written', async (_, edit, complaint) => {
  await writeFile(path, good);
  expect(await editor().check(edit)).toEqual([complaint]);
  expect(await editor().edit(edit)).toEqual([complaint]);
  expect(await readFile(path, 'utf8')).toBe(good);
});

test('what somebody else wrote meanwhile is not written over', async () => {
  await writeFile(path, 'version: 1 # theirs\n');
  const found = await replaceConfig(
    await findConfigPlace(path),
    Buffer.from('version: 1\n'),
    Buffer.from('ours'),
    now,
  );
  expect(found).toMatchObject({ bytes: Buffer.from('version: 1 # theirs\n') });
  expect(await readFile(path, 'utf8')).toBe('version: 1 # theirs\n');
  expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('edits at once follow one another, and none is lost', async () => {
  await writeFile(path, good);
  const one = editor();
  await Promise.all([
    one.edit(dark),
    one.edit({ kind: 'set', path: ['language'], value: 'ja' }),
    one.edit({ kind: 'set', path: ['confirmFor'], value: '1h' }),
  ]);
  expect(await readFile(path, 'utf8')).toBe(`${good}\ntheme: dark\nlanguage: ja\nconfirmFor: 1h\n`);
});

test('what a killed writer left goes with the next edit; a new one and what is not ours stay', async () => {
  await writeFile(path, good);
  const [left, fresh] = ['.config.yaml.0123456789ab.new', '.config.yaml.ba9876543210.new'];
  const theirs = '.config.yaml.mine.new';
  for (const name of [left, fresh, theirs]) await writeFile(join(folder, name), 'x');
  const old = new Date(now - 3_600_000);
  for (const name of [left, theirs]) await utimes(join(folder, name), old, old);
  await utimes(join(folder, fresh), new Date(now), new Date(now));
  expect(await editor().edit(dark)).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.endsWith('.new')).sort()).toEqual([fresh, theirs]);
});
