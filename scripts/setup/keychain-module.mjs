import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../support/problem.mjs';
import { lastLine, npm, run } from '../support/run.mjs';

/**
 * Sees to it that keytar's native part loads; builds it from source where it does not. It is Node-API, so one build
 * serves Node and Electron.
 * @param {{ root: string, say: (line: string) => void, exec?: typeof npm, loads?: typeof keytarLoads }} options
 */
export async function ensureKeychainModule({ root, say, exec = npm, loads = keytarLoads }) {
  if (await loads(root)) return;
  say('Building the keychain module ...');
  const { code, stdout, stderr } = await exec(
    ['rebuild', 'keytar', '--ignore-scripts=false', '--foreground-scripts'],
    {
      cwd: root,
      env: { ...process.env, ...buildEnvironment(process.execPath) },
    },
  );
  if (code === 0 && (await loads(root))) return;
  const reason = `${stdout}\n${stderr}`
    .split('\n')
    .find((line) => /\berror:|not found|gyp ERR! stack/.test(line));
  throw new Problem(
    `The keychain module (keytar) could not be built: ${(reason ?? lastLine(stderr)).trim()}`,
  );
}

/**
 * keytar's installer must neither fetch a ready-made binary nor, where Node's headers are at hand, the headers.
 * @param {string} node path of the Node executable
 */
export function buildEnvironment(node) {
  const prefix = dirname(dirname(node));
  const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node.h'));
  return { npm_config_build_from_source: 'true', ...(hasHeaders ? { npm_config_nodedir: prefix } : {}) };
}

async function keytarLoads(root) {
  // In a process of its own: a module that failed to load cannot be tried again, and a broken one may crash.
  if (!existsSync(join(root, 'node_modules', 'keytar', 'build', 'Release', 'keytar.node'))) return false;
  return (await run(process.execPath, ['-e', "require('keytar')"], { cwd: root })).code === 0;
}
