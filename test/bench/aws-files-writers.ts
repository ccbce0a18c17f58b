import { startAwsFilesRig } from './aws-files-rig.ts';
import { rowWithin, type Row } from './row.ts';

const processes = 8;
const updates = 1_000;
const besideForeign = 200;
const kills = 1_000;
/** So many kills at a time, each lane with a file of its own: more would only wait for a core. */
const lanes = 2;

/** Eight processes of ours on one file; then one of ours beside a program that empties and fills the file. */
export async function countAwsFilesWriters(say: (line: string) => void): Promise<readonly Row[]> {
  const rig = await startAwsFilesRig();
  try {
    const lost = await rig.ownWriters(processes, updates);
    const { unseen, reconciled, foreignWhole, foreignLost } = await rig.foreignWriter(besideForeign);
    say(`  beside a foreign writer: ${unseen} of ours undone before we looked, ${foreignLost} of its own`);
    const unit = 'updates';
    const missing = Number(!reconciled) + Number(!foreignWhole);
    return [
      rowWithin('aws-files-writers lost', lost, { limit: 0, unit, n: processes * updates }),
      rowWithin('aws-files-writers foreign damaged', missing, { limit: 0, unit: 'files', n: besideForeign }),
      rowWithin('aws-files-writers foreign lost', foreignLost, { limit: null, unit, n: besideForeign * 3 }),
    ];
  } finally {
    await rig.close();
  }
}

/** A thousand processes that are killed while they write. */
export async function countAwsFilesKills(say: (line: string) => void): Promise<readonly Row[]> {
  const rig = await startAwsFilesRig();
  try {
    const outcomes = await Promise.all(
      Array.from({ length: lanes }, () => rig.killWriters(kills / lanes, Math.random)),
    );
    const sum = (count: (outcome: (typeof outcomes)[number]) => number): number =>
      outcomes.reduce((total, outcome) => total + count(outcome), 0);
    for (const kind of ['nothing', 'a lock', 'a new file'] as const) {
      say(`  left beside the file: ${kind} ${sum(({ left }) => left[kind])} times`);
    }
    return [
      rowWithin(
        'aws-files-kill broken',
        sum(({ broken }) => broken),
        { limit: 0, unit: 'files', n: kills },
      ),
      rowWithin(
        'aws-files-kill stuck',
        sum(({ stuck }) => stuck),
        { limit: 0, unit: 'files', n: kills },
      ),
    ];
  } finally {
    await rig.close();
  }
}
