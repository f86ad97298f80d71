import type { GroupSpread } from './baseline';
import { RARITIES } from './baseline';
import { ranked } from './ranked';
import { type Measure, scaleOf } from './scale';

/** The quartile of a normal distribution lies 1 ÷ 1.4826 standard deviations from its median. */
export const SIGMA_PER_QUARTILE = 1.4826;

/** The value that a share of the values lies below. May reorder them. */
export function quantile(values: Float64Array, share: number): number {
  return quantiles(values, [share])[0]!;
}

/** The values that ascending shares of the values lie below. May reorder them. */
export function quantiles(values: Float64Array, shares: readonly number[]): number[] {
  return ranked(
    values,
    shares.map((share) => Math.floor(share * (values.length - 1))),
  );
}

/** The spread of values on their scale, told by their quartiles: ranks are the same on any scale. May reorder the values. */
export function spreadOf(values: Float64Array, measure: Measure, least: number): GroupSpread {
  const quartiles = quantiles(values, [0.25, 0.5, 0.75]).map(scaleOf(measure));
  const [lower, median, upper] = quartiles as [number, number, number];
  return {
    count: values.length,
    median,
    below: Math.max(least, SIGMA_PER_QUARTILE * (median - lower)),
    above: Math.max(least, SIGMA_PER_QUARTILE * (upper - median)),
  };
}

/** How many robust deviations a scaled value lies above its group's median, negative below it. */
export function deviation(scaled: number, { median, below, above }: Omit<GroupSpread, 'count'>): number {
  const offset = scaled - median;
  return offset / (offset < 0 ? below : above);
}

/** The ranks of the sizes that one of so many in each of {@link RARITIES} reaches, as far as there are so many. */
export function tailRanks(count: number): number[] {
  return RARITIES.filter((rarity) => rarity <= count).map((rarity) => count - Math.floor(count / rarity));
}

/**
 * The sizes of these ranks among `count` of them, of which `sizes` are the largest, and the others 0 as far as they are
 * asked for. May reorder them.
 */
export function tailOf(sizes: Float64Array, count: number): number[] {
  const ks = tailRanks(count).map((k) => k - (count - sizes.length));
  const known = ranked(
    sizes,
    ks.filter((k) => k >= 0),
  );
  return [...ks.filter((k) => k < 0).map(() => 0), ...known];
}

/** About how rare a size is: one in so many reaches it; at least 1. */
export function rarityOf(size: number, tail: readonly number[]): number {
  let rarity = 1;
  for (let at = 0; at < tail.length && size > tail[at]!; at++) rarity = RARITIES[at]!;
  return rarity;
}
