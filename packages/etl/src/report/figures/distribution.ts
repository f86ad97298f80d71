import type { FieldDefinition, NumberColumn, Range } from '@stock-analyzer/schema';
import { bisectLeft, bisectRight, ticks } from 'd3-array';

/** Values between two bounds, and how many of them are outside of the plausible range. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly unusual: number;
}

/** How a field's values are spread. */
export interface Distribution {
  readonly field: FieldDefinition;
  readonly scale: 'linear' | 'log';
  /** Equally wide on the scale, side by side. */
  readonly bars: readonly Bar[];
  /** What lies beyond the axis; null if nothing does. */
  readonly below: Bar | null;
  readonly above: Bar | null;
  /** Infinite values, which no axis has, are neither counted nor missing. */
  readonly count: number;
  readonly missing: number;
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** Values below and above the plausible range. */
  readonly tooLow: number;
  readonly tooHigh: number;
}

const BARS = 30;

/**
 * The distribution of a column on an axis that its bulk fills: heavy tails (an operating margin of −36,538 %)
 * would otherwise squeeze everything else into one bar. What lies beyond the axis is counted apart.
 */
export function distributionOf(field: FieldDefinition, column: NumberColumn): Distribution | null {
  const values = finite(column.values).sort();
  const count = values.length;
  if (count === 0) return null;
  const { min: lowest = -Infinity, max: highest = Infinity } = field.plausible ?? {};
  const scale = isWide(values) ? 'log' : 'linear';
  const edges = scale === 'log' ? logEdges(values) : linearEdges(values, field.plausible ?? {});
  const low = edges[0]!;
  const high = edges[edges.length - 1]!;
  const bar = (from: number, to: number, start: number, end: number): Bar => {
    const unusualLow = Math.min(end, bisectLeft(values, lowest)) - start;
    const unusualHigh = end - Math.max(start, bisectRight(values, highest));
    return { from, to, count: end - start, unusual: Math.max(0, unusualLow) + Math.max(0, unusualHigh) };
  };
  const first = bisectLeft(values, low);
  const last = bisectRight(values, high);
  const starts = edges.map((edge, at) => (at === edges.length - 1 ? last : bisectLeft(values, edge)));
  return {
    field,
    scale,
    bars: edges.slice(1).map((edge, at) => bar(edges[at]!, edge, starts[at]!, starts[at + 1]!)),
    below: first > 0 ? bar(values[0]!, low, 0, first) : null,
    above: last < count ? bar(high, values[count - 1]!, last, count) : null,
    count,
    missing: missingIn(column.validity),
    min: values[0]!,
    median: quantile(values, 0.5),
    max: values[count - 1]!,
    tooLow: bisectLeft(values, lowest),
    tooHigh: count - bisectRight(values, highest),
  };
}

function finite(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isFinite(value)) found[count++] = value;
  }
  return found.subarray(0, count);
}

function missingIn(validity: Uint8Array): number {
  let missing = validity.length;
  for (let row = 0; row < validity.length; row++) missing -= validity[row]!;
  return missing;
}

/** Sizes, such as market caps: positive, and spread over more than three powers of ten. */
function isWide(values: Float64Array): boolean {
  const low = quantile(values, 0.01);
  return low > 0 && quantile(values, 0.99) / low > 1000;
}

function logEdges(values: Float64Array): number[] {
  const low = Math.floor(Math.log10(quantile(values, 0.005)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(quantile(values, 0.995))));
  const steps = Math.max(1, Math.round(BARS / (high - low))) * (high - low);
  return Array.from({ length: steps + 1 }, (_, at) => 10 ** (low + ((high - low) * at) / steps));
}

function linearEdges(values: Float64Array, { min, max }: Range): number[] {
  const quartile = (share: number) => quantile(values, share);
  const reach = 4 * (quartile(0.75) - quartile(0.25)) || Math.abs(quartile(0.5)) || 1;
  let low = Math.max(quartile(0.01), quartile(0.25) - reach);
  let high = Math.min(quartile(0.99), quartile(0.75) + reach);
  // A bound of the plausible range that is near is worth seeing.
  const near = (high - low) / 3;
  if (min !== undefined && min < low && min > low - near) low = min;
  if (max !== undefined && max > high && max < high + near) high = max;
  const size = Math.max(Math.abs(low), Math.abs(high));
  // All values are one, or too alike for an axis to tell them apart.
  if (high - low < Math.max(1e-12, 1e-9 * size)) {
    const half = size > 1e-9 ? size / 2 : 0.5;
    [low, high] = [low - half, high + half];
  }
  const inner = ticks(low, high, BARS);
  const step = inner.length > 1 ? inner[1]! - inner[0]! : high - low;
  const edges = [...inner];
  // Multiples of the step instead of sums, which would drift.
  if (edges.length === 0 || edges[0]! > low) edges.unshift(edges.length ? rounded(edges[0]! - step) : low);
  if (edges.at(-1)! < high) edges.push(rounded(edges.at(-1)! + step));
  return edges;
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** A quantile of sorted values, interpolated between the two nearest. */
function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return low + (sorted[Math.ceil(at)]! - low) * (at % 1);
}
