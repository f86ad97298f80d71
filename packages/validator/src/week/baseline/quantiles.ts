import type { GroupSpread } from './baseline';
import { RARITIES } from './baseline';
import { ranked } from './ranked';

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

/** The spread of values that are on a scale, told by their quartiles. May reorder them. */
export function spreadOfScaled(values: Float64Array, least: number): GroupSpread {
  const [lower, median, upper] = quantiles(values, [0.25, 0.5, 0.75]) as [number, number, number];
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

/** The sizes that one of the values in each of {@link RARITIES} reaches, as far as they are numerous enough. May reorder them. */
export function tailOf(sizes: Float64Array): number[] {
  const beyond = RARITIES.map((rarity) => Math.floor(sizes.length / rarity)).filter((count) => count >= 1);
  return ranked(
    sizes,
    beyond.map((count) => sizes.length - count),
  );
}

/** About how rare a size is: one in so many reaches it; at least 1. */
export function rarityOf(size: number, tail: readonly number[]): number {
  let rarity = 1;
  for (let at = 0; at < tail.length && size > tail[at]!; at++) rarity = RARITIES[at]!;
  return rarity;
}
