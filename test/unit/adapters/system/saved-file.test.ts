import {
  link,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeSavedFile } from '../../../../src/adapters/system/saved-file.ts';

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-saved-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const config = join(folder, 'config.yaml');
  await writeFile(config, '# mine\n');
  return { folder, config, path: join(folder, 'roles.yaml') };
}

test('a new file is for the user alone', async () => {
  const { folder, path, config } = await place();
  await writeSavedFile(path, 'roles: []\n', { mayReplace: false, config });
  expect(await readFile(path, 'utf8')).toBe('roles: []\n');
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['config.yaml', 'roles.yaml']);
});

test.each(['config.yaml', 'linked.yaml', 'hard.yaml'])(
  'the configuration is not replaced, whatever was said, by the name %s',
  async (name) => {
    const { folder, config } = await place();
    await symlink(config, join(folder, 'linked.yaml'));
    await link(config, join(folder, 'hard.yaml'));
    const writing = writeSavedFile(join(folder, name), 'roles: []\n', { mayReplace: true, config });
    await expect(writing).rejects.toMatchObject({
      code: 'file_failed',
      details: { reason: 'it is the configuration itself; choose another name' },
    });
    expect(await readFile(config, 'utf8')).toBe('# mine\n');
  },
);

test('what stands there stays without a yes', async () => {
  const { path, config } = await place();
  await writeFile(path, 'before\n');
  const writing = writeSavedFile(path, 'after\n', { mayReplace: false, config });
  await expect(writing).rejects.toMatchObject({ code: 'file_failed', details: { reason: 'EEXIST' } });
  expect(await readFile(path, 'utf8')).toBe('before\n');
});

test('a new file takes the old one’s place: whoever has that open reads all of it to its end', async () => {
  const { folder, path, config } = await place();
  await writeFile(path, 'before\n');
  const reader = await open(path);
  onTestFinished(() => reader.close());
  await writeSavedFile(path, 'after\n', { mayReplace: true, config });
  expect(await reader.readFile('utf8')).toBe('before\n');
  expect(await readFile(path, 'utf8')).toBe('after\n');
  expect((await readdir(folder)).sort()).toEqual(['config.yaml', 'roles.yaml']);
});

test('a link stays one: what it leads to is replaced', async () => {
  const { folder, path, config } = await place();
  await mkdir(join(folder, 'team'));
  await writeFile(join(folder, 'team', 'roles.yaml'), 'before\n');
  await symlink(join(folder, 'team', 'roles.yaml'), path);
  await writeSavedFile(path, 'after\n', { mayReplace: true, config });
  expect(await readFile(join(folder, 'team', 'roles.yaml'), 'utf8')).toBe('after\n');
  expect((await readdir(folder)).sort()).toEqual(['config.yaml', 'roles.yaml', 'team']);
});

test('a folder that is not there is said', async () => {
  const { folder, config } = await place();
  const writing = writeSavedFile(join(folder, 'gone', 'x.yaml'), '', { mayReplace: true, config });
  await expect(writing).rejects.toMatchObject({ code: 'file_failed', details: { reason: 'ENOENT' } });
});
