import { type Column, cellAt } from '@stock-analyzer/schema';

/** So many rows tell of a column. */
const ROWS = 400;
/** Fewer pairs of values tell nothing. */
const FEWEST = 12;
/** Values of two weeks this near, as a part of the larger, are the same quantity. */
const NEAR = 0.1;

/** At most {@link ROWS} of the rows, evenly. */
export function spread(rows: readonly number[]): number[] {
  const step = Math.max(1, rows.length / ROWS);
  return Array.from({ length: Math.min(ROWS, rows.length) }, (_, at) => rows[Math.floor(at * step)]!);
}

/** Numbers of a column at some rows; NaN where there is none, and for row -1. */
export function numbersAt(column: Column, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = row < 0 ? null : cellAt(column, row);
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/** Part of the values that are near last week's, 0 to 1; NaN if there are too few to compare. */
export function agreement(now: Float64Array, then: Float64Array): number {
  let both = 0;
  let near = 0;
  for (let at = 0; at < now.length; at++) {
    const apart = Math.abs(now[at]! - then[at]!);
    if (Number.isNaN(apart)) continue;
    both++;
    if (apart <= NEAR * Math.max(Math.abs(now[at]!), Math.abs(then[at]!))) near++;
  }
  return both < FEWEST ? Number.NaN : near / both;
}
