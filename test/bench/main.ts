import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { table, type Row } from './row.ts';

type Measure = (say: (line: string) => void) => Promise<readonly Row[]>;

/** Each is loaded when it is measured: what the others bring into memory would be cleaned up at its cost. */
const measures: Readonly<Record<string, () => Promise<Measure>>> = {
  start: async () => (await import('./app-start.ts')).measureAppStart,
  memory: async () => (await import('./app-memory.ts')).measureAppMemory,
  window: async () => (await import('./app-window.ts')).measureAppWindow,
  console: async () => (await import('./app-console.ts')).measureAppConsole,
  'credential-process': async () => (await import('./credential-process.ts')).measureCredentialProcess,
  sizes: async () => (await import('./app-sizes.ts')).measureAppSizes,
  'rotation-window': async () => (await import('./rotation-window.ts')).measureRotationWindow,
  'rotation-kill': async () => (await import('./rotation-kill.ts')).countKills,
  'aws-files-update': async () => (await import('./aws-files-update.ts')).measureAwsFilesUpdate,
  'aws-files-writers': async () => (await import('./aws-files-writers.ts')).countAwsFilesWriters,
  'aws-files-kill': async () => (await import('./aws-files-writers.ts')).countAwsFilesKills,
  endpoint: async () => (await import('./endpoint.ts')).measureEndpoint,
  'ci-console': async () => (await import('./ci-console.ts')).measureCiConsole,
  'catalogue-parse': async () => (await import('./catalogue-parse.ts')).measureCatalogueParse,
  'tray-menu': async () => (await import('./tray-menu.ts')).measureTrayMenu,
  'config-10000': async () => (await import('./config-scale.ts')).measureConfig,
  list: async () => (await import('./list-scale.ts')).measureList,
};

const folder = join(import.meta.dirname, '..', '..', 'bench-output');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(names: readonly string[]): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  const unknown = names.find((name) => !Object.hasOwn(measures, name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no "${unknown}": choose from ${Object.keys(measures).join(', ')}.\n`);
    return 2;
  }
  const rows: Row[] = [];
  for (const [name, load] of Object.entries(measures)) {
    if (names.length > 0 && !names.includes(name)) continue;
    say(name);
    const measure = await load();
    const begun = performance.now();
    rows.push(...(await measure(say)));
    say(`  ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(rows, null, 2)}\n`);
  say(`\n${table(rows)}`);
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
