import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packPairs } from './packed-pair.ts';
import { rowWithin, type Row } from './row.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const megabyte = 1_000_000;
const kilobyte = 1_000;

/** What users download and what is read before the tray is there. */
export async function measureAppSizes(): Promise<readonly Row[]> {
  // Packing builds what it packs.
  const pairs = await packPairs();
  try {
    const { size: archive } = await stat(pairs.archive);
    const cli = await scriptSizes(join(dist, 'cli'));
    const whole = [...cli.values()].reduce((sum, size) => sum + size, 0);
    const start = await startSize(join(dist, 'main'));
    return [
      rowWithin('app-archive', archive / megabyte, { limit: 4, unit: 'MB', n: 1 }),
      rowWithin('cli-entry', (cli.get('index.js') ?? Number.NaN) / kilobyte, {
        limit: 100,
        unit: 'kB',
        n: 1,
      }),
      rowWithin('cli-whole', whole / kilobyte, { limit: 1_500, unit: 'kB', n: cli.size }),
      rowWithin('main-before-tray', start.size / kilobyte, { limit: 150, unit: 'kB', n: start.files }),
    ];
  } finally {
    await pairs.remove();
  }
}

async function scriptSizes(folder: string): Promise<ReadonlyMap<string, number>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(join(folder, name))).size] as const)),
  );
}

/** The entry and the module that puts the tray up, with all that they import, which is evaluated before it. */
async function startSize(folder: string): Promise<{ readonly size: number; readonly files: number }> {
  const tray = (await readdir(folder)).filter((name) => /^app-[\w-]{8}\.js$/.test(name));
  if (tray.length !== 1) throw new Error(`Which of these puts the tray up: ${tray.join(', ')}?`);
  const seen = new Set<string>();
  const waiting = ['index.js', ...tray];
  let size = 0;
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const code = await readFile(join(folder, name), 'utf8');
    size += Buffer.byteLength(code);
    // Those that are imported in passing, with parentheses, come later.
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) waiting.push(imported);
  }
  return { size, files: seen.size };
}
