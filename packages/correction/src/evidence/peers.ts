import type { Scale } from './likelihood';

/** Fewer companies than this tell nothing of an industry: all companies stand in for it. */
const SMALLEST_GROUP = 8;

/** What a group of companies has in a field. */
export interface Peers {
  /** The median. */
  readonly center: number;
  /** In the field's unit, or in natural logarithms on the `log` scale. */
  readonly spread: number;
  readonly count: number;
  /** Index of the industry; -1 for all companies. */
  readonly group: number;
}

/**
 * Median and half the interquartile range of a field, by industry. Both come from the middle half of the
 * values, which neither errors nor true extremes reach; the spread is at least half the median, so a
 * group of look-alikes does not make an honest outlier impossible.
 *
 * @param groups By row: index of its industry, -1 for none.
 * @returns The peers of a row; null where no group is large enough.
 */
export function peersOf(
  values: Float64Array,
  groups: Int32Array,
  groupCount: number,
  scale: Scale,
): (row: number) => Peers | null {
  const sizes = new Int32Array(groupCount + 2);
  for (let row = 0; row < values.length; row++) {
    if (isUsable(values[row]!, scale)) sizes[groups[row]! + 2]!++;
  }
  for (let group = 1; group < sizes.length; group++) sizes[group]! += sizes[group - 1]!;
  const next = sizes.slice();
  const sorted = new Float64Array(sizes[groupCount + 1]!);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (isUsable(value, scale)) {
      sorted[next[groups[row]! + 1]!++] = scale === 'log' ? Math.log(Math.abs(value)) : value;
    }
  }
  const all = lazy(() => summary(sorted.slice().sort(), -1, scale));
  const byGroup = Array.from({ length: groupCount }, (_, group) =>
    lazy(() => {
      const members = sorted.subarray(sizes[group + 1]!, sizes[group + 2] ?? sorted.length);
      return members.length < SMALLEST_GROUP ? all() : summary(members.slice().sort(), group, scale);
    }),
  );
  return (row) => (groups[row]! < 0 ? all() : byGroup[groups[row]!]!());
}

function isUsable(value: number, scale: Scale): boolean {
  return Number.isFinite(value) && (scale === 'linear' || value !== 0);
}

function summary(sorted: Float64Array, group: number, scale: Scale): Peers | null {
  const count = sorted.length;
  if (count < SMALLEST_GROUP) return null;
  const median = sorted[count >> 1]!;
  const halfRange = (sorted[Math.floor(count * 0.75)]! - sorted[Math.floor(count * 0.25)]!) / 2;
  if (scale === 'log') {
    return { center: Math.exp(median), spread: Math.max(halfRange, 0.5), count, group };
  }
  const spread = Math.max(halfRange, Math.abs(median) / 2);
  return spread > 0 ? { center: median, spread, count, group } : null;
}

function lazy<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
