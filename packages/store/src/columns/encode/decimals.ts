import { MAX_DECIMALS, powerOfTen } from '../format';

/** Below it a product that should be whole is off by less than a half, and so rounds to the whole number. */
const LIMIT = 2 ** 50;

/**
 * How many numbers need so many decimals, and no less, to be a whole number over a power of ten: at position n those
 * that need n. One that is not whole with the most decimals that keep it below the limit is not whole with fewer.
 */
export function countByDecimals(values: Float64Array): Float64Array {
  const powers = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => powerOfTen(decimals));
  const counts = new Float64Array(powers.length);
  const isWhole = (value: number, decimals: number) =>
    decimals < powers.length && !Number.isNaN(wholeOf(value, powers[decimals]!));
  for (const value of values) {
    const most = Math.max(0, Math.min(MAX_DECIMALS, Math.floor(Math.log10(LIMIT / Math.abs(value)))));
    if (isWhole(value, most)) {
      let decimals = 0;
      while (!isWhole(value, decimals)) decimals++;
      counts[decimals]!++;
    } else if (isWhole(value, most + 1)) counts[most + 1]!++;
  }
  return counts;
}

/** The whole number that gives exactly the value when it is divided by a power of ten; NaN if there is none. */
export function wholeOf(value: number, power: number): number {
  // Plus 0, so that −0 is no whole number.
  const whole = Math.round(value * power) + 0;
  return Math.abs(whole) <= Number.MAX_SAFE_INTEGER && Object.is(whole / power, value) ? whole : Number.NaN;
}
