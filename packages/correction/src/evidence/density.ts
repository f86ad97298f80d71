import { sizesOf } from './sizes';

/** How likely differences of some kind are, learned from data. */
export interface Density {
  /** Natural logarithm of the density at a difference. */
  readonly log: (difference: number) => number;
  /** The mean of that over differences as they come. */
  readonly typical: number;
}

/** What is thought of differences before any is seen: the share of them below a difference. */
export type Prior = (difference: number) => number;

/** The prior counts as much as so many differences. */
const PRIOR_COUNT = 20;
/** Fewer differences than this say nothing that the prior does not. */
const FEWEST = 30;
/** Bins widen by this, in natural logarithms, away from zero. */
const STEP = 0.35;
/** Nothing lies farther out: logarithms of doubles differ by less. */
const WIDEST = 60;
const SMALLEST = 1e-4;
/** More than rounding moves an edge by, as a part of it. */
const ROUNDING = 1e-9;

/** Symmetric differences, half of them within `scale`; their tail falls as 1 ÷ x². */
export function around(scale: number): Prior {
  return (difference) => 0.5 + Math.atan(difference / scale) / Math.PI;
}

/** Symmetric differences whose tail falls faster, as 1 ÷ x³. */
export function close(scale: number): Prior {
  return (difference) => 0.5 + difference / scale / (2 * Math.sqrt(2 + (difference / scale) ** 2));
}

/** Differences of two sides in order: hardly any is below 0. */
export function above(scale: number, wrong: number): Prior {
  return (difference) => {
    const beyond = (2 / Math.PI) * Math.atan(Math.abs(difference) / scale);
    return difference < 0 ? wrong * (1 - beyond) : wrong + (1 - wrong) * beyond;
  };
}

/**
 * A histogram in bins that widen away from zero, so that it holds identities that are exact to the fourth digit
 * and slips of four orders of magnitude alike; smoothed, and with a prior that says what was never seen.
 *
 * @param sorted Differences in ascending order.
 * @param doubtful The part of them, the largest, that may be errors: they count as a tail that falls as 1 ÷ x².
 */
export function learnDensity(sorted: Float64Array, prior: Prior, doubtful = 0): Density {
  const sizes = sizesOf(sorted);
  const trusted = sizes[Math.floor(sizes.length * (1 - doubtful)) - 1] ?? 0;
  const inner = Math.max(SMALLEST, sizes.length < FEWEST ? 0 : sizes[Math.floor(sizes.length / 5)]!);
  const bins = 1 + Math.ceil(Math.log(WIDEST / inner) / STEP);
  const binOf = (size: number) =>
    size <= inner ? 0 : Math.min(bins - 1, 1 + Math.floor(Math.log(size / inner) / STEP));
  const edge = (bin: number) => (bin < 0 ? 0 : inner * Math.exp(STEP * bin));
  const counts = new Float64Array(2 * bins);
  const total = sorted.length < FEWEST ? 0 : sorted.length;
  let beyond = 0;
  if (total > 0) {
    // Neighbours lie in one bin mostly: its edges spare them the logarithm.
    let bin = 0;
    let [low, high] = [0, 0];
    for (let at = 0; at < sorted.length; at++) {
      const size = Math.abs(sorted[at]!);
      if (doubtful > 0 && size > trusted) {
        beyond++;
        continue;
      }
      if (!(size > low && size < high)) {
        bin = binOf(size);
        low = edge(bin - 1) * (1 + ROUNDING);
        high = edge(bin) * (1 - ROUNDING);
      }
      counts[bin + (sorted[at]! < 0 ? bins : 0)]!++;
    }
  }
  const reach = Math.max(trusted, inner);
  // The innermost bin has both signs.
  counts[0] = counts[bins] = (counts[0]! + counts[bins]!) / 2;
  const logs = new Float64Array(2 * bins);
  let typical = 0;
  for (let side = 0; side < 2; side++) {
    for (let bin = 0; bin < bins; bin++) {
      const at = side * bins + bin;
      const [low, high] = [edge(bin - 1), edge(bin)];
      const expected = side === 0 ? prior(high) - prior(low) : prior(-low) - prior(-high);
      const tail = (beyond / 2) * (reach / Math.max(low, reach) - reach / Math.max(high, reach));
      const mass = (tail + smooth(counts, at, bin, bins) + PRIOR_COUNT * expected) / (total + PRIOR_COUNT);
      logs[at] = Math.log(Math.max(mass, 1e-12) / (high - low));
      typical += mass * logs[at]!;
    }
  }
  return { log: (each) => logs[binOf(Math.abs(each)) + (each < 0 ? bins : 0)]!, typical };
}

function smooth(counts: Float64Array, at: number, bin: number, bins: number): number {
  if (bin < 2 || bin === bins - 1) return counts[at]!;
  return (counts[at - 1]! + 2 * counts[at]! + counts[at + 1]!) / 4;
}
