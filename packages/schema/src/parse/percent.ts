import { parseNumber, plainText } from './number';

/** The units that sources write percentages in. */
export type PercentUnit = 'percent' | 'fraction' | 'basis_points';

/**
 * Reads a percentage written as one: `12.3%` is 12.3. A number without the sign is none, because it does not
 * say its unit.
 *
 * @returns Percent; null if the text is not a percentage.
 * @example
 * ```ts
 * import { parsePercent } from '@stock-analyzer/schema';
 *
 * parsePercent('12.3%'); // → 12.3
 * parsePercent('(4%)'); // → -4
 * parsePercent('0.123'); // → null
 * ```
 */
export function parsePercent(text: string): number | null {
  const body = plainText(text);
  if (body.endsWith('%')) return parseNumber(body.slice(0, -1));
  if (body.startsWith('(') && body.endsWith('%)')) return parseNumber(`${body.slice(0, -2)})`);
  return null;
}

/**
 * A percentage in percent, from the unit that its source declares.
 *
 * 0.7943000000000001 × 100 is 79.43000000000001 in binary arithmetic: the dirt that a division left in the
 * fifteenth digit and beyond. Spreadsheets keep 15 significant digits, so rounding to 15 takes away nothing
 * that the source could have meant, and 79.43 stays 79.43 on the way to JSON, SQL and the screen.
 *
 * @param value In `unit`.
 * @example
 * ```ts
 * import { toPercent } from '@stock-analyzer/schema';
 *
 * toPercent(0.7943000000000001, 'fraction'); // → 79.43
 * toPercent(1550, 'basis_points'); // → 15.5
 * toPercent(15.5, 'percent'); // → 15.5
 * ```
 */
export function toPercent(value: number, unit: PercentUnit): number {
  if (unit === 'percent') return value;
  return roundDigits(unit === 'fraction' ? value * 100 : value / 100);
}

/**
 * The fraction of a percentage, for outputs whose readers expect one: 79.43 is 0.7943.
 *
 * @example
 * ```ts
 * import { toFraction } from '@stock-analyzer/schema';
 *
 * toFraction(79.43); // → 0.7943
 * ```
 */
export function toFraction(percent: number): number {
  return roundDigits(percent / 100);
}

const DIGITS = 15;
/** 1e22 is the largest power of ten that binary numbers hold exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/**
 * Rounds to 15 significant digits. The whole number between the two steps is exact and so is the power of ten,
 * hence the quotient is the double nearest to the decimal, just as if its text were read; only faster.
 */
function roundDigits(value: number): number {
  if (value === 0) return 0;
  const power = POWERS[DIGITS - 1 - Math.floor(Math.log10(Math.abs(value)))];
  return power === undefined ? Number(value.toPrecision(DIGITS)) : Math.round(value * power) / power;
}
