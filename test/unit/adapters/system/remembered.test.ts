import type { IdentityId } from '../../../../src/core/model.ts';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRemembered } from '../../../../src/adapters/system/remembered.ts';
import { copyFormats } from '../../../../src/core/model.ts';
import { FakeLog } from '../../../support/fake-log.ts';
import { identityWith } from '../../../support/fake-nouns.ts';
import { run } from '../../../support/process.ts';

let home: string;
let state: string;
let path: string;
let log: FakeLog;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tobira-remembered-'));
  state = join(home, 'deep', 'state');
  path = join(state, 'remembered.json');
  log = new FakeLog();
});
afterEach(() => rm(home, { recursive: true }));

const open = (platform: NodeJS.Platform = 'linux') => createRemembered({ state }, log, platform);

async function fileWith(text: string): Promise<void> {
  await mkdir(state, { recursive: true });
  await writeFile(path, text);
}

test('nothing is remembered at first, and nothing is written for asking', async () => {
  expect(open().lastCopied()).toBeUndefined();
  expect(await readdir(home)).toEqual([]);
});

test('on Windows one click copies for PowerShell at first, and then what was copied last', () => {
  expect(open('win32').lastCopied()).toBe('copy-powershell');
  open('win32').setLastCopied('copy-env');
  expect(open('win32').lastCopied()).toBe('copy-env');
});

test.for(copyFormats)('that %s was copied last is known in the next run', (format) => {
  const memory = open();
  memory.setLastCopied(`copy-${format}`);
  expect(memory.lastCopied()).toBe(`copy-${format}`);
  expect(open().lastCopied()).toBe(`copy-${format}`);
  expect(log.lines).toEqual([]);
});

test('the file and its folder are nobody else’s business, whatever the umask', async () => {
  const umask = process.umask(0);
  try {
    open().setLastCopied('copy-fish');
  } finally {
    process.umask(umask);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(state)).mode & 0o777).toBe(0o700);
  expect(await readdir(state)).toEqual(['remembered.json']);
});

test('what another version remembers is kept', async () => {
  await fileWith('{ "lastCopied": "copy-env", "pinned": ["prod"], "later": { "a": 1 } }');
  const memory = open();
  expect(memory.lastCopied()).toBe('copy-env');
  await fileWith('{ "lastCopied": "copy-env", "pinned": ["prod", "dev"] }');
  memory.setLastCopied('copy-json');
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    lastCopied: 'copy-json',
    pinned: ['prod', 'dev'],
    later: { a: 1 },
  });
});

test('the same again is not written again', async () => {
  const memory = open();
  memory.setLastCopied('copy-fish');
  await rm(path);
  memory.setLastCopied('copy-fish');
  expect(await readdir(state)).toEqual([]);
});

test.for(['', '{', 'null', '[]', '"copy-env"', '{ "lastCopied": 3 }', '{ "lastCopied": "copy-xml" }'])(
  'a file that says %s is no error: nothing is remembered',
  async (text) => {
    await fileWith(text);
    const memory = open();
    expect(memory.lastCopied()).toBeUndefined();
    memory.setLastCopied('copy-cmd');
    expect(open().lastCopied()).toBe('copy-cmd');
  },
);

test('a file that is far too large, a folder or a pipe is no error', async () => {
  await fileWith(`{ "lastCopied": "copy-env", "x": "${'x'.repeat(1_000_001)}" }`);
  expect(open().lastCopied()).toBeUndefined();
  await rm(path);
  await mkdir(path);
  expect(open().lastCopied()).toBeUndefined();
  await rm(path, { recursive: true });
  expect((await run('mkfifo', [path])).code).toBe(0);
  expect(open().lastCopied()).toBeUndefined();
});

test('what cannot be written is remembered for this run, and the log says why', async () => {
  await mkdir(path, { recursive: true });
  const memory = open();
  memory.setLastCopied('copy-fish');
  expect(memory.lastCopied()).toBe('copy-fish');
  expect(log.lines).toEqual(['warn memory.not-written {"code":"EISDIR"}']);
});

