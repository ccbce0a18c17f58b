/**
 * Writes the baselines of the window's layout anew, of all scenes or of those that are named, and takes away those of scenes
 * that are gone: `tsx test/integration/renderer/update-layout.ts [NAME...]`. Look at what has changed before you commit it.
 */
import { baselineNames, layoutScenes, removeBaseline, writeBaseline } from './layout-baselines.ts';
import { openStage } from './stage.ts';

const named = process.argv.slice(2);
const stage = await openStage();
try {
  for (const scene of layoutScenes.filter(({ name }) => named.length === 0 || named.includes(name)))
    await writeBaseline(stage, scene);
} finally {
  await stage.close();
}
const drawn = new Set(layoutScenes.map(({ name }) => name));
for (const name of await baselineNames()) if (!drawn.has(name)) await removeBaseline(name);
