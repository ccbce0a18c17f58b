import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigFile } from '../../../../src/adapters/system/config-file.ts';
import type { Config } from '../../../../src/core/ports.ts';
import { settingsWith } from '../../../support/fake-nouns.ts';

const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'tobira-settings-'))));
afterEach(() => rm(folder, { recursive: true }));

async function load(...lines: readonly string[]): Promise<Config> {
  const path = join(folder, 'config.yaml');
  await writeFile(path, `version: 1\n${lines.join('\n')}\n`);
  return createConfigFile(path, defaults).load();
}

async function complaints(...lines: readonly string[]): Promise<readonly string[]> {
  const { problems } = await load(...lines);
  return problems.map(({ line, message }) => `${line ?? '?'}: ${message}`);
}

test('a file that says nothing of them leaves all settings as they are meant to be', async () => {
  const { settings, problems } = await load();
  expect(settings).toEqual(settingsWith());
  expect(problems).toEqual([]);
});

test('all of them can be set', async () => {
  const { settings, problems } = await load(
    'clipboard: { clearAfter: 1m, clearOnQuit: false }',
    'profiles: { removeOnSignOut: false }',
    'confirmFor: 1h',
    'localEndpoint: true',
    'copyFormat: fish',
    'notifications: { beforeExpiry: 5m, loginNeeded: false, clipboardCleared: false, newVersion: false, newCatalogue: false }',
    'updates: { feed: https://downloads.example.com/tobira/, check: false }',
    'activityLog: false',
    'startAtLogin: true',
    'startHidden: true',
    'showAllGroups: true',
    'shortcut: CommandOrControl+Shift+A',
  );
  expect(problems).toEqual([]);
  expect(settings).toEqual({
    clipboard: { clearAfterMs: 60_000, clearOnQuit: false },
    profiles: { removeOnSignOut: false },
    confirmForMs: 3_600_000,
    localEndpoint: true,
    copyFormat: 'fish',
    notifications: {
      beforeExpiryMs: 300_000,
      loginNeeded: false,
      clipboardCleared: false,
      newVersion: false,
      newCatalogue: false,
    },
    updates: { feed: 'https://downloads.example.com/tobira/', check: false },
    activityLog: false,
    startAtLogin: true,
    startHidden: true,
    showAllGroups: true,
    shortcut: 'CommandOrControl+Shift+A',
  });
});

test('what can be switched off is absent then', async () => {
  const { settings, problems } = await load(
    'copyFormat: last',
    'notifications: { beforeExpiry: off }',
    'shortcut: off',
  );
  expect(problems).toEqual([]);
  expect(settings).toEqual(
    settingsWith({
      notifications: { loginNeeded: true, clipboardCleared: true, newVersion: true, newCatalogue: true },
    }),
  );
});

test('one that is said leaves the others alone', async () => {
  const { settings } = await load('clipboard:', '  clearAfter: 10s');
  expect(settings).toEqual(settingsWith({ clipboard: { clearAfterMs: 10_000, clearOnQuit: true } }));
});

test.each([
  ['clipboard: { clearAfter: 1s }', '"clearAfter" is "1s": must be a time from 5s to 10m, such as 30s'],
  ['clipboard: { clearAfter: 30 }', '"clearAfter" is 30: must be a time from 5s to 10m, such as 30s'],
  ['clipboard: { clearOnQuit: maybe }', '"clearOnQuit" is "maybe": must be true or false'],
  ['profiles: { removeOnSignOut: 1 }', '"removeOnSignOut" is 1: must be true or false'],
  ['updates: { check: daily }', '"check" is "daily": must be true or false'],
  ...['http://downloads.example.com/', 'https://a:b@example.com/', 'https://example.com/?x=1', 'tobira'].map(
    (feed) =>
      [
        `updates: { feed: '${feed}' }`,
        `"feed" is "${feed}": must be the https address of a folder (plain http only for loopback hosts), without a query`,
      ] as [string, string],
  ),
  ['confirmFor: forever', '"confirmFor" is "forever": must be a time from 1m to 12h, such as 15m'],
  [
    'copyFormat: xml',
    '"copyFormat" is "xml": must be one of last, env, fish, powershell, cmd, json, dotenv, ini',
  ],
  [
    'notifications: { beforeExpiry: 2h }',
    '"beforeExpiry" is "2h": must be a time from 1m to 1h, such as 10m, or off',
  ],
  [
    'notifications: { beforeExpiry: 10 }',
    '"beforeExpiry" is 10: must be a time from 1m to 1h, such as 10m, or off',
  ],
  ['notifications: { loginNeeded: 1 }', '"loginNeeded" is 1: must be true or false'],
  ['notifications: { clipboardCleared: seldom }', '"clipboardCleared" is "seldom": must be true or false'],
  ['activityLog: 2', '"activityLog" is 2: must be true or false'],
  ['startAtLogin: 1', '"startAtLogin" is 1: must be true or false'],
  ['startHidden: maybe', '"startHidden" is "maybe": must be true or false'],
  [
    'shortcut: Shift+A',
    '"shortcut" is "Shift+A": must be keys such as CommandOrControl+Shift+A, one of them not a modifier, or off',
  ],
  ['localEndpoint: yes please', '"localEndpoint" is "yes please": must be true or false'],
])('%s is named, and what is usual holds instead', async (line, complaint) => {
  expect(await complaints(line)).toEqual([`2: ${complaint}`]);
  expect((await load(line)).settings).toEqual(settingsWith());
});

test('a mistake in one leaves what stands beside it in force', async () => {
  const { settings } = await load('clipboard: { clearAfter: soon, clearOnQuit: false }');
  expect(settings.clipboard).toEqual({ clearAfterMs: 30_000, clearOnQuit: false });
});

test('what is no mapping, and keys that nobody knows, are named', async () => {
  expect(await complaints('clipboard: 30s')).toEqual([expect.stringContaining('"clipboard" is "30s"')]);
  expect(await complaints('clipboard: { clearAfter: 10s, format: fish }')).toEqual([
    '2: unknown key "format": allowed are clearAfter, clearOnQuit',
  ]);
});

const role = (...lines: readonly string[]) => [
  'identities:',
  '  - { id: work, issuer: https://gitlab.example.com, clientId: x }',
  'roles:',
  '  - id: prod',
  '    identity: work',
  '    roleArn: arn:aws:iam::123456789012:role/Admin',
  ...lines.map((line) => `    ${line}`),
];

test.each(['prod admin', 'a]b', 'DEFAULT', 'constructor', '__proto__', '"a\\nb"', 'ü', 'x'.repeat(129)])(
  'the profile name %s is refused, and the role left out',
  async (name) => {
    const { roles, problems } = await load(...role(`profile: ${name}`));
    expect(roles).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ line: 8 });
  },
);

test('a role whose id is no name for a profile gets another one', async () => {
  const lines = role().map((line) => line.replace('id: prod', 'id: DEFAULT'));
  expect((await load(...lines)).roles).toMatchObject([{ id: 'DEFAULT', profile: 'profile-DEFAULT' }]);
});
