import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConfigEditor } from '../../../src/adapters/system/config-editor.ts';
import { AppError } from '../../../src/core/errors.ts';
import { hasEntriesInUse } from '../../../src/core/entries-in-use.ts';
import type { Config } from '../../../src/core/ports.ts';
import { createState } from '../../../src/core/state.ts';
import { createSettings } from '../../../src/main/settings.ts';
import { configWith } from '../../support/fake-nouns.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tobira-gone-'));
  path = join(folder, 'tobira', 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true }));

/** Settings over the real editor; the file itself is not there. */
function world(inUse: Config | undefined, isNoticed = true) {
  const defaults = { scopes: () => ['openid'], region: () => 'us-east-1' };
  const state = createState();
  const error = new AppError('config_missing', { path });
  state.update((now) => ({
    ...now,
    config:
      inUse !== undefined && !isNoticed
        ? { status: 'ready', config: inUse }
        : { status: 'failed', error, ...(inUse && { previous: inUse }) },
  }));
  return createSettings({
    ...{ defaults, path, state },
    editor: createConfigEditor(
      path,
      defaults,
      { now: () => 0 },
      () => Promise.resolve({ release: () => Promise.resolve() }),
      { state: join(folder, 'state'), isInUse: () => hasEntriesInUse(state.get()) },
    ),
    reload: () => Promise.resolve(),
    signOut: () => Promise.resolve(),
    removeProfile: () => Promise.resolve(),
    effects: () => ({ shortcut: 'ready', failures: [] }),
    updates: () => ({ version: '1.0.0', looking: false }),
    language: () => 'en',
  });
}

test.each([
  ['as soon as it is noticed', true],
  ['even before it is noticed', false],
])('a file that is gone while it is in use blocks every change, %s', async (_, isNoticed) => {
  const settings = world(configWith(), isNoticed);
  const shown = await settings['settings:get'](undefined);
  expect(shown).toMatchObject({
    ok: true,
    settings: { blocked: { code: 'file_failed' } },
  });
  expect(JSON.stringify(shown)).toContain('it is gone; put it back, or quit Tobira to begin anew.');
  expect(await settings['settings:change']({ id: 'theme', value: 'dark' })).toMatchObject({
    ok: false,
    error: { code: 'file_failed' },
  });
  expect(await settings['config:edit']({ kind: 'role-remove', id: 'prod' })).toMatchObject({ ok: false });
  // Not even its folder.
  expect(await readdir(folder)).toEqual([]);
  await mkdir(join(folder, 'tobira'));
  await writeFile(path, 'version: 1\n');
  expect(await settings['settings:change']({ id: 'theme', value: 'dark' })).toEqual({
    ok: true,
    complaints: [],
  });
});

test.each([
  ['nothing is in use', undefined],
  ['what is in use names nobody and nothing', configWith({ identities: [], roles: [] })],
])('where %s, the first change begins a file', async (_, inUse) => {
  const settings = world(inUse);
  expect(await settings['settings:get'](undefined)).not.toHaveProperty('settings.blocked');
  expect(await settings['settings:change']({ id: 'theme', value: 'dark' })).toEqual({
    ok: true,
    complaints: [],
  });
  expect(await readdir(join(folder, 'tobira'))).toEqual(['config.schema.json', 'config.yaml']);
});
