// `npm run dist`: packs the app into release/.
//   node scripts/dist.mjs [--dir] [--test-build]
// --dir leaves it unpacked; --test-build packs the one that the end-to-end tests run (unpacked, fuses left open).
import { fileURLToPath } from 'node:url';
import { makeDeb } from './deb/package.mjs';
import { pack, packInstallers } from './pack.mjs';
import { setUp } from './setup.mjs';
import { runScript } from './support/problem.mjs';

const RELEASE = fileURLToPath(new URL('../release', import.meta.url));
const say = (line) => console.log(line);
const has = (option) => process.argv.includes(option);

await runScript(async () => {
  const { runtime } = await setUp({ tests: false, say });
  const testBuild = has('--test-build');
  const unpackedOnly = has('--dir') || testBuild;
  if (!unpackedOnly && process.platform !== 'linux') {
    await packInstallers({ runtime, say });
    return;
  }
  const unpacked = await pack({ runtime, testBuild, say });
  say(`Packed: ${unpacked}`);
  if (unpackedOnly) return;
  say(`Package: ${await makeDeb({ unpacked, folder: RELEASE })}`);
});
