import { sizesOf } from './sizes';

/**
 * The scale that a field is looked at on: logarithmic for sizes, and linear near zero where values cross it.
 * It is asinh(x ÷ unit).
 */
export interface Curve {
  readonly of: (value: number) => number;
  /** The value at a point of the curve. */
  readonly back: (curved: number) => number;
  /** Natural logarithm of the curve's slope at a value. */
  readonly slope: (value: number) => number;
}

/** The quotient of large and small values of a field that spans orders of magnitude. */
const WIDE = 300;

/** Below this share of values on the other side, crossing zero is no property of the field. */
const ONE_SIDED = 0.005;

/**
 * The curve for values in ascending order, all finite and none 0.
 *
 * @param linear The part of values that lies in the linear middle, where they cross zero: little to see how one
 * value moves, much to see where companies lie.
 */
export function curveFor(sorted: Float64Array, linear: number): Curve {
  const negative = sorted.findIndex((value) => value > 0);
  const below = negative < 0 ? sorted.length : negative;
  const sizes = sizesOf(sorted);
  const isOneSided = Math.min(below, sorted.length - below) <= ONE_SIDED * sorted.length;
  const at = (part: number) => sizes[Math.floor(sizes.length * part)] ?? 1;
  // Sizes of many orders of magnitude have no scale near zero either: the smallest are as true as the largest.
  const spans = at(0.98) > WIDE * at(0.02);
  const unit = isOneSided ? at(0.02) / (spans ? 1e6 : 10) : at(linear);
  return {
    of: (value) => {
      const ratio = Math.abs(value) / unit;
      const size = ratio > 1e8 ? Math.log(2 * ratio) : Math.log(ratio + Math.sqrt(ratio * ratio + 1));
      return value < 0 ? -size : size;
    },
    back: (curved) => unit * Math.sinh(curved),
    slope: (value) => -Math.log(value * value + unit * unit) / 2,
  };
}
