import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronRuntime } from '../../scripts/electron-runtime.mjs';
import { startSandbox } from '../sandbox/sandbox.ts';
import { run } from '../support/process.ts';

/** The real app on the user's own desktop, with the stand-ins behind it, for the user to click. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'dist/cli/index.js');

const sandbox = await startSandbox();
const folder = await mkdtemp(join(tmpdir(), 'tobira-demo-'));
const config = join(folder, 'config.yaml');
await writeFile(config, sandbox.configYaml(), { mode: 0o600 });
const env = {
  ...process.env,
  TOBIRA_CONFIG: config,
  // An owner of its own beside the user's real one.
  TOBIRA_RUNTIME_DIR: join(folder, 'run'),
  ...(process.getuid?.() === 0 ? { ELECTRON_DISABLE_SANDBOX: '1' } : {}),
};

console.log('Tobira is in your tray. Sign in with user name "aiko" and password "correct-horse-42",');
console.log(
  'then click a role. Nothing leaves this computer. Quit Tobira, or press Ctrl+C, to end the demo.',
);
const { executable } = await electronRuntime();
const app = spawn(executable, [root, `--user-data-dir=${join(folder, 'data')}`], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal));
const [code] = (await once(app, 'exit')) as [number | null];

// The demo leaves nothing in the user's keychain.
await run(process.execPath, [cli, 'logout'], { env }).catch(() => undefined);
await run(process.execPath, [cli, 'agent', 'stop'], { env }).catch(() => undefined);
await sandbox.close();
await rm(folder, { recursive: true, force: true });
process.exit(code ?? 0);
