import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure } from './measures.ts';
import { writeReport } from './report.ts';
import type { Row } from './row.ts';

/**
 * Measures once, and writes a report of it somewhere. What the figures are is nobody's business here.
 *
 * @returns the rows as they stand in the report, and the lines of its table
 */
export async function reportOnce(
  measure: Measure,
): Promise<{ readonly rows: readonly Row[]; readonly table: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'tobira-report-'));
  try {
    await writeReport(folder, await measure(() => undefined, true));
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    return {
      rows: JSON.parse(await read('report.json')) as readonly Row[], // Written a moment ago.
      table: (await read('table.md')).trimEnd().split('\n'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is wrong with a row, in words; none where it says what it should. */
export function faultsOf({ name, ours, reference, ratio, limit, unit, n, ok }: Row): readonly string[] {
  const faults = {
    'no name': name === '',
    'no figure': !Number.isFinite(ours),
    'no unit': unit === '',
    'nothing measured': !Number.isInteger(n) || n < 1,
    'a reference without a ratio': (reference === null) !== (ratio === null),
    'no figure of the reference': reference !== null && !(reference > 0),
    'another ratio':
      reference !== null && ratio !== null && Math.abs(ratio - ours / reference) > 0.02 * (1 + ratio),
    'no limit': limit !== null && !Number.isFinite(limit),
    'no judgement': typeof ok !== 'boolean',
  };
  return Object.entries(faults).flatMap(([fault, is]) => (is ? [fault] : []));
}
