import { select } from '../columns/select';

/** Shares of the values that lie at or below each quantile. */
const SHARES = { p01: 0.01, p05: 0.05, p25: 0.25, p50: 0.5, p75: 0.75, p95: 0.95, p99: 0.99 } as const;
const BARS = 20;
/** Positive values that spread this many times are shown on a logarithmic axis. */
const WIDE = 1000;

/** Quantiles by name: a hundredth of the values is at or below `p01`. `p50` is the median. */
export type Quantiles = Readonly<Record<keyof typeof SHARES, number>>;

/** How many values lie between edges of equal distance, on a linear or a logarithmic axis from `p01` to `p99`. */
export interface Histogram {
  readonly scale: 'linear' | 'log';
  /** One more than `counts`. A bar holds its lower edge; the last one its upper edge too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Values beyond the axis. */
  readonly below: number;
  readonly above: number;
}

/** The numbers of a field. */
export interface NumberProfile {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly quantiles: Quantiles;
  readonly zeros: number;
  readonly negatives: number;
  /** Numbers without a fraction. */
  readonly integers: number;
  readonly histogram: Histogram;
}

/** Profiles finite numbers in linear time; reorders them. Null for none. */
export function profileNumbers(values: Float64Array): NumberProfile | null {
  const count = values.length;
  if (count === 0) return null;
  let [min, max, mean, zeros, negatives, integers] = [values[0]!, values[0]!, 0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const value = values[at]!;
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros++;
    if (value < 0) negatives++;
    if (Number.isInteger(value)) integers++;
    // A running mean does not overflow where a sum would.
    mean += value / (at + 1) - mean / (at + 1);
  }
  const quantiles = Object.fromEntries(
    Object.entries(SHARES).map(([name, share]) => [name, select(values, Math.floor(share * (count - 1)))]),
  ) as Quantiles;
  const histogram = histogramOf(values, quantiles);
  return { count, min, max, mean, quantiles, zeros, negatives, integers, histogram };
}

function histogramOf(values: Float64Array, { p01: low, p99: high }: Quantiles): Histogram {
  const isLog = low > 0 && high / low > WIDE;
  const edges = edgesOf(low, high, isLog);
  const bars = edges.length - 1;
  const counts = new Array<number>(bars).fill(0);
  let [below, above] = [0, 0];
  for (const value of values) {
    if (value < low) below++;
    else if (value > high) above++;
    else counts[Math.min(bars - 1, lastUpTo(edges, value))]!++;
  }
  return { scale: isLog ? 'log' : 'linear', edges, counts, below, above };
}

function edgesOf(low: number, high: number, isLog: boolean): number[] {
  if (low === high) return [low, high];
  const [from, until] = isLog ? [Math.log(low), Math.log(high)] : [low, high];
  const edges = [low];
  for (let at = 1; at < BARS; at++) {
    const edge = from * (1 - at / BARS) + until * (at / BARS);
    // Rounding must not move an edge past its neighbour, nor past the ends, which are values of the data.
    edges.push(Math.min(high, Math.max(edges[at - 1]!, isLog ? Math.exp(edge) : edge)));
  }
  return [...edges, high];
}

/** Index of the last edge that is not above a value, which is not below the first. */
function lastUpTo(edges: readonly number[], value: number): number {
  let [from, to] = [0, edges.length];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (edges[middle]! <= value) from = middle;
    else to = middle;
  }
  return from;
}
