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

  it('has ours in it in the end, and every byte of a program that empties and fills it as that left them', async () => {
    const { reconciled, foreignWhole } = await rig.foreignWriter(40);
    expect({ reconciled, foreignWhole }).toEqual({ reconciled: true, foreignWhole: true });
  }, 120_000);

  it('is whole after each of twenty kills, and so is its other half; the next writer finds its way', async () => {
    const { left, broken, stuck } = await rig.killWriters(20, Math.random);
    expect({ broken, stuck }).toEqual({ broken: 0, stuck: 0 });
    expect(left.nothing + left['a lock'] + left['a new file']).toBe(20);
  }, 120_000);
});
