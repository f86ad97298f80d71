import type { CorrectionRule } from '../model/plan';

/** Sums of evidence, as log-odds. */
export const RAW: readonly number[] = [-2, 0, 2, 4, 6, 8, 10, 12];

/**
 * The log-odds that proposals with those sums turned out to have, by rule: made by
 * `bench/accuracy/fit/fit.ts` from the train seeds alone. A rule without a line is taken at its word.
 */
export const calibration: Partial<Record<CorrectionRule, readonly number[]>> = {};
