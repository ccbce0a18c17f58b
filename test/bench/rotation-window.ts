import { quantile, rowWithin, type Row } from './row.ts';
import { startRotationRig } from './rotation-rig.ts';

/**
 * How long a rotated token is nowhere but in our memory: from the moment at which GitLab has committed it to the moment at
 * which it is stored in a real keyring and read back. A kill in between loses the session.
 */
export async function measureRotationWindow(
  say: (line: string) => void,
  rotations = 250,
): Promise<readonly Row[]> {
  const rig = await startRotationRig();
  try {
    const identity = rig.identity(0);
    await rig.signIn(identity);
    const { marks } = await rig.rotate(identity, { rounds: rotations });
    const timesOf = (step: string): number[] => marks.flatMap((mark) => (mark.step === step ? mark.at : []));
    // The first two are the login's and the one that warms up.
    const committed = rig.gitlab
      .issuedTokens()
      .flatMap(({ kind, at }) => (kind === 'refresh token' ? at : []))
      .slice(2);
    const arrived = timesOf('after the reply');
    const stored = timesOf('after the store');
    if (committed.length !== rotations || stored.length !== rotations || arrived.length !== rotations) {
      throw new Error(`${committed.length} rotations at GitLab, ${stored.length} in the keyring`);
    }
    const windows = stored.map((at, round) => at - (committed[round] ?? NaN));
    const travels = arrived.map((at, round) => at - (committed[round] ?? NaN));
    const stores = stored.map((at, round) => at - (arrived[round] ?? NaN));
    for (const [name, values] of [
      ['reply under way', travels],
      ['stored and read back', stores],
    ] as const) {
      say(
        `  ${name}: p50 ${quantile(values, 0.5).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms`,
      );
    }
    // Far above what a quiet machine shows: they are to catch a blunder of ours, not a busy neighbour.
    const unit = 'ms';
    return [
      rowWithin('rotation-window p50', quantile(windows, 0.5), { limit: 100, unit, n: windows.length }),
      rowWithin('rotation-window p99', quantile(windows, 0.99), { limit: 1_000, unit, n: windows.length }),
    ];
  } finally {
    await rig.close();
  }
}
