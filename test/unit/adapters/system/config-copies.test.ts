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
const editor = () => createConfigEditor(path, defaults, { now: () => (now += 1000) }, unlocked);
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
