import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cellsOf, type Row } from './row.ts';

/** Writes `report.json`, and the same as a Markdown table into `table.md`. */
export async function writeReport(folder: string, rows: readonly Row[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(rows, null, 2)}\n`);
  await writeFile(join(folder, 'table.md'), markdown(rows));
}

function markdown(rows: readonly Row[]): string {
  const [head = [], ...cells] = cellsOf(rows);
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |\n`).join('');
}
