import { copyFile, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';
import packApps from '../e2e/support/global-setup.ts';
import { packedAppVariables, shippedBuild, testBuild } from '../e2e/support/packed-apps.ts';
import { run } from '../support/process.ts';

/** Programs of ours and of the smallest tray app, packed around the same runtime. */
export interface PackedPair {
  readonly ours: string;
  readonly smallest: string;
}

export interface PackedPairs {
  /** As users get them: no debugger gets in. */
  readonly shipped: PackedPair;
  /** Those that Playwright can drive. */
  readonly test: PackedPair;
  /** The archive that users get. */
  readonly archive: string;
  remove(): Promise<void>;
}

/** What our configuration says beside its roles: where nobody is signed in, the window would open by itself. */
export const hidden = { startHidden: true } as const;

const source = join(import.meta.dirname, 'smallest-app');
const icon = join(
  import.meta.dirname,
  '..',
  '..',
  'resources',
  'icons',
  'tray',
  'linux',
  'ready-on-light@2x.png',
);

/** Packs ours where nobody has done so for this process. @returns what removes what it has made */
export async function packShared(): Promise<() => Promise<void>> {
  const isPacked = Object.values(packedAppVariables).every((name) => process.env[name] !== undefined);
  if (isPacked) return () => Promise.resolve();
  const remove = await packApps();
  return async () => {
    await remove();
    for (const name of Object.values(packedAppVariables)) Reflect.deleteProperty(process.env, name);
  };
}

/** Packs ours, and beside it the smallest app. @param listed how many entries the smallest app's window lists */
export async function packPairs(listed = 100): Promise<PackedPairs> {
  const removeOurs = await packShared();
  const base = await mkdtemp(join(tmpdir(), 'tobira-smallest-'));
  const archive = join(base, 'app.asar');
  const app = join(base, 'app');
  await cp(source, app, { recursive: true });
  await copyFile(icon, join(app, 'icon.png'));
  await writeFile(join(app, 'list.html'), listPage(listed));
  await createPackage(app, archive);
  // Its user is another one where root measures.
  await must('chmod', ['-R', 'a+rX', base]);
  const around = async (folder: string, name: string): Promise<PackedPair> => {
    const place = join(base, name);
    await must('cp', ['-r', folder, place]);
    await rm(join(place, 'resources', 'app.asar.unpacked'), { recursive: true, force: true });
    await copyFile(archive, join(place, 'resources', 'app.asar'));
    return { ours: join(folder, 'tobira'), smallest: join(place, 'tobira') };
  };
  return {
    shipped: await around(shippedBuild().folder, 'shipped'),
    test: await around(testBuild().folder, 'test'),
    archive: join(shippedBuild().folder, 'resources', 'app.asar'),
    remove: async () => {
      await rm(base, { recursive: true, force: true });
      await removeOurs();
    },
  };
}

function listPage(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, index) => `<li class="role">Account ${String(index + 1).padStart(3, '0')} / Admin</li>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Roles</title><ul>${rows.join('\n')}</ul>\n`;
}

async function must(program: string, words: readonly string[]): Promise<void> {
  const { code, stderr } = await run(program, words, { deadline: 120_000 });
  if (code !== 0) throw new Error(`${program} ${words.join(' ')} failed: ${stderr}`);
}
