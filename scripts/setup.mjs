// Sets a fresh clone up: system packages, npm packages, the keychain module, the Electron runtime.
// Runs before node_modules exists, so it imports Node's own modules only; quiet where nothing is missing.
import { fileURLToPath } from 'node:url';
import { electronRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { linkElectron } from './setup/electron-link.mjs';
import { ensureKeychainModule } from './setup/keychain-module.mjs';
import { ensureNodePackages } from './setup/node-packages.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { isEntry, Problem, runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Brings everything here that the project needs.
 * @param {{ tests?: boolean, say?: (line: string) => void }} [options] `tests: false` leaves out the system packages
 *   that only tests and the demo without a display need; `say` is told of work that takes a while
 * @returns {Promise<{ runtime: import('./electron-runtime.mjs').ElectronRuntime, env: Record<string, string> }>} `env`
 *   is to be added to the environment of whatever starts Electron
 * @throws {Problem} with one sentence for the user
 */
export async function setUp({ tests = true, say = (line) => console.error(line) } = {}) {
  checkNode(process.versions.node);
  await ensureSystemPackages({ tests, say });
  await ensureNodePackages({ root: ROOT, say });
  const [runtime] = await Promise.all([electronRuntime({ say }), ensureKeychainModule({ root: ROOT, say })]);
  linkElectron(ROOT, runtime);
  return { runtime, env: runtimeEnvironment(runtime) };
}

/**
 * @param {string} version such as "20.19.0"
 * @throws {Problem} where the build tools do not run on it
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!fits)
    throw new Problem(
      `Tobira needs Node 20.19 or newer (of Node 22: 22.12 or newer); this is Node ${version}.`,
    );
}

if (isEntry(import.meta.url)) {
  await runScript(async () => {
    await setUp({ tests: !process.argv.includes('--app') });
  });
}
