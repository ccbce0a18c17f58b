import { startAwsFilesRig } from './aws-files-rig.ts';
import { rowWithin, type Row } from './row.ts';

const processes = 8;
/** So many kills at a time, each lane with a file of its own: more would only wait for a core. */
const lanes = 2;

/**
 * In percent of the other's updates. What is bounded is luck: it may open the file before ours comes into its place, and
 * write after ours has looked for the last time. None in some 20,000 were lost so; without the looks before and after it was
 * every tenth.
 */
const mostForeignLost = 2;

/** Eight processes of ours on one file; then one of ours beside a program that empties and fills the file. */
export async function countAwsFilesWriters(
  say: (line: string) => void,
  updates = 1_000,
  besideForeign = 200,
): Promise<readonly Row[]> {
  const rig = await startAwsFilesRig();
  try {
    const lost = await rig.ownWriters(processes, updates);
    const { unseen, undone, reconciled, foreignWhole, foreignLost, foreignRounds } =
      await rig.foreignWriter(besideForeign);
    say(
      `  beside a foreign writer: ${undone} of ours undone once we had looked, ${foreignLost} of its own lost`,
    );
    const unit = 'updates';
    const n = besideForeign;
    const missing = Number(!reconciled) + Number(!foreignWhole);
    const share = (100 * foreignLost) / foreignRounds;
    return [
      rowWithin('aws-files-writers lost', lost, { limit: 0, unit, n: processes * updates }),
      rowWithin('aws-files-writers unseen', unseen, { limit: 0, unit, n }),
      rowWithin('aws-files-writers foreign damaged', missing, { limit: 0, unit: 'files', n }),
      rowWithin('aws-files-writers foreign lost', share, {
        limit: mostForeignLost,
        unit: '%',
        n: foreignRounds,
      }),
    ];
  } finally {
    await rig.close();
  }
}

/** A thousand processes that are killed while they write: half of them keys, half of them both files. */
export async function countAwsFilesKills(
  say: (line: string) => void,
  kills = 1_000,
): Promise<readonly Row[]> {
  const rig = await startAwsFilesRig();
  try {
    const outcomes = await Promise.all(
      Array.from({ length: lanes }, () => rig.killWriters(kills / lanes, Math.random)),
    );
    const sum = (count: (outcome: (typeof outcomes)[number]) => number): number =>
      outcomes.reduce((total, outcome) => total + count(outcome), 0);
    for (const kind of ['nothing', 'a lock', 'a new file'] as const) {
      say(`  left beside the files: ${kind} ${sum(({ left }) => left[kind])} times`);
    }
    say(`  between the two files: ${sum(({ between }) => between)} times`);
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
