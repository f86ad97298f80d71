import { parseNumber, plainText } from './number';

/** An amount of money. */
export interface Price {
  readonly amount: number;
  /** ISO 4217 code; null if the text names no currency, or one that several countries share (`$`, `¥`). */
  readonly currency: string | null;
}

const SIGNS: ReadonlyMap<string, string | null> = new Map([
  ['HK$', 'HKD'],
  ['US$', 'USD'],
  ['NT$', 'TWD'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['S$', 'SGD'],
  ['$', null],
  ['₩', 'KRW'],
  ['원', 'KRW'],
  ['JP¥', 'JPY'],
  ['CN¥', 'CNY'],
  ['¥', null],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
]);

const CODES: ReadonlySet<string> = new Set([
  'AUD',
  'CAD',
  'CHF',
  'CNY',
  'DKK',
  'EUR',
  'GBP',
  'HKD',
  'INR',
  'JPY',
  'KRW',
  'NOK',
  'SEK',
  'SGD',
  'TWD',
  'USD',
]);

/**
 * Reads a price as sheets write it: `HK$ 673.50`, `₩ 89,000`, `JP¥ 2,839.50`, `CN¥ 1,443.99`, `187.62`,
 * `1,234 USD`, `89,000원`. A sign that several currencies share gives the amount and no currency: which one it is, the
 * exchange says.
 *
 * @returns Amount and currency; null if the text is not a price.
 * @example
 * ```ts
 * import { parsePrice } from '@stock-analyzer/schema';
 *
 * parsePrice('HK$ 673.50'); // → { amount: 673.5, currency: 'HKD' }
 * parsePrice('₩ 89,000'); // → { amount: 89000, currency: 'KRW' }
 * parsePrice(187.62); // → { amount: 187.62, currency: null }
 * ```
 */
export function parsePrice(value: string | number): Price | null {
  if (typeof value === 'number') return Number.isFinite(value) ? { amount: value, currency: null } : null;
  if (value.length > 64) return null;
  let body = plainText(value);
  // Brackets around the currency as well say what brackets around the number say.
  if (/^\(.*\)$/.test(body)) body = `-${body.slice(1, -1)}`;
  const sign = body.startsWith('-') ? '-' : '';
  if (sign) body = body.slice(1).trimStart();

  const digits = body.search(/[\d.(+-]/);
  if (digits < 0) return null;
  const before = body.slice(0, digits).trim().toUpperCase();
  const after = /(?:[A-Za-z]{3}|원)$/.exec(body)?.[0].toUpperCase() ?? '';
  if (before && after) return null;
  const mark = before || after;
  if (mark && !SIGNS.has(mark) && !CODES.has(mark)) return null;

  const number = body.slice(digits, body.length - after.length);
  if (sign && /^\s*[+-]/.test(number)) return null;
  const amount = parseNumber(sign + number);
  return amount === null ? null : { amount, currency: SIGNS.get(mark) ?? (CODES.has(mark) ? mark : null) };
}
