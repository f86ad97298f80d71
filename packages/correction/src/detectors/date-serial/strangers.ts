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

/** Sizes may have any number of digits: last week alone can tell. */
const SIZES: ReadonlySet<Unit> = new Set(['usd_millions', 'usd', 'listing_currency', 'shares_per_day']);
/** A value this many times last week's, or that part of it, is not the same quantity. */
const FAR = 4;
/** If more of the column's values than one in so many are such numbers, they are its own. */
const OWN = 200;

/**
 * Numbers of a column that could be serials of dates and can hardly be its own: last week's value was another one,
 * or nothing is known of it, the field is no size, and hardly any other value of the column has as many digits.
 */
export function* strangersOf(
  context: DetectorContext,
  { field, column }: FieldColumn,
  isSerial: (value: number) => boolean,
): Generator<Stranger> {
  const values = context.numeric.get(field.key)?.values ?? [];
  const rows: number[] = [];
  for (let row = 0; row < values.length; row++) if (isSerial(values[row]!)) rows.push(row);
  if (rows.length === 0) return;

  const counts = countsOf(values);
  const isRare = (counts.large - rows.length) * OWN < counts.all;
  const isMostlyWhole = counts.whole * 2 > counts.all;
  for (const row of rows) {
    if (isSettled(context, row, column.name)) continue;
    const value = values[row]!;
    const before = lastWeek(context, field, row);
    const isKnown = typeof before === 'number' && Number.isFinite(before);
    if (isKnown ? isNear(value, before) || (isMostlyWhole && !isRare) : SIZES.has(field.unit) || !isRare)
      continue;
    const { plausible } = field;
    const told: Evidence[] = isKnown ? [evidence('history', 3, { previous: before })] : [];
    if (isOutside(value, plausible)) {
      told.push(evidence('bounds', 2, { to: value, ...plausible }, 'plausible'));
    }
    yield { row, value, told };
  }
}

function isNear(value: number, before: number): boolean {
  const times = value / before;
  return times > 1 / FAR && times < FAR;
}

function countsOf(values: ArrayLike<number>): { all: number; large: number; whole: number } {
  const counts = { all: 0, large: 0, whole: 0 };
  for (let row = 0; row < values.length; row++) {
    const size = Math.abs(values[row]!);
    if (!Number.isFinite(size)) continue;
    counts.all++;
    if (size >= 10_000) counts.large++;
    if (Number.isInteger(size)) counts.whole++;
  }
  return counts;
}
