// `npm run screenshots`: takes a picture of every state of tray and window in the real app, into test-output/screens,
// and puts those that the README shows into docs/images.
import { spawn } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SHOWN = {
  'window-signed-in-light.png': 'window-light.png',
  'tray-signed-in-light.png': 'tray-menu.png',
};

await runScript(async () => {
  const say = (line) => console.log(line);
  const { env } = await setUp({ tests: true, say });
  await build({ say });
  const playwright = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const run = spawn(process.execPath, [playwright, 'test', 'test/e2e/pictures.spec.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
  const code = await new Promise((resolve, reject) => {
    run.on('error', reject);
    run.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) return code;
  for (const [taken, shown] of Object.entries(SHOWN)) {
    await copyFile(join(ROOT, 'test-output', 'screens', taken), join(ROOT, 'docs', 'images', shown));
  }
  say('All pictures are in test-output/screens, those of the README in docs/images.');
  return 0;
});
