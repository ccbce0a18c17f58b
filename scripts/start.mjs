// `npm start`: sets up, builds, and runs the app with the user's own configuration; further arguments go to the app.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await runScript(async () => {
  const { runtime, env } = await setUp({ tests: false });
  await build({ targets: ['main', 'preload', 'renderer'] });
  const app = spawn(runtime.executable, [ROOT, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  // Ctrl+C reaches the app by itself; this process stays to pass its exit code on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.kill(signal));
  return new Promise((resolve, reject) => {
    app.on('error', reject);
    app.on('close', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
});
