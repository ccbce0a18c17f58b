import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAwsFilesRig, type AwsFilesRig } from '../../bench/aws-files-rig.ts';

describe('a credentials file that many write to', () => {
  let rig: AwsFilesRig;
  beforeAll(async () => {
    rig = await startAwsFilesRig();
  });
  afterAll(() => rig.close());

  it('loses no update of eight processes of ours', async () => {
    expect(await rig.ownWriters(8, 40)).toBe(0);
  }, 120_000);

  it('keeps ours, and leaves the profiles of a program that empties and fills the file as that left them', async () => {
    const outcome = await rig.foreignWriter(100);
    expect(outcome).toMatchObject({ reconciled: true, foreignWhole: true });
    // A writer that had read the file before ours came may still undo it after we have looked.
    expect(outcome.unseen).toBeLessThan(100);
  }, 120_000);

  it('is whole after each of twenty kills, and the next writer finds its way', async () => {
    const { left, broken, stuck } = await rig.killWriters(20, Math.random);
    expect({ broken, stuck }).toEqual({ broken: 0, stuck: 0 });
    expect(left.nothing + left['a lock'] + left['a new file']).toBe(20);
  }, 120_000);
});
