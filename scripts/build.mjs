// Builds app and command line into dist/. Skips what is built already from the same sources.
// Started by itself it sets up first, so that it works on a fresh clone too.
//   node scripts/build.mjs [--force] [TARGET...]
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TARGETS } from './build/targets.mjs';
import { setUp } from './setup.mjs';
import { isEntry, Problem, runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds the given targets; a failed build leaves the previous one in place.
 * @param {{ targets?: readonly string[], force?: boolean, root?: string, say?: (line: string) => void }} [options]
 * @returns {Promise<string[]>} the targets that had to be built
 * @throws {Problem} where a target is unknown, its entry is missing or the code does not compile
 */
export async function build({
  targets = Object.keys(TARGETS).filter((name) => !TARGETS[name].onDemand),
  force = false,
  root = ROOT,
  say = () => {},
} = {}) {
  const unknown = targets.find((name) => !(name in TARGETS));
  if (unknown)
    throw new Problem(`There is no target "${unknown}": choose from ${Object.keys(TARGETS).join(', ')}.`);
  const stamp = sourcesStamp(root);
  const stale = targets.filter((name) => force || !isCurrent(root, name, stamp));
  if (stale.length === 0) return [];

  // Loaded here: it takes longer than finding out that nothing has changed.
  const vite = await import('vite');
  const work = join(root, 'dist', `.new-${process.pid}`);
  try {
    const outcomes = await Promise.allSettled(
      stale.map((name) => buildOne(vite, root, name, join(work, name))),
    );
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    for (const name of stale) await put(root, name, join(work, name), stamp);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  for (const name of stale) say(`dist/${name}: ${Math.round(sizeOf(join(root, 'dist', name)) / 1024)} KiB`);
  return stale;
}

async function buildOne(vite, root, name, outDir) {
  const { entry, make } = TARGETS[name];
  const path = join(root, entry);
  if (!existsSync(path)) throw new Problem(`${entry} is missing: ${name} cannot be built.`);
  const config = make(path, outDir);
  try {
    await vite.build({ root, ...config });
  } catch (error) {
    throw new Problem(`${name} does not build: ${error.message}`, { cause: error });
  }
}

async function put(root, name, made, stamp) {
  const { output, executable } = TARGETS[name];
  if (executable) await makeExecutable(join(made, output));
  const stamps = join(root, 'dist', '.stamps');
  await mkdir(stamps, { recursive: true });
  await rm(join(stamps, name), { force: true });
  const target = join(root, 'dist', name);
  await rm(target, { recursive: true, force: true });
  await rename(made, target);
  await writeFile(join(stamps, name), stamp);
}

async function makeExecutable(file) {
  const code = await readFile(file, 'utf8');
  if (!code.startsWith('#!')) await writeFile(file, `#!/usr/bin/env node\n${code}`);
  await chmod(file, 0o755);
}

function isCurrent(root, name, stamp) {
  const file = join(root, 'dist', '.stamps', name);
  return (
    existsSync(file) &&
    readFileSync(file, 'utf8') === stamp &&
    existsSync(join(root, 'dist', name, TARGETS[name].output))
  );
}

/** A fingerprint of everything the outcome depends on. */
function sourcesStamp(root) {
  const hash = createHash('sha256');
  const own = ['scripts/build.mjs', 'scripts/build/targets.mjs', 'resources/templates/config.yaml'];
  for (const file of [
    ...own,
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    ...filesUnder(root, 'src'),
  ]) {
    const path = join(root, file);
    hash
      .update(`${file}\0`)
      .update(existsSync(path) ? readFileSync(path) : '')
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => relative(root, join(item.parentPath, item.name)))
    .sort();
}

function sizeOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  return files.reduce((sum, item) => sum + readFileSync(join(item.parentPath, item.name)).length, 0);
}

if (isEntry(import.meta.url)) {
  await runScript(async () => {
    const words = process.argv.slice(2);
    const targets = words.filter((word) => !word.startsWith('-'));
    await setUp({ tests: false });
    await build({
      ...(targets.length > 0 ? { targets } : {}),
      force: words.includes('--force'),
      say: (line) => console.log(line),
    });
  });
}
