// `npm run screenshots`: takes a picture of every view of the window in both languages, of the tray and the window in
// the real app, and a page that shows them all, into test-output/screens; puts those that the README shows into
// docs/images. `-- --window` leaves the real app out, which takes longest.
import { spawn } from 'node:child_process';
import { copyFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = join(ROOT, 'test-output', 'screens');
const SHOWN = {
  'window-signed-in-light.png': 'window-light.png',
  'tray-signed-in-light.png': 'tray-menu.png',
};

/**
 * @param {readonly string[]} args for this Node
 * @param {Record<string, string>} env to be added to this environment
 * @returns {Promise<number>} the exit code
 */
function runNode(args, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const end = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, end);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, end);
      resolve(code ?? 1);
    });
  });
}

await runScript(async () => {
  const say = (line) => console.log(line);
  const isWindowOnly = process.argv.includes('--window');
  const { env } = await setUp({ tests: true, say });
  const parts = isWindowOnly ? ['en', 'ja'] : ['en', 'ja', 'app'];
  await Promise.all(parts.map((part) => rm(join(FOLDER, part), { recursive: true, force: true })));
  let appCode = 0;
  if (!isWindowOnly) {
    await build({ say });
    const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
    appCode = await runNode([playwright, 'test', 'test/e2e/pictures.spec.ts'], env);
    if (appCode === 0)
      for (const [taken, shown] of Object.entries(SHOWN))
        await copyFile(join(FOLDER, 'app', taken), join(ROOT, 'docs', 'images', shown));
  }
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');
  const windowCode = await runNode([tsx, join('test', 'support', 'renderer-gallery.ts'), FOLDER], env);
  say('All pictures are in test-output/screens: open index.html there.');
  return appCode === 0 ? windowCode : appCode;
});
