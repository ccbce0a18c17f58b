/** One figure of the bench, as `bench-output/report.json` holds it. */
export interface Row {
  readonly name: string;
  readonly ours: number;
  /** The same figure of what we compare with; null in rows that count or that stand alone. */
  readonly reference: number | null;
  /** `ours / reference`; null in rows that count. */
  readonly ratio: number | null;
  /** The largest `ratio` that is good enough, or `ours` where there is none; null in rows that are there to be known. */
  readonly limit: number | null;
  readonly unit: string;
  /** How many were measured or tried. */
  readonly n: number;
  readonly ok: boolean;
}

/** A row that is compared with a limit alone. */
export function rowWithin(
  name: string,
  ours: number,
  { limit, unit, n }: { readonly limit: number | null; readonly unit: string; readonly n: number },
): Row {
  return {
    name,
    ours: Math.round(ours * 100) / 100,
    reference: null,
    ratio: null,
    limit,
    unit,
    n,
    ok: n > 0 && (limit === null || ours <= limit),
  };
}

/** A row that is compared with the same figure of something else. @param limit the largest good `ours / reference` */
export function rowBeside(
  name: string,
  ours: number,
  reference: number,
  { limit, unit, n }: { readonly limit: number; readonly unit: string; readonly n: number },
): Row {
  const ratio = ours / reference;
  return {
    name,
    ours: Math.round(ours * 1_000) / 1_000,
    reference: Math.round(reference * 1_000) / 1_000,
    ratio: Math.round(ratio * 100) / 100,
    limit: Math.round(limit * 100) / 100,
    unit,
    n,
    ok: n > 0 && ratio <= limit,
  };
}

/** @param share from 0 to 1  @throws where there are no values */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('There is nothing to take a quantile of');
  return value;
}

/** The power to which time grows with the number of things: 1 where twice as many take twice as long. */
export function growthExponent(few: number, many: number, timesAsMany: number): number {
  return Math.log(many / few) / Math.log(timesAsMany);
}

/** Rows as people read them, under their headings. */
export function cellsOf(rows: readonly Row[]): readonly (readonly string[])[] {
  const cells = rows.map(({ name, ours, reference, ratio, limit, unit, n, ok }) => [
    name,
    `${ours} ${unit}`,
    reference === null ? '' : `${reference} ${unit}`,
    ratio === null ? '' : ratio.toFixed(2),
    limit === null ? '' : `<= ${limit}`,
    String(n),
    ok ? 'ok' : 'missed',
  ]);
  return [['row', 'ours', 'reference', 'ratio', 'limit', 'n', ''], ...cells];
}

/** Rows in columns, for a terminal. */
export function table(rows: readonly Row[]): string {
  const lines = cellsOf(rows);
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
