/**
 * What is expected of a value: a centre and a spread around it. On the `log` scale the spread is a
 * difference of natural logarithms (0.1 is about 10 %), else it is in the field's unit.
 */
export interface Expectation {
  readonly center: number;
  readonly spread: number;
  readonly scale: 'linear' | 'log';
}

/** No single fact counts for more: e⁹ ≈ 8,100 to 1. What is told of one cell is never quite independent. */
export const MAX_LOG_ODDS = 9;
const MAX_RATIO = Math.exp(MAX_LOG_ODDS);

/**
 * How many times likelier it is to see `value` if `meant` was meant and scaled by mistake, than if `value` is
 * true.
 *
 * The true value is taken to be Cauchy-distributed around the expectation: its tail falls as 1/x, as that of
 * ratios does whose denominator comes near zero (return on equity, margins, PER), so a true extreme is
 * surprising but never absurd. The factor |meant ÷ value| is the change of measure that scaling brings: small
 * numbers are dense near zero, and that a value is tiny is no proof of an error.
 */
export function likelihoodRatio(
  value: number,
  meant: number,
  { center, spread, scale }: Expectation,
): number {
  let ratio: number;
  if (scale === 'log') {
    if (!(center * value > 0)) return 1;
    const far = Math.log(value / center);
    const near = Math.log(meant / center);
    ratio = (spread * spread + far * far) / (spread * spread + near * near);
  } else {
    const far = value - center;
    const near = meant - center;
    ratio = (Math.abs(meant / value) * (spread * spread + far * far)) / (spread * spread + near * near);
  }
  return Math.min(MAX_RATIO, Math.max(1 / MAX_RATIO, ratio));
}

/** Log-odds to a probability. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