test('a folder that cannot be made is no error', async () => {
  await writeFile(join(home, 'deep'), 'a file');
  const memory = open();
  memory.setLastCopied('copy-fish');
  expect(memory.lastCopied()).toBe('copy-fish');
  expect(log.lines).toHaveLength(1);
});

test('what an interrupted run left behind is in nobody’s way, and a planted link is not followed', async () => {
  const victim = join(home, 'victim');
  await writeFile(victim, 'precious');
  await mkdir(state, { recursive: true });
  await symlink(victim, `${path}.new`);
  open().setLastCopied('copy-fish');
  expect(open().lastCopied()).toBe('copy-fish');
  expect(await readFile(victim, 'utf8')).toBe('precious');
});

test('pins and uses are there in the next run', () => {
  const favourites = { pinned: ['dev'], used: [{ role: 'prod', at: 5 }], services: ['ec2'] };
  open().setFavourites(favourites);
  expect(open().favourites()).toEqual(favourites);
});

test('what is no favourite in the file is passed over, and what is too much of it', async () => {
  const many = Array.from({ length: 500 }, (_, index) => `r${index}`);
  const used = [{ role: 'prod', at: 5 }, { role: 'dev', at: 'noon' }, { role: 7, at: 1 }, null, 'x'];
  await fileWith(JSON.stringify({ favourites: { pinned: [...many, 'r499', 3], used, services: 'ec2' } }));
  const { pinned, ...rest } = open().favourites();
  expect(pinned).toHaveLength(100);
  expect(pinned.at(-1)).toBe('r499');
  expect(rest).toEqual({ used: [{ role: 'prod', at: 5 }], services: [] });
});

test('who knows that there is no place for the icon knows it in the next run', () => {
  expect(open().knowsTrayHost()).toBe(false);
  open().setKnowsTrayHost();
  expect(open().knowsTrayHost()).toBe(true);
});

test('what was done with the start at the login is known in the next run, and nothing at first', () => {
  expect(open().startsAtLogin()).toBeUndefined();
  open().setStartsAtLogin(true);
  expect(open().startsAtLogin()).toBe(true);
  open().setStartsAtLogin(false);
  expect(open().startsAtLogin()).toBe(false);
});

test('what was looked up is known in the next run, and forgotten where somebody wrote something else', async () => {
  expect(open().updates()).toBeUndefined();
  const record = {
    feed: 'https://downloads.example.com/tobira/',
    lookedAt: 5,
    release: { version: '0.2.0', releasedAt: 3 },
    dismissed: '0.2.0',
  };
  open().setUpdates(record);
  expect(open().updates()).toEqual(record);
  await fileWith(JSON.stringify({ updates: { ...record, lookedAt: 'never' } }));
  expect(open().updates()).toBeUndefined();
});

test('the accounts that are in the keychain are known in the next run', () => {
  expect(open().accounts()).toBeUndefined();
  const { id, provider, issuer, clientId } = identityWith();
  open().setAccounts([{ id, provider, issuer, clientId }]);
  expect(open().accounts()).toEqual([{ id, provider, issuer, clientId }]);
  const ofCatalogues = { id: 'catalogue:77aa' as IdentityId, provider, issuer, clientId: '77aa' };
  open().setAccounts([ofCatalogues]);
  expect(open().accounts()).toEqual([ofCatalogues]);
});

test.for([
  { issuer: 'http://evil.example' },
  { issuer: 'https://a.example https://b.example' },
  { clientId: 'with space' },
  { id: 'with space' },
  { provider: 'other' },
])('an account with %o is none that Tobira wrote: no token is looked for there', async (change) => {
  const good = { id: 'work', provider: 'gitlab', issuer: 'https://gitlab.example.com', clientId: 'abc' };
  await fileWith(JSON.stringify({ accounts: [{ ...good, ...change }, 7, good] }));
  expect(open().accounts()).toEqual([good]);
});
