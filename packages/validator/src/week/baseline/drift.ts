import { quantiles } from './quantiles';

/** The nine deciles of scaled values. Reorders them. */
export function decilesOf(values: Float64Array): number[] {
  return quantiles(
    values,
    Array.from({ length: 9 }, (_, at) => (at + 1) / 10),
  );
}

/** A bin that holds nothing counts as this share: its logarithm would be infinite. */
const LEAST_SHARE = 1e-4;

/**
 * Population stability index of values against earlier deciles: Σ (p − q) × ln(p ÷ q) over the bins between
 * the deciles, with q the earlier share of a bin and p the present one. Below 0.1 nothing moved, above 0.25 the
 * distribution is another, by the usual reading. Deciles that coincide make one bin.
 */
export function driftOf(values: Float64Array, deciles: readonly number[]): number {
  const edges = deciles.filter((edge, at) => at === 0 || edge > deciles[at - 1]!);
  const expected = new Float64Array(edges.length + 1);
  // Bin i holds what is above edge i − 1 and at most edge i.
  edges.forEach((edge, bin) => {
    expected[bin] = deciles.lastIndexOf(edge) - (bin === 0 ? -1 : deciles.lastIndexOf(edges[bin - 1]!));
  });
  expected[edges.length] = 10 - expected.reduce((sum, each) => sum + each, 0);
  const found = new Float64Array(edges.length + 1);
  for (let at = 0; at < values.length; at++) {
    let bin = 0;
    while (bin < edges.length && values[at]! > edges[bin]!) bin++;
    found[bin]!++;
  }
  let drift = 0;
  for (let bin = 0; bin < found.length; bin++) {
    const q = Math.max(LEAST_SHARE, expected[bin]! / 10);
    const p = Math.max(LEAST_SHARE, found[bin]! / values.length);
    drift += (p - q) * Math.log(p / q);
  }
  return drift;
}
