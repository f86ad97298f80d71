import { type Column, cellAt } from '@stock-analyzer/schema';
import type { DetectorContext, FieldColumn } from '../propose/context';
import { isNumeric } from '../propose/numeric-field';

/** How much columns of numbers are like last week's. */
export interface Agreements {
  readonly fields: readonly FieldColumn[];
  /** Part of a column's values that are near its own of last week, 0 to 1. */
  readonly own: (column: number) => number;
  /** Part of a column's values that are near another field's of last week. */
  readonly share: (column: number, field: number) => number;
  /** Values that the column has in the rows looked at. */
  readonly filled: (column: number) => number;
}

/** So many rows tell. */
const ROWS = 400;
/** Fewer pairs of values tell nothing. */
const FEWEST = 12;
/** Values of two weeks this near, as a part of the larger, are the same quantity. */
const NEAR = 0.1;

/** Looks at rows spread over the data; null without an earlier week. */
export function agreementsOf({ fields: all, earlier, tickers }: DetectorContext): Agreements | null {
  const week = earlier.at(-1);
  if (!week) return null;
  const fields = all.filter(({ field }) => isNumeric(field) && week.columns.has(field.name));
  const known: number[] = [];
  for (let row = 0; row < tickers.length; row++) if (week.rows[row]! >= 0) known.push(row);
  const rows = spread(known);
  const now = fields.map(({ column }) => numbersAt(column, rows));
  const earlierRows = rows.map((row) => week.rows[row]!);
  const then = fields.map(({ field }) => numbersAt(week.columns.get(field.name)!, earlierRows));
  const share = (column: number, field: number) => nearShare(now[column]!, then[field]!);
  return {
    fields,
    own: (column) => share(column, column),
    share,
    filled: (column) => now[column]!.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
  };
}

/** At most {@link ROWS} of the rows, evenly. */
export function spread(rows: readonly number[]): number[] {
  const step = Math.max(1, rows.length / ROWS);
  return Array.from({ length: Math.min(ROWS, rows.length) }, (_, at) => rows[Math.floor(at * step)]!);
}

/** Numbers of a column at some rows; NaN where there is none. */
export function numbersAt(column: Column, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => {
    const value = cellAt(column, row);
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/** NaN if there is too little to compare. */
function nearShare(now: Float64Array, then: Float64Array): number {
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
