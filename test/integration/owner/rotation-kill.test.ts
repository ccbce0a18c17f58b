import { expect, test } from 'vitest';
import { killRotations, total } from '../../bench/rotation-kill.ts';
import { startRotationRig } from '../../bench/rotation-rig.ts';

test('a process that is killed at any step of a rotation leaves a good token, unless only its memory had it', async () => {
  const rig = await startRotationRig();
  try {
    const count = await killRotations(rig, 30, Math.random);
    process.stdout.write(`rotation kills: ${JSON.stringify(count)}\n`);
    expect(total(count)).toBe(30);
    expect(count).toMatchObject({ lostOutside: 0, damaged: 0 });
    expect(count.kept + count.lostInside).toBe(30);
    // Some before the request and some after the store: both must be there for the above to say anything.
    expect(count.killed['before the request'] + count.killed['after the store']).toBeGreaterThan(0);
    expect(count.killed['during the store']).toBeGreaterThan(0);
  } finally {
    await rig.close();
  }
}, 120_000);
