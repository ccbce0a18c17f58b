import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createProfileEditor,
  type StaticRequest,
} from '../../../src/adapters/sinks/aws-files/profile-editor.ts';
import { credentialsFrom } from '../../support/fake-nouns.ts';

const editor = createProfileEditor({ settleMs: 0 });
const foreign = '[mine]\naws_access_key_id = AKIA\n';

async function aWorld() {
  const home = await mkdtemp(join(tmpdir(), 'aws-files-'));
  onTestFinished(() => rm(home, { recursive: true }));
  const folder = join(home, '.aws');
  const files = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
  await mkdir(folder);
  await writeFile(files.credentials, foreign);
  const request = (keys: string): StaticRequest => ({
    files,
    profile: 'ours',
    role: 'prod',
    region: 'eu-west-1',
    credentials: credentialsFrom(0, 3_600_000, keys),
  });
  return { home, folder, files, request, read: () => readFile(files.credentials, 'utf8') };
}

describe('keys for a profile that should be there already', () => {
  it('are written where it is', async () => {
    const { request, read } = await aWorld();
    await editor.writeStatic(request('a'));
    expect(await editor.writeStatic({ ...request('b'), onlyIfOurs: true })).toBe(true);
    expect(await read()).toContain('aws_access_key_id = ASIA-b\n');
    expect(await read()).not.toContain('ASIA-a');
  });

  it.each([
    ['it was taken away', ''],
    [
      'it is another role\u2019s now',
      '\n[ours]\n# Managed by Tobira for the role "dev". Edits here are lost.\n',
    ],
    ['somebody has made one of their own', '\n[ours]\naws_access_key_id = AKIA2\n'],
  ])('are not where %s: the file is not touched', async (_, rest) => {
    const { files, folder, request, read } = await aWorld();
    await writeFile(files.credentials, foreign + rest);
    const { ino, mtimeMs } = await stat(files.credentials);
    const wish = { ...request('b'), onlyIfOurs: true, overwrite: true };
    expect(await editor.writeStatic(wish)).toBe(false);
    expect(await read()).toBe(foreign + rest);
    expect(await stat(files.credentials)).toMatchObject({ ino, mtimeMs });
    expect(await readdir(folder)).toEqual(['credentials']);
  });

  it('are not where there is no file any more, nor its folder: neither comes back', async () => {
    const { home, folder, request } = await aWorld();
    await rm(folder, { recursive: true });
    expect(await editor.writeStatic({ ...request('b'), onlyIfOurs: true })).toBe(false);
    expect(await readdir(home)).toEqual([]);
  });
});
