import type { Identity } from '../../src/core/model.ts';
import { startRotationRig, type RotationRig } from './rotation-rig.ts';
import { rotationSteps, type Death, type RotationStep } from './rotation-steps.ts';
import { quantile, rowWithin, type Row } from './row.ts';

/** What became of the tokens of processes that were killed. */
export interface KillCount {
  /** By the last step that had begun. */
  readonly killed: Readonly<Record<RotationStep, number>>;
  /** The keyring's token is good. */
  readonly kept: number;
  /** GitLab had committed the next token, and it was not stored yet. */
  readonly lostInside: number;
  /** Lost although it was stored already, or not asked for yet; must be 0. */
  readonly lostOutside: number;
  /** The keyring's record is gone or cannot be read; must be 0. */
  readonly damaged: number;
}

/** The steps in which nothing but our memory may hold the only good token. */
const inside: readonly RotationStep[] = ['in flight', 'after the reply', 'during the store'];
/** So many processes at a time: more would only wait for a core. */
const lanes = 2;

/** The bench row: a thousand kills. */
export async function countKills(say: (line: string) => void, kills = 1_000): Promise<readonly Row[]> {
  const rig = await startRotationRig();
  try {
    const count = await killRotations(rig, kills, Math.random, (left) => {
      if (left % 200 === 0) say(`  ${left} to go`);
    });
    const n = total(count);
    for (const step of rotationSteps) say(`  killed ${step}: ${count.killed[step]}`);
    say(
      `  kept ${count.kept}, lost inside the window ${count.lostInside}, outside ${count.lostOutside}, damaged ${count.damaged}`,
    );
    const unit = 'tokens';
    return [
      rowWithin('rotation-kill lost outside', count.lostOutside, { limit: 0, unit, n }),
      rowWithin('rotation-kill damaged', count.damaged, { limit: 0, unit, n }),
      rowWithin('rotation-kill lost inside', count.lostInside, { limit: null, unit, n }),
    ];
  } finally {
    await rig.close();
  }
}

export function total({ killed }: KillCount): number {
  return Object.values(killed).reduce((sum, count) => sum + count, 0);
}

/**
 * Kills rotating processes at moments that are spread over every step, and looks at the token of each.
 * @param random from 0 up to 1
 */
export async function killRotations(
  rig: RotationRig,
  kills: number,
  random: () => number,
  progress: (left: number) => void = () => undefined,
): Promise<KillCount> {
  const killed = { ...zeros };
  const outcomes = { kept: 0, lostInside: 0, lostOutside: 0, damaged: 0 };
  let left = kills;
  const lane = async (identity: Identity): Promise<void> => {
    await rig.signIn(identity);
    const durations = await usualDurations(rig, identity);
    while (left > 0) {
      left -= 1;
      progress(left);
      const step = rotationSteps[left % rotationSteps.length] ?? 'in flight';
      const death: Death = { step, afterMs: random() * durations[step] };
      const last = await killOne(rig, identity, death);
      killed[last] += 1;
      const token = await rig.stored(identity).catch(() => undefined);
      if (token !== undefined && (await rig.accepts(identity, token))) {
        outcomes.kept += 1;
        continue;
      }
      if (token === undefined) outcomes.damaged += 1;
      else if (inside.includes(last)) outcomes.lostInside += 1;
      else outcomes.lostOutside += 1;
      await rig.repair(identity);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, index) => lane(rig.identity(index))));
  return { killed, ...outcomes };
}

const zeros: Readonly<Record<RotationStep, number>> = {
  'before the request': 0,
  'in flight': 0,
  'after the reply': 0,
  'during the store': 0,
  'after the store': 0,
};

/** @returns the last step that had begun */
async function killOne(rig: RotationRig, identity: Identity, death: Death): Promise<RotationStep> {
  // Rounds enough for the death to come before their end.
  const { marks, killed } = await rig.rotate(identity, { rounds: 20, death });
  const last = marks.at(-1);
  if (!killed || last === undefined) throw new Error(`It was to die ${death.step}, and did not`);
  return last.step;
}

/** How long each step takes here, slow ones included: kills that come too late would fall into the next. */
async function usualDurations(
  rig: RotationRig,
  identity: Identity,
): Promise<Readonly<Record<RotationStep, number>>> {
  const { marks } = await rig.rotate(identity, { rounds: 20 });
  const duration = (step: RotationStep): number =>
    quantile(
      marks.flatMap((mark, index) => {
        const next = marks[index + 1];
        return mark.step === step && next !== undefined ? next.at - mark.at : [];
      }),
      0.75,
    );
  return {
    'before the request': duration('before the request'),
    'in flight': duration('in flight'),
    'after the reply': duration('after the reply'),
    'during the store': duration('during the store'),
    'after the store': duration('after the store'),
  };
}
