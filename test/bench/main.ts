import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { appMeasures, otherMeasures } from './measures.ts';
import { writeReport } from './report.ts';
import { table, type Row } from './row.ts';

const measures = { ...appMeasures, ...otherMeasures };
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
    // After each: what has been measured is there, whatever becomes of the rest.
    await writeReport(folder, rows);
  }
  say(`\n${table(rows)}`);
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
