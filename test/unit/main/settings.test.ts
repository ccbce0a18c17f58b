import { expect, test } from 'vitest';
import { AppError } from '../../../src/core/errors.ts';
import type { ConfigEdit, ConfigEditor, EditComplaint } from '../../../src/core/config-edits.ts';
import { createState, setStanding } from '../../../src/core/state.ts';
import { createSettings } from '../../../src/main/settings.ts';
import type { SettingChange } from '../../../src/shared/settings-view.ts';
import { configWith, roleWith } from '../../support/fake-nouns.ts';

const path = '/home/ada/.config/tobira/config.yaml';
const roleArn = 'arn:aws:iam::123456789012:role/Admin';
const role = { id: 'dev', identity: 'work', roleArn };
const identity = { id: 'home', issuer: 'https://gitlab.example.com', clientId: 'x' };

/** Settings over an editor that notes what it is asked, and can refuse or fail. */
function world({
  said = {},
  complaints = [],
  failure,
}: {
  readonly said?: unknown;
  readonly complaints?: readonly EditComplaint[];
  readonly failure?: AppError;
} = {}) {
  const calls: unknown[] = [];
  const state = createState();
  const note = (name: string) => (what: unknown) => {
    calls.push([name, what]);
    return Promise.resolve();
  };
  const editor: ConfigEditor = {
    read: () => (failure === undefined ? Promise.resolve(said) : Promise.reject(failure)),
    edit(edit) {
      calls.push(['edit', edit]);
      return failure === undefined ? Promise.resolve(complaints) : Promise.reject(failure);
    },
    check(edit) {
      calls.push(['check', edit]);
      return Promise.resolve(complaints);
    },
  };
  const settings = createSettings({
    editor,
    defaults: { scopes: () => ['openid'], region: () => 'us-east-1' },
    path,
    state,
    reload() {
      calls.push(['reload']);
      return Promise.reject(new Error('it is told elsewhere'));
    },
    signOut: note('sign out'),
    removeProfile: note('remove profile'),
    effects: () => ({ shortcut: 'ready', failures: [] }),
    updates: () => ({ version: '1.0.0', looking: false }),
    language: () => 'en',
  });
  return { settings, calls, state };
}

test('the page is shown what the file says', async () => {
  const { settings } = world({ said: { theme: 'dark', identities: [identity], roles: [role] } });
  expect(await settings['settings:get'](undefined)).toMatchObject({
    ok: true,
    settings: {
      path,
      settings: { theme: { value: 'dark', inFile: true } },
      identities: [{ id: 'home', complaints: [] }],
      roles: [{ id: 'dev', complaints: [{ field: 'identity', kind: 'unknown' }] }],
      shortcut: 'ready',
      failures: [],
    },
  });
});

test('while the file is broken, what is in use is shown, and why nothing can be written', async () => {
  const failure = new AppError('config_broken', { path, problems: ['Line 3: no.'] });
  const { settings, state } = world({ failure });
  const config = configWith({ theme: 'light' });
  state.update((now) => ({ ...now, config: { status: 'failed', error: failure, previous: config } }));
  expect(await settings['settings:get'](undefined)).toMatchObject({
    ok: true,
    settings: {
      blocked: { code: 'config_broken' },
      settings: { theme: { value: 'light' } },
      identities: [],
      roles: [],
    },
  });
  expect(await settings['settings:change']({ id: 'theme', value: 'dark' })).toMatchObject({
    ok: false,
    error: { code: 'config_broken' },
  });
});

