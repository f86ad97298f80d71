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
  const low = values.length < MANY ? 0 : lowest(values);
  const scale = values.length < MANY ? 0 : (BINS - 1) / (highest(values) - low);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) {
    place(values, ks);
    return ks.map((k) => values[k]!);
  }
  count(values, low, scale);
  nextOf.fill(0);
  let [bin, before, room] = [0, 0, 0];
  const spans: { readonly from: number; readonly to: number; readonly ranks: number[] }[] = [];
  for (let at = 0; at < ks.length; ) {
    while (before + counts[bin]! <= ks[at]!) before += counts[bin++]!;
    const size = counts[bin]!;
    const ranks: number[] = [];
    while (at < ks.length && ks[at]! < before + size) ranks.push(ks[at++]! - before);
    nextOf[bin] = room + 1;
    spans.push({ from: room, to: room + size, ranks });
    room += size;
  }
  const near = new Float64Array(room);
  gather(values, low, scale, near);
  // Where most values lie close together beside a few that do not, they are told apart by counting them once more.
  return spans.flatMap(({ from, to, ranks }) => ranked(near.subarray(from, to), ranks));
}

// One loop a function: such are compiled as they stand, while of a function with several the engine compiles each
// loop by itself, and falls back at its end, every time.

function lowest(values: Float64Array): number {
  let low = Number.POSITIVE_INFINITY;
  for (let at = 0; at < values.length; at++) if (values[at]! < low) low = values[at]!;
  return low;
}

function highest(values: Float64Array): number {
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) if (values[at]! > high) high = values[at]!;
  return high;
}

function count(values: Float64Array, low: number, scale: number): void {
  counts.fill(0);
  for (let at = 0; at < values.length; at++) counts[((values[at]! - low) * scale) | 0]!++;
}

function gather(values: Float64Array, low: number, scale: number, into: Float64Array): void {
  for (let at = 0; at < values.length; at++) {
    const bin = ((values[at]! - low) * scale) | 0;
    if (nextOf[bin] !== 0) into[nextOf[bin]!++ - 1] = values[at]!;
  }
}
