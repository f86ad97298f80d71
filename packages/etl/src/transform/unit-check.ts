import type { NumberColumn, PercentUnit } from '@stock-analyzer/schema';

/** Fewer values than this have no typical size. */
const FEWEST = 10;
/** How far a median may be from the usual one. Fractions, percent and basis points are a hundred apart. */
const FURTHEST = 20;

/**
 * Tells whether a whole column is in another unit than declared: its median size, zeros apart, is more than
 * twenty times the usual one, or less than a twentieth; or its number format is a percentage and the declared
 * unit is not the fraction that such a format shows.
 *
 * The median is robust: half of the companies would have to be off for it to move, and what a single week can
 * move it by is far below twenty.
 *
 * @param column Percent, converted from `declared`.
 * @param typical Usual median size, in percent.
 * @returns What the column seems to be in; null if nothing speaks against the declared unit.
 */
export function otherUnit(
  column: NumberColumn,
  declared: PercentUnit,
  typical: number | undefined,
): PercentUnit | null {
  const median = medianSize(column);
  if (median !== null && typical !== undefined) {
    const ratio = median / typical;
    if (ratio > FURTHEST || ratio < 1 / FURTHEST) return nearestUnit(ratio, declared);
  }
  return median !== null && declared !== 'fraction' && showsPercent(column.formats?.common)
    ? 'fraction'
    : null;
}

/** A format such as `0.0%` shows the hundredfold; a quoted or escaped sign is only a character. */
function showsPercent(format: string | null | undefined): boolean {
  return format?.replace(/"[^"]*"|\\./g, '').includes('%') ?? false;
}

const SIZE = { fraction: 100, percent: 1, basis_points: 0.01 } as const;

/** The unit in which the column would have its usual size, as nearly as one of them can. */
function nearestUnit(ratio: number, declared: PercentUnit): PercentUnit | null {
  const off = (unit: PercentUnit) => Math.abs(Math.log10((ratio * SIZE[unit]) / SIZE[declared]));
  const nearest = (Object.keys(SIZE) as PercentUnit[]).reduce((a, b) => (off(b) < off(a) ? b : a));
  return nearest === declared ? null : nearest;
}

/** More values than this tell no more of a median. */
const SAMPLE = 1000;

function medianSize({ values }: NumberColumn): number | null {
  const step = Math.ceil(values.length / SAMPLE);
  const sizes = new Float64Array(SAMPLE);
  let count = 0;
  for (let row = 0; row < values.length; row += step) {
    const size = Math.abs(values[row]!);
    if (size > 0) sizes[count++] = size;
  }
  return count < FEWEST ? null : sizes.subarray(0, count).sort()[count >> 1]!;
}