test.each<readonly [SettingChange, ConfigEdit]>([
  [
    { id: 'theme', value: 'dark' },
    { kind: 'set', path: ['theme'], value: 'dark' },
  ],
  [
    { id: 'clipboard.clearAfter', value: '1m' },
    { kind: 'set', path: ['clipboard', 'clearAfter'], value: '1m' },
  ],
  [{ id: 'clipboard.clearAfter' }, { kind: 'unset', path: ['clipboard', 'clearAfter'] }],
  [
    { id: 'shortcut', value: '' },
    { kind: 'unset', path: ['shortcut'] },
  ],
  [
    { id: 'browsers.login', value: { app: 'firefox', private: true } },
    { kind: 'set', path: ['browsers', 'login'], value: { app: 'firefox', private: true } },
  ],
  [
    { id: 'browsers.login', value: { app: 'default' } },
    { kind: 'unset', path: ['browsers', 'login'] },
  ],
])('the change %j is one edit, and what was written is taken up', async (change, edit) => {
  const { settings, calls } = world();
  expect(await settings['settings:change'](change)).toEqual({ ok: true, complaints: [] });
  expect(calls).toEqual([['edit', edit], ['reload']]);
});

test('each edit of an entry is one of the file', async () => {
  const { settings, calls } = world();
  await settings['config:edit']({ kind: 'role-add', fields: role, after: 'prod' });
  const expected = { name: 'Dev' };
  await settings['config:edit']({
    ...{ kind: 'role-edit', id: 'dev', set: { tags: ['a'] }, unset: ['name'], expected },
  });
  await settings['config:edit']({ kind: 'role-move', id: 'dev', before: 'prod' });
  await settings['config:edit']({ kind: 'identity-add', fields: identity });
  await settings['config:edit']({ kind: 'identity-edit', id: 'home', set: { id: 'job' }, unset: [] });
  expect(calls.filter((call) => Array.isArray(call) && call[0] === 'edit')).toEqual([
    ['edit', { kind: 'add', list: 'roles', fields: role, after: 'prod' }],
    ['edit', { kind: 'edit', list: 'roles', id: 'dev', set: { tags: ['a'] }, unset: ['name'], expected }],
    ['edit', { kind: 'move', list: 'roles', id: 'dev', before: 'prod' }],
    ['edit', { kind: 'add', list: 'identities', fields: identity }],
    ['edit', { kind: 'edit', list: 'identities', id: 'home', set: { id: 'job' }, unset: [] }],
  ]);
});

test('a check says what would be wrong, and nothing is written or taken up', async () => {
  const complaints: readonly EditComplaint[] = [{ field: 'id', kind: 'taken' }];
  const { settings, calls } = world({ complaints });
  expect(await settings['config:check']({ kind: 'role-add', fields: role })).toEqual({
    ok: true,
    complaints,
  });
  expect(calls).toEqual([['check', { kind: 'add', list: 'roles', fields: role }]]);
});

test('with a role go the profiles that it leaves in the files of AWS, once it is gone', async () => {
  const { settings, calls, state } = world();
  const { id } = roleWith();
  setStanding(state, id, [{ name: 'one' }, { name: 'two' }]);
  await settings['config:edit']({ kind: 'role-remove', id });
  expect(calls).toEqual([
    ['edit', { kind: 'remove', list: 'roles', id }],
    ['reload'],
    ['remove profile', 'one'],
    ['remove profile', 'two'],
  ]);
});

test('with an identity goes its session, once it is gone', async () => {
  const { settings, calls } = world();
  await settings['config:edit']({ kind: 'identity-remove', id: 'work' });
  expect(calls).toEqual([
    ['edit', { kind: 'remove', list: 'identities', id: 'work' }],
    ['reload'],
    ['sign out', 'work'],
  ]);
});

test('what was refused takes nothing along', async () => {
  const complaints: readonly EditComplaint[] = [{ field: '', kind: 'missing' }];
  const { settings, calls, state } = world({ complaints });
  const { id } = roleWith();
  setStanding(state, id, [{ name: 'one' }]);
  expect(await settings['config:edit']({ kind: 'role-remove', id })).toEqual({ ok: true, complaints });
  await settings['config:edit']({ kind: 'identity-remove', id: 'work' });
  expect(calls).toEqual([
    ['edit', { kind: 'remove', list: 'roles', id }],
    ['edit', { kind: 'remove', list: 'identities', id: 'work' }],
  ]);
});
