import { place } from '../../columns/select';

/** Fewer values than this are put in place; more are counted by size first. */
const MANY = 1024;
const BINS = 2048;
const counts = new Uint32Array(BINS);
/** By bin: where its values are gathered, plus 1; 0 for one that none is asked of. */
const nextOf = new Uint32Array(BINS);

/**
 * The k-th smallest numbers (0-based), of several k in ascending order. May reorder the values. Sorting numbers costs
 * a guess that fails for every other one of them; counting them by size tells without a guess which few lie about a k.
 */
export function ranked(values: Float64Array, ks: readonly number[]): number[] {
  const { length } = values;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; length >= MANY && at < length; at++) {
    const value = values[at]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = (BINS - 1) / (high - low);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    place(values, ks);
    return ks.map((k) => values[k]!);
  }
  counts.fill(0);
  for (let at = 0; at < length; at++) counts[((values[at]! - low) * scale) | 0]!++;

  nextOf.fill(0);
  let [bin, before, room] = [0, 0, 0];
  const spans = ks.map((k) => {
    while (before + counts[bin]! <= k) before += counts[bin++]!;
    if (nextOf[bin] === 0) {
      nextOf[bin] = room + 1;
      room += counts[bin]!;
    }
    return { from: nextOf[bin]! - 1, size: counts[bin]!, rank: k - before };
  });
  const near = new Float64Array(room);
  for (let at = 0; at < length; at++) {
    const own = ((values[at]! - low) * scale) | 0;
    if (nextOf[own] !== 0) near[nextOf[own]!++ - 1] = values[at]!;
  }
  return spans.map(({ from, size, rank }) => {
    const own = near.subarray(from, from + size);
    place(own, [rank]);
    return own[rank]!;
  });
}
