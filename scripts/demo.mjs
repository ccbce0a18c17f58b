// `npm run demo`: sets up, builds, starts the sandbox and does the main job in the real app.
// With a display it leaves the app open to be clicked; without one, or with --headless, it drives the job itself.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await runScript(async () => {
  // First of all: where set-up or build fails, an earlier run's report must not pass for this one's.
  await rm(join(ROOT, 'demo-output'), { recursive: true, force: true });
  const headless = process.argv.includes('--headless') || !hasDisplay();
  const say = (line) => console.log(line);
  const { env } = await setUp({ tests: headless, say });
  await build({ say });
  const script = headless ? 'test/demo/headless.ts' : 'test/demo/interactive.ts';
  const demo = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
  return new Promise((resolve, reject) => {
    demo.on('error', reject);
    demo.on('close', (code) => resolve(code ?? 1));
  });
});

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
