import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../support/process.ts';
import { appFolderVariable } from './app-folder.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Builds what is not built yet and copies it: all tests run what the first one ran, whatever is built meanwhile.
 * @returns what Playwright calls at the end
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const script = join(repository, 'scripts', 'build.mjs');
  const { code, stderr } = await run(process.execPath, [script], { deadline: 180_000 });
  if (code !== 0) throw new Error(`The build failed: ${stderr}`);

  const folder = await mkdtemp(join(tmpdir(), 'tobira-app-'));
  for (const part of ['dist', 'resources', 'package.json'])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  process.env[appFolderVariable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
