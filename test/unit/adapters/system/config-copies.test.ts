import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigEditor } from '../../../../src/adapters/system/config-editor.ts';
import type { ConfigEdit } from '../../../../src/core/config-edits.ts';

const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
const good = `# mine
version: 1
roles: []
`;
const hour = 3_600_000;

let folder: string;
let path: string;
let now = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-copies-'));
  path = join(folder, 'config.yaml');
  now = Date.parse('2026-05-04T10:20:30.000Z');
});
afterEach(() => rm(folder, { recursive: true }));

const unlocked = () => Promise.resolve({ release: () => Promise.resolve() });
const editor = () =>
  createConfigEditor(path, defaults, { now: () => (now += 1000) }, unlocked, surroundings());
const surroundings = () => ({ state: join(folder, 'state'), isInUse: () => false });
const copies = async () => (await readdir(folder)).filter((name) => name.endsWith('.bak'));
const said = (name: string) => readFile(join(folder, name), 'utf8');
const theme = (value: string): ConfigEdit => ({ kind: 'set', path: ['theme'], value });

test('edits within an hour share one copy: what was there before the first of them', async () => {
  await writeFile(path, good);
  for (let times = 0; times < 12; times += 1) {
    // Another process each time: what it knows, it knows from the disk.
    await editor().edit(theme(times % 2 === 0 ? 'dark' : 'light'));
  }
  const kept = await copies();
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/^config\.yaml\.2026-05-04T\d\d-\d\d-\d\d-\d{3}Z\.by-hand\.bak$/);
  expect(await said(kept[0] ?? '')).toBe(good);
});

test('five copies are kept: the newest ones, and always what was last written by hand', async () => {
  await writeFile(path, good);
  for (let times = 0; times < 9; times += 1) {
    await editor().edit(theme(times % 2 === 0 ? 'dark' : 'light'));
    now += hour;
  }
  const kept = (await copies()).sort();
  expect(kept).toHaveLength(5);
  expect(await said(kept[0] ?? '')).toBe(good);
  expect(kept.filter((name) => name.includes('by-hand'))).toHaveLength(1);
  expect(await said(kept.at(-1) ?? '')).toContain('theme: light');
});

test('what is written by hand between two edits is kept at once', async () => {
  await writeFile(path, good);
  await editor().edit(theme('dark'));
  const mine = `${await said('config.yaml')}# my own words\n`;
  await writeFile(path, mine);
  await editor().edit(theme('light'));
  await editor().edit(theme('dark'));
  const kept = await Promise.all((await copies()).sort().map(said));
  expect(kept).toEqual([good, mine]);
});

test('a file that the editor itself began is not taken for one written by hand', async () => {
  await editor().edit(theme('dark'));
  await editor().edit(theme('light'));
  expect((await copies()).filter((name) => name.includes('by-hand'))).toEqual([]);
});

const role = (id: string): ConfigEdit => ({
  kind: 'add',
  list: 'roles',
  fields: { id, identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/A' },
});
const remove = (id: string): ConfigEdit => ({ kind: 'remove', list: 'roles', id });
const withIdentity = `version: 1
identities:
  - { id: work, issuer: https://gitlab.example.com, clientId: x }
roles: []
`;

test('what is deleted is in a copy, also where the app itself had added it within the hour', async () => {
  await writeFile(path, withIdentity);
  await editor().edit(role('mine'));
  const before = await said('config.yaml');
  expect(before).toContain('id: mine');
  await editor().edit(remove('mine'));
  expect(await said('config.yaml')).not.toContain('id: mine');
  const [first = '', second = '', ...others] = (await copies()).sort();
  expect(others).toEqual([]);
  expect(await said(first)).toBe(withIdentity);
  expect(second).toMatch(/Z\.before-delete\.bak$/);
  expect(await said(second)).toBe(before);
});

test('what is renamed and then deleted is in a copy under its last name', async () => {
  await writeFile(path, withIdentity);
  await editor().edit(role('mine'));
  await editor().edit({ kind: 'edit', list: 'roles', id: 'mine', set: { id: 'yours' }, unset: [] });
  const before = await said('config.yaml');
  await editor().edit(remove('yours'));
  expect(await Promise.all((await copies()).sort().map(said))).toEqual([withIdentity, before]);
});

test('an identity that is deleted is in a copy, with the roles that go along', async () => {
  await writeFile(path, withIdentity);
  await editor().edit(role('mine'));
  await editor().edit({ kind: 'remove', list: 'identities', id: 'work' });
  const texts = await Promise.all((await copies()).map(said));
  expect(texts.filter((text) => text.includes('id: mine') && text.includes('id: work'))).toHaveLength(1);
});

test("copies of deletions within one millisecond do not take one another's place", async () => {
  await writeFile(path, withIdentity);
  const one = createConfigEditor(path, defaults, { now: () => now }, unlocked, surroundings());
  for (const id of ['a', 'b', 'c']) await one.edit(role(id));
  for (const id of ['a', 'b', 'c']) await one.edit(remove(id));
  const texts = await Promise.all((await copies()).map(said));
  const kept = (id: string) => texts.some((text) => text.includes(`id: ${id}\n`));
  expect(['a', 'b', 'c'].map(kept)).toEqual([true, true, true]);
});

test('the last twenty deletions have their copies, and push out no other one', async () => {
  await writeFile(path, withIdentity);
  const one = editor();
  await one.edit(role('first'));
  for (let times = 0; times < 23; times += 1) {
    await one.edit(role(`role-${times}`));
    await one.edit(remove(`role-${times}`));
  }
  const kept = (await copies()).sort();
  const deletions = kept.filter((name) => name.includes('.before-delete'));
  expect(deletions).toHaveLength(20);
  expect(await said(deletions[0] ?? '')).toContain('id: role-3\n');
  expect(await said(deletions.at(-1) ?? '')).toContain('id: role-22\n');
  const [other = '', ...others] = kept.filter((name) => !deletions.includes(name));
  expect(others).toEqual([]);
  expect(await said(other)).toBe(withIdentity);
});

test('a deletion in a file written by hand keeps that one for good', async () => {
  const mine = `${withIdentity.replace('roles: []\n', '')}roles:
  - { id: mine, identity: work, roleArn: 'arn:aws:iam::123456789012:role/A' }
`;
  await writeFile(path, mine);
  const one = editor();
  await one.edit(remove('mine'));
  for (let times = 0; times < 22; times += 1) {
    await one.edit(role('again'));
    await one.edit(remove('again'));
  }
  const byHand = (await copies()).filter((name) => name.includes('.by-hand.before-delete'));
  expect(byHand).toHaveLength(1);
  expect(await said(byHand[0] ?? '')).toBe(mine);
  expect(await copies()).toHaveLength(20);
});
