import type { FieldColumn } from '../../columns/field-column';
import { scratch } from '../../columns/scratch';
import { place, select } from '../../columns/select';
import { memo } from '../../memo';

/** Where a group of numbers lies and how wide it spreads, told by its quartiles, so that a quarter of wrong values on either side does not move it. */
export interface Spread {
  readonly count: number;
  readonly median: number;
  /** How many robust standard deviations a value lies above (positive) or below (negative) the median. */
  distance(value: number): number;
}

/** The quartile of a normal distribution lies 1 ÷ 1.4826 standard deviations from its median. */
const SIGMA_PER_QUARTILE = 1.4826;

/** A side of a column that hardly varies still gets this much width on the asinh scale. */
const LEAST_SIGMA = 0.2;

/**
 * The spread of numbers that may be negative, spans orders of magnitude, and has tails of different weight
 * on its two sides, as margins and returns on equity do. Zeros are left out: they say nothing of scale.
 *
 * With m = median |v|, values are compared on the scale y(v) = asinh(v ÷ m), which is even up to m and
 * logarithmic beyond it, on both sides of 0. The distance of a value is
 *
 *     (y(v) − y(median)) ÷ σ,   σ = 1.4826 × |y(quartile) − y(median)|
 *
 * with the upper quartile above the median and the lower one below it. Each quartile's distance from the
 * median is the median absolute deviation of its own side.
 *
 * @param values Without zeros. They are reordered, and may be overwritten.
 */
export function spreadOf(values: Float64Array): Spread | undefined {
  const quartiles = quartilesOf(values);
  if (!quartiles) return undefined;
  const { count, lower, median, upper, size } = quartiles;
  const scale = (value: number) => Math.asinh(value / size);
  const centre = scale(median);
  const below = Math.max(LEAST_SIGMA, SIGMA_PER_QUARTILE * (centre - scale(lower)));
  const above = Math.max(LEAST_SIGMA, SIGMA_PER_QUARTILE * (scale(upper) - centre));
  return {
    count,
    median,
    distance(value) {
      const offset = scale(value) - centre;
      return offset / (offset < 0 ? below : above);
    },
  };
}

/** By itself, so that a spread keeps none of the numbers that it was told from. */
function quartilesOf(values: Float64Array) {
  const count = values.length;
  if (count === 0) return undefined;
  const ks = [0.25, 0.5, 0.75].map((share) => Math.floor(share * (count - 1)));
  place(values, ks);
  const [lower, median, upper] = ks.map((k) => values[k]!) as [number, number, number];
  toSizes(values);
  const size = select(values, ks[1]!);
  return { count, lower, median, upper, size };
}

function toSizes(values: Float64Array): void {
  for (let at = 0; at < values.length; at++) values[at] = Math.abs(values[at]!);
}

function putNonzero(numbers: Float64Array, into: Float64Array): number {
  let count = 0;
  for (let row = 0; row < numbers.length; row++)
    if (Math.abs(numbers[row]!) > 0) into[count++] = numbers[row]!;
  return count;
}

/** The spread of a whole column, computed once. */
export const spreadOfColumn = memo(({ numbers }: FieldColumn) => {
  const room = scratch(numbers.length);
  return spreadOf(room.subarray(0, putNonzero(numbers, room)));
});
