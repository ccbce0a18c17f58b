import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureAwsFilesUpdate } from './aws-files-update.ts';
import { countAwsFilesKills, countAwsFilesWriters } from './aws-files-writers.ts';
import { measureEndpoint } from './endpoint.ts';
import { countKills } from './rotation-kill.ts';
import { measureRotationWindow } from './rotation-window.ts';
import { table, type Row } from './row.ts';

type Measure = (say: (line: string) => void) => Promise<readonly Row[]>;

const measures: Readonly<Record<string, Measure>> = {
  'rotation-window': measureRotationWindow,
  'rotation-kill': countKills,
  'aws-files-update': measureAwsFilesUpdate,
  'aws-files-writers': countAwsFilesWriters,
  'aws-files-kill': countAwsFilesKills,
  endpoint: (say) => measureEndpoint(say),
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
  for (const [name, measure] of Object.entries(measures)) {
    if (names.length > 0 && !names.includes(name)) continue;
    say(name);
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
