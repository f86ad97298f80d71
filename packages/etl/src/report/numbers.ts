import type { CellValue, Unit } from '@stock-analyzer/schema';
import type { Comparison } from '@stock-analyzer/validator';
import { brief } from './text';

/** Signs that stand behind a number in both languages, never on a line of their own. */
const unitSigns: Partial<Record<Unit, string>> = {
  percent: '\u00a0%',
  multiple: '\u00a0×',
  multiple_per_year: '\u00a0×',
  usd_millions: '\u00a0USD\u00a0mn',
  usd: '\u00a0USD',
};

/**
 * A number as people read it: grouped by thousands, four digits where it has a fraction, a true minus sign.
 * What is too large or too small for that is written with an exponent.
 */
export function showNumber(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : `${sign}∞`;
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return sign + String(Number(size.toPrecision(3)));
  const decimals =
    size >= 1000 || Number.isInteger(size) ? 0 : Math.max(0, 3 - Math.floor(Math.log10(size || 1)));
  return sign + grouped(size.toFixed(Math.min(decimals, 6)));
}

/** A count: every digit, grouped by thousands. */
export function showCount(count: number): string {
  return grouped(String(count));
}

/** A measured figure with two decimals at most; what is not nothing never reads as nothing. */
export function showMeasure(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  if (rounded === 0 && value !== 0) return '<0.01';
  return (value < 0 ? '−' : '') + grouped(String(Math.abs(rounded)));
}

/** How comparisons are written. */
export const comparisonSigns: Readonly<Record<Comparison, string>> = {
  '>=': '≥',
  '>': '>',
  '<=': '≤',
  '<': '<',
  '==': '=',
};

/** A share in percent, never rounded up to all or down to nothing: 99.97 is 99.9 %, 0.02 is 0.1 %. */
export function showPercent(value: number): string {
  if (value === 0 || value === 100) return `${value}\u00a0%`;
  const rounded = Math.min(99.9, Math.max(0.1, Math.round(value * 10) / 10));
  return `${rounded}\u00a0%`;
}

/** A number with the sign of its unit. */
export function showQuantity(value: number, unit: Unit | undefined): string {
  // 1994 is a year, 1,994 a number.
  return unit === 'year' ? String(value) : showNumber(value) + unitSign(unit);
}

/** The sign of a unit with the space before it; empty for a unit without one. */
export function unitSign(unit: Unit | undefined): string {
  return (unit && unitSigns[unit]) ?? '';
}

/**
 * Any cell's value as reports write it: four digits where it has a fraction, with the sign of its unit; a text in
 * quotes, a missing value as a dash. Nothing in it can break a line.
 *
 * @example
 * ```ts
 * import { showValue } from '@stock-analyzer/etl';
 *
 * showValue(834.632852522245, 'percent').replace('\u00a0', ' '); // → '834.6 %'
 * showValue('nasdaq', 'none'); // → '“nasdaq”'
 * showValue(null, 'percent'); // → '–'
 * ```
 */
export function showValue(value: CellValue, unit: Unit | undefined): string {
  if (value === null) return '–';
  if (typeof value === 'number') return showQuantity(value, unit);
  return typeof value === 'string' ? `“${brief(value)}”` : String(value);
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const kept = fraction?.replace(/0+$/, '');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (kept ? `.${kept}` : '');
}
