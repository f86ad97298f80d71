import { probability } from '../evidence/likelihood';
import type { CorrectionRule } from '../model/plan';
import { calibration, RAW } from './table';

/**
 * The probability that a correction is right, given the sum of its evidence as log-odds. How often proposals of
 * each sum are right was counted once (see `table.ts`); between the counted sums it is interpolated.
 */
export function calibrate(rule: CorrectionRule, raw: number): number {
  return probability(interpolate(RAW, calibration[rule] ?? RAW, raw));
}

/** The piecewise linear function through some points, going on with slope 1 beyond them. */
export function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  if (x <= xs[0]!) return ys[0]! + x - xs[0]!;
  if (x >= xs[last]!) return ys[last]! + x - xs[last]!;
  let at = 1;
  while (xs[at]! < x) at++;
  const part = (x - xs[at - 1]!) / (xs[at]! - xs[at - 1]!);
  return ys[at - 1]! + part * (ys[at]! - ys[at - 1]!);
}
