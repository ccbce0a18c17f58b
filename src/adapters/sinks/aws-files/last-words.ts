import { holds, readFrom, type Snapshot } from './snapshot.ts';

const lookAgainMs = 10;

/**
 * Waits until what another program writes to a file that has lost its name stays the same for a moment: it may have
 * emptied it, and be about to fill it.
 *
 * @param settleMs for how long at the most
 */
export async function lastWords(
  { handle }: Snapshot,
  file: string,
  { settleMs, pause }: { readonly settleMs: number; readonly pause: (ms: number) => Promise<void> },
): Promise<Snapshot> {
  const end = Date.now() + settleMs;
  let left = await readFrom(handle, file);
  for (;;) {
    await pause(lookAgainMs);
    const quiet = left.bytes.length > 0 && (await holds(handle, [left.bytes]));
    if (quiet || Date.now() >= end) return left;
    left = await readFrom(handle, file);
  }
}
