import { quantiles } from './quantiles';
import { around, type Measure, scaleOf } from './scale';

/** The nine deciles of values, on their scale. May reorder the values. */
export function decilesOf(values: Float64Array, measure: Measure): number[] {
  return quantiles(
    values,
    Array.from({ length: 9 }, (_, at) => (at + 1) / 10),
  ).map(scaleOf(measure));
}

/** A bin that holds nothing counts as this share: its logarithm would be infinite. */
const LEAST_SHARE = 1e-4;

/**
 * Population stability index of values against earlier deciles: Σ (p − q) × ln(p ÷ q) over the bins between
 * the deciles (on their scale), with q the earlier share of a bin and p the present one. Below 0.1 nothing moved, above 0.25 the
 * distribution is another, by the usual reading. Deciles that coincide make one bin.
 */
export function driftOf(values: Float64Array, deciles: readonly number[], measure: Measure): number {
  const edges = deciles.filter((edge, at) => at === 0 || edge > deciles[at - 1]!);
  const expected = new Float64Array(edges.length + 1);
  // Bin i holds what is above edge i − 1 and at most edge i.
  edges.forEach((edge, bin) => {
    expected[bin] = deciles.lastIndexOf(edge) - (bin === 0 ? -1 : deciles.lastIndexOf(edges[bin - 1]!));
  });
  expected[edges.length] = 10 - expected.reduce((sum, each) => sum + each, 0);
  const found = binned(values, edges, measure);
  let drift = 0;
  for (let bin = 0; bin < found.length; bin++) {
    const q = Math.max(LEAST_SHARE, expected[bin]! / 10);
    const p = Math.max(LEAST_SHARE, found[bin]! / values.length);
    drift += (p - q) * Math.log(p / q);
  }
  return drift;
}

/** So many equal parts between the first edge and the last tell where to begin looking for a value's bin. */
const PARTS = 256;

/** How many values lie between the edges on a scale: above the one before, and at most the one behind. */
function binned(values: Float64Array, edges: readonly number[], measure: Measure): Float64Array {
  const bounds = edges.map((edge) => around(edge, measure));
  const lows = Float64Array.from(bounds, ([low]) => low);
  const highs = Float64Array.from(bounds, ([, high]) => high);
  const from = lows[0] ?? 0;
  const width = PARTS / ((highs.at(-1) ?? 0) - from);
  const partOf = (value: number) => Math.min(PARTS, Math.max(0, (value - from) * width)) | 0;
  // An edge of a part before lies below all values of this one.
  const starts = new Uint8Array(PARTS + 1);
  for (const high of highs) starts.fill(starts[PARTS]! + 1, partOf(high) + 1);
  const scale = scaleOf(measure);
  // Only values that are the edge itself, as far as rounding goes, have to be scaled.
  const isAbove = (value: number, edge: number) =>
    !(value <= lows[edge]!) && (value > highs[edge]! || scale(value) > edges[edge]!);
  const found = new Float64Array(edges.length + 1);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    let bin = starts[partOf(value)]!;
    while (bin < edges.length && isAbove(value, bin)) bin++;
    found[bin]!++;
  }
  return found;
}
