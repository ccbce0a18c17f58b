// `npm run dist`: packs the app into release/.
//   node scripts/dist.mjs [--dir] [--test-build]
// --dir leaves it unpacked; --test-build packs the one that the end-to-end tests run (unpacked, fuses left open).
import { setUp } from './setup.mjs';
import { pack } from './pack.mjs';
import { runScript } from './support/problem.mjs';

const say = (line) => console.log(line);

await runScript(async () => {
  const testBuild = process.argv.includes('--test-build');
  const { runtime } = await setUp({ tests: false, say });
  const folder = await pack({ runtime, testBuild, say });
  say(`Packed: ${folder}`);
});
