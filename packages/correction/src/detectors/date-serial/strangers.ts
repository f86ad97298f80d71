import type { Unit } from '@stock-analyzer/schema';
import { isOutside } from '../../evidence/bounds';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import { type DetectorContext, type FieldColumn, isSettled } from '../../propose/context';
import { lastWeek } from '../earlier';

/** A number that has no place in its column. */
export interface Stranger {
  readonly row: number;
  readonly value: number;
  readonly told: readonly Evidence[];
}

/** Sizes may have any number of digits; of a column that keeps fractions a whole one is still strange. */
const SIZES: ReadonlySet<Unit> = new Set(['usd_millions', 'listing_currency', 'shares_per_day']);
/** A value this many times last week's, or that part of it, is not the same quantity. */
const FAR = 4;
/** If more of the column's values than one in so many are such numbers, they are its own. */
const OWN = 50;
/** Large values of a column that keeps fractions are whole in fewer cases than one in so many. */
const WHOLE = 50;

/**
 * Numbers of a column that could be serials of dates and can hardly be its own: last week's value was another one, or
 * nothing is known of it and hardly any other value of the column has as many digits, or is whole if it has.
 *
 * @param first The first serial that is looked for, and the last.
 */
export function* strangersOf(
  context: DetectorContext,
  { field, column }: FieldColumn,
  first: number,
  last: number,
): Generator<Stranger> {
  const values = context.numeric.get(field.key)?.values;
  const rows = values ? wholeBetween(values, first, last) : [];
  if (!values || rows.length === 0) return;

  const counts = countsOf(values);
  const isRare = (counts.large - rows.length) * OWN < counts.all;
  const isWholeRare = counts.large >= WHOLE && (counts.whole - rows.length) * WHOLE < counts.large;
  const isStrange = SIZES.has(field.unit) ? isWholeRare : isRare;
  for (const row of rows) {
    if (isSettled(context, row, column.name)) continue;
    const value = values[row]!;
    const before = lastWeek(context, field, row);
    const isKnown = typeof before === 'number' && Number.isFinite(before);
    if (isKnown ? isNear(value, before) : !isStrange) continue;
    const { plausible } = field;
    const told: Evidence[] = isKnown ? [evidence('history', 3, { previous: before })] : [];
    if (isOutside(value, plausible)) {
      told.push(evidence('bounds', 2, { to: value, ...plausible }, 'plausible'));
    }
    yield { row, value, told };
  }
}

function wholeBetween(values: Float64Array, first: number, last: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value >= first && value <= last && Number.isInteger(value)) rows.push(row);
  }
  return rows;
}

function isNear(value: number, before: number): boolean {
  const times = value / before;
  return times > 1 / FAR && times < FAR;
}

function countsOf(values: Float64Array): { all: number; large: number; whole: number } {
  const counts = { all: 0, large: 0, whole: 0 };
  for (let row = 0; row < values.length; row++) {
    const size = Math.abs(values[row]!);
    if (!Number.isFinite(size)) continue;
    counts.all++;
    if (size < 10_000) continue;
    counts.large++;
    if (Number.isInteger(size)) counts.whole++;
  }
  return counts;
}
