import type { FieldColumn } from '../../columns/field-column';
import type { GroupSpread } from './baseline';

/** A field's values on the scale on which they are compared; NaN where that says nothing. */
export type Scale = (value: number) => number;

/** What a field's values are measured in. */
export interface Measure {
  readonly scale: 'log' | 'asinh';
  readonly size: number;
}

/**
 * The scale of a baseline. On `log`, 0 has no place, and a negative value lies below everything.
 */
export function scaleOf({ scale, size }: Measure): Scale {
  const isLog = scale === 'log';
  // One function for both scales, so that loops take it in.
  return (value) => {
    if (!isLog) return asinh(value / size);
    return value > 0 ? Math.log(value / size) : value < 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  };
}

/** The least and the largest value that have a finite place on a scale. */
export function reachOf({ scale, size }: Measure): readonly [least: number, most: number] {
  const most = Number.MAX_VALUE * Math.min(1, size);
  return [scale === 'log' ? Number.MIN_VALUE * Math.max(1, size) : -most, most];
}

/** `Math.asinh` to within 1e-15 absolutely, in a third of its time. */
function asinh(value: number): number {
  const size = Math.abs(value);
  // Beyond this, 1 is lost in the square, which might be infinite.
  const result = size > 1e8 ? Math.log(size) + Math.LN2 : Math.log(size + Math.sqrt(size * size + 1));
  return value < 0 ? -result : result;
}

/** A scaled value as it was. */
export function unscaled(scaled: number, { scale, size }: Measure): number {
  return size * (scale === 'log' ? Math.exp(scaled) : Math.sinh(scaled));
}

/** More than the rounding of a scaled value makes of it, as a part of what its scale counts in. */
const ROUNDING = 1e-9;

/** Values between these two are surely no more than so many deviations below and above their group's median. */
export function insideOf(
  { median, below, above }: Omit<GroupSpread, 'count'>,
  deviationsBelow: number,
  deviationsAbove: number,
  measure: Measure,
): readonly [low: number, high: number] {
  return [
    around(median - deviationsBelow * below, measure)[1],
    around(median + deviationsAbove * above, measure)[0],
  ];
}

/** Two values between which all lie that are scaled to this, or would be but for rounding. */
export function around(scaled: number, measure: Measure): readonly [low: number, high: number] {
  const value = unscaled(scaled, measure);
  const room = ROUNDING * (Math.abs(value) + measure.size);
  return [value - room, value + room];
}

/** Whether a field's numbers can be looked at. */
export function hasNumbers(column: FieldColumn | undefined): column is FieldColumn {
  return column !== undefined && column.numbers.length > 0;
}

/** Puts the sizes of the numbers that are not 0, every `step`-th looked at, and tells how many there are. */
export function putSizes(numbers: Float64Array, into: Float64Array, step = 1): number {
  let count = 0;
  for (let row = 0; row < numbers.length; row += step) {
    const size = Math.abs(numbers[row]!);
    if (size > 0) into[count++] = size;
  }
  return count;
}

/** So many values, evenly taken, tell a distribution well enough. */
const SAMPLE = 20_000;

/** The values of a column that have a place on a scale; of a long column, evenly taken ones. Reuses `scratch`. */
export function sampleOf(numbers: Float64Array, scratch: Float64Array, measure: Measure): Float64Array {
  return scratch.subarray(0, putSample(numbers, scratch, measure));
}

function putSample(numbers: Float64Array, into: Float64Array, measure: Measure): number {
  const [least, most] = reachOf(measure);
  const step = Math.max(1, Math.ceil(numbers.length / SAMPLE));
  let count = 0;
  for (let row = 0; row < numbers.length; row += step) {
    const value = numbers[row]!;
    if (value >= least && value <= most) into[count++] = value;
  }
  return count;
}
