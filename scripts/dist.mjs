// `npm run dist`: packs the app with electron-builder. `-- --dir` leaves it unpacked in release/.
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

await runScript(async () => {
  const { runtime } = await setUp({ tests: false, say: (line) => console.log(line) });
  await build({ say: (line) => console.log(line) });
  const builder = await import('electron-builder');
  await builder.build({
    projectDir: ROOT,
    dir: process.argv.includes('--dir'),
    publish: 'never',
    // The runtime that set-up has obtained, whatever version package.json aims at.
    config: { electronDist: runtime.dist, electronVersion: runtime.version },
  });
});
