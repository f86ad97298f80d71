import type { CorrectionRule } from '../model/plan';

/** Sums of evidence, as log-odds. */
export const RAW: readonly number[] = [-2, 0, 2, 4, 6, 8, 10, 12];

/**
 * The log-odds that proposals with those sums turned out to have, by rule: made by
 * `pnpm bench calibration` from the train seeds alone. A rule without a line is taken at its word.
 */
export const calibration: Partial<Record<CorrectionRule, readonly number[]>> = {
  scale: [0, 0.91, 2.47, 4.87, 5.63, 6.88, 10, 12],
  sign: [-1.67, -0.35, 2.18, 2.18, 5.85, 8, 10, 12],
  currency: [-0.98, 0.87, 2.77, 4.74, 6.92, 9.45, 10, 12],
  swapped_range: [-2, 0.14, 2, 4.38, 6.34, 8.53, 10, 12],
};
