/** Amounts and counts spread over orders of magnitude (`log`); ratios and percentages do not (`linear`). */
export type Scale = 'linear' | 'log';

/** No single fact counts for more: e⁹ ≈ 8,100 to 1. What is told of one cell is never quite independent. */
export const MAX_LOG_ODDS = 9;
const MAX_RATIO = Math.exp(MAX_LOG_ODDS);

/**
 * How many times likelier it is to see `value` if `meant` was meant and scaled by mistake, than if `value` is
 * true.
 *
 * The true value is taken to be Cauchy-distributed around the expectation: its tail falls as 1/x, as that of
 * ratios does whose denominator comes near zero (return on equity, margins, PER), so a true extreme is
 * surprising but never absurd. The factor |meant ÷ value| is the change of measure that scaling brings; here it
 * counts against a correction only. Ratios and percentages cross zero: that a value is tiny is one fact, and must
 * not count anew with everything that expects a larger one (see {@link tinyRatio}).
 *
 * @param center What is expected.
 * @param spread Half of all true values lie nearer to it than this: in the field's unit, or on the `log` scale as a
 * difference of natural logarithms (0.1 is about 10 %).
 */
export function likelihoodRatio(
  value: number,
  meant: number,
  center: number,
  spread: number,
  scale: Scale,
): number {
  if (scale === 'log' && !(center * value > 0)) return 1;
  const far = scale === 'log' ? Math.log(value / center) : value - center;
  const near = scale === 'log' ? Math.log(meant / center) : meant - center;
  const measure = scale === 'log' ? 1 : Math.min(1, Math.abs(meant / value));
  const ratio = (measure * (spread * spread + far * far)) / (spread * spread + near * near);
  return Math.min(MAX_RATIO, Math.max(1 / MAX_RATIO, ratio));
}

/**
 * How many times likelier a value is this near zero if it was scaled down by mistake: the change of measure of a
 * factor above 1, which counts once for a cell, and only where last week or a formula expects a certain value of it.
 */
export function tinyRatio(factor: number, scale: Scale): number {
  return scale === 'log' ? 1 : Math.max(1, factor);
}

/** Log-odds to a probability. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
