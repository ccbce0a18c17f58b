import {
  chmod,
  link,
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
import { takeFileLock } from '../../../../src/adapters/sinks/aws-files/file-lock.ts';
import { configJsonSchema } from '../../../../src/core/config-json-schema.ts';
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

const lock = (file: string) =>
  takeFileLock(file, { patienceMs: 20_000, pause: (ms) => new Promise((wake) => setTimeout(wake, ms)) });
const editor = (at = path) =>
  createConfigEditor(at, defaults, { now: () => (now += 1000) }, lock, surroundings());
const surroundings = () => ({ state: join(folder, 'state'), isInUse: () => false });
const copies = async () => (await readdir(folder)).filter((name) => name.endsWith('.bak'));

test('the first edit makes folder and file, for the user alone, and what editors go by', async () => {
  const fresh = join(folder, 'new', 'deep', 'config.yaml');
  expect(await editor(fresh).edit(dark)).toEqual([]);
  expect(await readFile(fresh, 'utf8')).toBe(
    '# yaml-language-server: $schema=./config.schema.json\nversion: 1\ntheme: dark\n',
  );
  expect(await readFile(join(folder, 'new', 'deep', 'config.schema.json'), 'utf8')).toBe(configJsonSchema());
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

const said = (name: string) => readFile(join(folder, name), 'utf8');
const theme = (value: string): ConfigEdit => ({ kind: 'set', path: ['theme'], value });

test('two editors at once lose no edit, and leave no lock', async () => {
  await writeFile(path, good);
  const [one, other] = [editor(), editor()];
  const add = (by: ReturnType<typeof editor>, id: string) =>
    by.edit({
      kind: 'add',
      list: 'roles',
      fields: { id, identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/A' },
    });
  const ids = Array.from({ length: 20 }, (_, turn) => `role-${turn}`);
  const found = await Promise.all(ids.map((id, turn) => add(turn % 2 === 0 ? one : other, id)));
  expect(found.every((complaints) => complaints.length === 0)).toBe(true);
  const text = await said('config.yaml');
  expect(ids.filter((id) => !text.includes(`id: ${id}\n`))).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.includes('lock'))).toEqual([]);
});

test('one that never comes to an end is told of', async () => {
  await writeFile(path, good);
  const held = await lock(path);
  try {
    const soon = (file: string) => takeFileLock(file, { patienceMs: 0, pause: () => Promise.resolve() });
    const one = createConfigEditor(path, defaults, { now: () => now }, soon, surroundings());
    await expect(one.edit(theme('dark'))).rejects.toMatchObject({
      code: 'file_failed',
      details: { path, reason: 'another Tobira is just changing it' },
    });
    expect(await said('config.yaml')).toBe(good);
  } finally {
    await held.release();
  }
});

test('a file is read once as long as its bytes are the same', async () => {
  await writeFile(path, good);
  const one = editor();
  const first = await one.read();
  expect(await one.read()).toBe(first);
  // Its times and its size tell nothing.
  const other = good.replace('prod', 'live');
  await writeFile(path, other);
  expect(await one.read()).toMatchObject({ roles: [{ id: 'live' }] });
  await one.edit(theme('dark'));
  const after = await one.read();
  expect(after).toMatchObject({ theme: 'dark', roles: [{ id: 'live' }] });
  expect(await one.read()).toBe(after);
});

test('a comment that an edit would lose is a reason to leave the file alone', async () => {
  const text = `${good}    tags: [ # mine\n      a ]\n`;
  await writeFile(path, text);
  const edit: ConfigEdit = { kind: 'edit', list: 'roles', id: 'prod', set: { tags: ['b'] }, unset: [] };
  await expect(editor().edit(edit)).rejects.toMatchObject({
    code: 'file_failed',
    details: { reason: 'in line 9, a comment would be lost: only a person should edit it' },
  });
  expect(await said('config.yaml')).toBe(text);
  expect(await copies()).toEqual([]);
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

test('what an edit leaves behind stands beside the link, and nothing in the folder it leads to', async () => {
  await mkdir(join(folder, 'dotfiles'));
  await mkdir(join(folder, 'tobira'));
  const known = join(folder, 'tobira', 'config.yaml');
  await writeFile(join(folder, 'dotfiles', 'tobira.yaml'), good);
  await symlink(join('..', 'dotfiles', 'tobira.yaml'), known);
  await editor(known).edit(dark);
  await editor(known).edit({ kind: 'remove', list: 'roles', id: 'prod' });
  expect(await readdir(join(folder, 'dotfiles'))).toEqual(['tobira.yaml']);
  const beside = (await readdir(join(folder, 'tobira'))).sort();
  expect(beside).toEqual([
    'config.yaml',
    expect.stringMatching(/^config\.yaml\..*Z\.by-hand\.bak$/),
    expect.stringMatching(/^config\.yaml\..*Z\.before-delete\.bak$/),
  ]);
});

test('a write-protected file is left alone, whoever owns it', async () => {
  await writeFile(path, good);
  await chmod(path, 0o444);
  await expect(editor().edit(dark)).rejects.toMatchObject({
    code: 'file_failed',
    details: { path, reason: 'the file is read-only' },
  });
  expect(await readFile(path, 'utf8')).toBe(good);
  expect((await stat(path)).mode & 0o777).toBe(0o444);
  expect(await readdir(folder)).toEqual(['config.yaml']);
  await chmod(path, 0o600);
  expect(await editor().edit(dark)).toEqual([]);
});

test('a file with a hard link is left alone: its other name would go on with the old text', async () => {
  await writeFile(path, good);
  await link(path, join(folder, 'other.yaml'));
  await expect(editor().edit(dark)).rejects.toMatchObject({
    code: 'file_failed',
    details: { path, reason: 'an edit would break its hard link' },
  });
  expect(await readFile(path, 'utf8')).toBe(good);
  expect((await readdir(folder)).sort()).toEqual(['config.yaml', 'other.yaml']);
  await rm(join(folder, 'other.yaml'));
  expect(await editor().edit(dark)).toEqual([]);
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
  const found = await replaceConfig(await findConfigPlace(path), {
    ...{ before: Buffer.from('version: 1\n'), after: Buffer.from('ours'), now, need: 'shared' },
    state: join(folder, 'state'),
  });
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
