import type { CorrectionRule } from '../model/plan';

/** Sums of evidence, as log-odds. */
export const RAW: readonly number[] = [-2, 0, 2, 4, 6, 8, 10, 12];

/**
 * The log-odds that proposals with those sums turned out to have, by rule: made by
 * `pnpm bench calibration` from the train seeds alone. A rule without a line is taken at its word.
 */
export const calibration: Partial<Record<CorrectionRule, readonly number[]>> = {
  scale: [0, 1.71, 2.93, 4.82, 6, 7.93, 10, 12],
  sign: [-0.81, 0.1, 2.39, 2.49, 7.85, 8, 10, 12],
  currency: [0, 1.74, 2.79, 6, 6.1, 8, 10, 12],
  swapped_range: [-2, 0.74, 2.27, 4.01, 6, 8, 10, 12],
};
