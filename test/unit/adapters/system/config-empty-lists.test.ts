import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigEditor } from '../../../../src/adapters/system/config-editor.ts';
import { createConfigFile } from '../../../../src/adapters/system/config-file.ts';

const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
const text = `version: 1
identities:
  - { id: work, issuer: https://gitlab.example.com, clientId: x }
roles:
  # - id: prod
  #   identity: work
  #   roleArn: arn:aws:iam::123456789012:role/Admin
`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-empty-'));
  path = join(folder, 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

const editor = () =>
  createConfigEditor(
    path,
    defaults,
    { now: () => 0 },
    () => Promise.resolve({ release: () => Promise.resolve() }),
    { state: join(folder, 'state'), isInUse: () => false },
  );

test('a list whose entries are all commented out is an empty one', async () => {
  await writeFile(path, text);
  expect(await createConfigFile(path, defaults).load()).toMatchObject({
    identities: [{ id: 'work' }],
    roles: [],
    problems: [],
  });
  await writeFile(path, 'version: 1\nidentities:\n  # - id: work\nroles:\n');
  expect(await createConfigFile(path, defaults).load()).toMatchObject({
    identities: [],
    roles: [],
    problems: [],
  });
});

test('settings can be changed beside it, and what is commented out stays', async () => {
  await writeFile(path, text);
  expect(await editor().edit({ kind: 'set', path: ['theme'], value: 'dark' })).toEqual([]);
  expect(await readFile(path, 'utf8')).toBe(`${text}theme: dark\n`);
});

test('the first entry of it can be added, and what is commented out stays', async () => {
  await writeFile(path, text);
  const fields = { id: 'dev', identity: 'work', roleArn: 'arn:aws:iam::123456789012:role/Dev' };
  expect(await editor().edit({ kind: 'add', list: 'roles', fields })).toEqual([]);
  const now = await readFile(path, 'utf8');
  expect(now).toContain(text.slice(text.indexOf('  # - id')));
  expect(await createConfigFile(path, defaults).load()).toMatchObject({ roles: [{ id: 'dev' }] });
});

test('what is no list at all is still told of', async () => {
  await writeFile(path, 'version: 1\nroles: none\n');
  await expect(createConfigFile(path, defaults).load()).rejects.toMatchObject({ code: 'config_broken' });
});
