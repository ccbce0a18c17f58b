import { expect, test } from '@playwright/test';
import { appMeasures } from '../bench/measures.ts';
import { faultsOf, reportOnce } from '../bench/well-formed.ts';

for (const [name, measure] of Object.entries(appMeasures)) {
  test(`the bench of the app's ${name} works, whatever its figures say`, async () => {
    test.setTimeout(120_000);
    const { rows, table } = await reportOnce(measure);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => [row.name, faultsOf(row)])).toEqual(rows.map((row) => [row.name, []]));
    expect(table).toHaveLength(rows.length + 2);
  });
}
