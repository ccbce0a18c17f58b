import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepImageLauncher } from '../../../../src/adapters/system/app-image-launcher.ts';
import { readAppStart } from '../../../../src/adapters/system/app-start.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-image-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it.skipIf(process.platform === 'win32')('an AppImage gets all words as its command line', async () => {
  const folder = await temporaryFolder();
  const image = join(folder, "Aiko's To bira.AppImage");
  const print = 'console.log(JSON.stringify(process.argv.slice(1)))';
  await writeFile(image, `#!${process.execPath}\n${print}\n`, { mode: 0o755 });
  const path = join(folder, 'share', 'tobira');
  expect(keepImageLauncher(path, image)).toBe(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);

  const words = ['credentials', 'a role', '--format', 'process', '', '=', '$HOME "x"'];
  const { stdout } = spawnSync(path, words, { encoding: 'utf8' });
  expect(readAppStart(JSON.parse(stdout) as string[])).toEqual({ kind: 'command-line', words });
});

it.skipIf(process.platform === 'win32')('an AppImage that has moved is found again', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'tobira');
  const runs = async (name: string): Promise<string> => {
    const image = join(folder, name);
    await writeFile(image, `#!/bin/sh\necho ${name}\n`, { mode: 0o755 });
    keepImageLauncher(path, image);
    return spawnSync(path, { encoding: 'utf8' }).stdout;
  };
  expect(await runs('old')).toBe('old\n');
  expect(await runs('new')).toBe('new\n');
  const { mtimeMs } = await stat(path);
  expect(await runs('new')).toBe('new\n');
  expect((await stat(path)).mtimeMs).toBe(mtimeMs);
});
