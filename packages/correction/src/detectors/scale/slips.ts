/** Percentages come as fractions and as basis points; the latter is the mistake that is known to occur. */
export const SLIPS: readonly (readonly [factor: number, oneIn: number, oneInPercent: number])[] = [
  [1 / 100, 1000, 400],
  [100, 1000, 700],
  [1 / 1000, 2500, 10_000],
  [1000, 2500, 10_000],
  [1 / 10_000, 2500, 10_000],
  [10_000, 2500, 10_000],
];

/** What last week's value is to be multiplied by if it was the wrong one: a slip, or its sign. */
export const AMENDS: readonly number[] = [-1, ...SLIPS.map(([factor]) => factor)];
