// `npm run bench`: measures what has a figure to reach and writes bench-output/report.json; `npm run bench -- NAME` one of them.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await runScript(async () => {
  const { env } = await setUp({ tests: true, say: (line) => console.log(line) });
  const bench = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'test/bench/main.ts',
      ...process.argv.slice(2).filter((word) => !word.startsWith('-')),
    ],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => bench.kill(signal));
  return new Promise((resolve, reject) => {
    bench.on('error', reject);
    bench.on('close', (code) => resolve(code ?? 1));
  });
});
