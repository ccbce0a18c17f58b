import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { Problem } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * The app as users get it, and the same one for end-to-end tests: its fuses are left open and its main process takes
 * the switches that Playwright needs. Everything else in it is the same.
 */
const KINDS = {
  app: {
    folder: 'release',
    targets: ['main', 'preload', 'renderer', 'agent', 'cli'],
    config: {},
  },
  test: {
    folder: 'release/test-build',
    targets: ['main-test', 'preload', 'renderer', 'agent', 'cli'],
    config: {
      electronFuses: null,
      files: [
        'dist/**',
        '!dist/.*',
        '!dist/main',
        '!dist/main-test',
        '!dist/*/licenses.md',
        { from: 'dist/main-test', to: 'dist/main' },
        'resources/icons/**',
        '!resources/icons/source',
        'resources/templates/**',
        'package.json',
        '!node_modules/!(keytar)/**',
      ],
    },
  },
};

/**
 * Packs the app, unpacked in a folder of its own: `release/linux-unpacked`, `release/mac-arm64` and the like. Skips
 * what is packed already from the same parts.
 * @param {{ runtime: { dist: string, version: string }, testBuild?: boolean, say?: (line: string) => void }} options
 * @returns {Promise<string>} the folder
 */
export async function pack({ runtime, testBuild = false, say = () => {} }) {
  const kind = KINDS[testBuild ? 'test' : 'app'];
  await build({ targets: kind.targets, say });
  const release = join(ROOT, kind.folder);
  const stampFile = join(release, '.stamp');
  const stamp = await partsStamp(kind, runtime);
  const current = await readFile(stampFile, 'utf8').catch(() => '');
  const [packedFrom, name] = current.split(' ');
  if (packedFrom === stamp && existsSync(join(release, name))) return join(release, name);

  const work = join(release, `.new-${process.pid}`);
  try {
    await runBuilder({ ...kind.config, directories: { output: work } }, { runtime, dir: true });
    const made = readdirSync(work, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name;
    if (made === undefined) throw new Problem('electron-builder has left nothing behind.');
    await removeDefaultApp(join(work, made));
    await mkdir(release, { recursive: true });
    await rm(stampFile, { force: true });
    await rm(join(release, made), { recursive: true, force: true });
    await rename(join(work, made), join(release, made));
    await writeFile(stampFile, `${stamp} ${made}`);
    return join(release, made);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What Electron runs where it is given no app; electron-builder leaves ours in, for it knows the official one alone. */
async function removeDefaultApp(unpacked) {
  for (const name of ['default_app.asar', 'default_app.stamp'])
    await rm(join(unpacked, 'resources', name), { force: true });
}

/**
 * Makes what electron-builder.yml lists for macOS and Windows, into release/.
 * @param {{ runtime: { dist: string, version: string }, say?: (line: string) => void }} options
 */
export async function packInstallers({ runtime, say = () => {} }) {
  await build({ targets: KINDS.app.targets, say });
  await runBuilder({}, { runtime, dir: false });
}

async function runBuilder(config, { runtime, dir }) {
  const builder = await import('electron-builder');
  await builder.build({
    projectDir: ROOT,
    dir,
    publish: 'never',
    // The runtime that set-up has obtained, whatever version package.json aims at.
    config: { ...config, electronDist: runtime.dist, electronVersion: runtime.version },
  });
}

/** A fingerprint of everything that goes in. */
async function partsStamp({ targets }, runtime) {
  const hash = createHash('sha256').update(runtime.version);
  const files = [
    'electron-builder.yml',
    'package-lock.json',
    'scripts/pack.mjs',
    ...targets.map((name) => `dist/.stamps/${name}`),
    ...filesUnder('resources'),
  ];
  for (const file of files) hash.update(`${file}\0`).update(await readFile(join(ROOT, file)));
  return hash.digest('hex');
}

function filesUnder(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}
