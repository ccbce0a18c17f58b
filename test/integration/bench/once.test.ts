import { expect, it } from 'vitest';
import { otherMeasures } from '../../bench/measures.ts';
import { faultsOf, reportOnce } from '../../bench/well-formed.ts';

it.each(Object.entries(otherMeasures))(
  'the bench of %s works, whatever its figures say',
  async (_name, measure) => {
    const { rows, table } = await reportOnce(measure);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => [row.name, faultsOf(row)])).toEqual(rows.map(({ name }) => [name, []]));
    expect(table).toHaveLength(rows.length + 2);
  },
  120_000,
);
