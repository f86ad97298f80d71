import { type FieldDefinition, parseNumber, parsePercent, parsePrice } from '@stock-analyzer/schema';

/** One way to read a text as a number of a field. */
export interface Reading {
  readonly value: number;
  readonly logOdds: number;
}

/** A text that reads as one number only is that number, but for a reading error in some thousands. */
const UNAMBIGUOUS = 8;
/** A sign that contradicts the field's unit makes the reading unsure: a percent sign on a multiple. */
const FOREIGN_SIGN = -0.5;
/** `1.234,5`: an order of signs that the column's other texts have to confirm. */
const COMMA_ALONE = -0.3;
const COMMA_CONFIRMED = 5;

const SIZES: readonly (readonly [RegExp, number])[] = [
  [/(?:k|thousand|천)$/i, 1e3],
  [/만$/, 1e4],
  [/(?:mm?|mn|mln|million|백만)$/i, 1e6],
  [/억$/, 1e8],
  [/(?:b|bn|bln|billion)$/i, 1e9],
  [/(?:t|tn|trn|trillion|조)$/i, 1e12],
];
const COMMA = /^[-+(]?\d{1,3}(?:\.\d{3})*,\d+\)?$/;
/** A cell holds one number, so spaces and apostrophes in it part thousands. */
const SPACED = /^[-+(]?\d{1,3}(?:[ '\u2019]\d{3})+(?:\.\d*)?\)?$/;
const LONGEST = 64;

/**
 * How a text reads as a number of a field, the likeliest first; nothing if it is no number.
 *
 * @param currency The company's currency where it is known.
 * @param hasCommas Whether other texts of the column have a comma for the decimal point.
 */
export function readingsOf(
  text: string,
  field: FieldDefinition,
  currency: string | null,
  hasCommas: boolean,
): Reading[] {
  if (text.length > LONGEST) return [];
  const sure = (value: number | null): Reading[] => (value === null ? [] : [{ value, logOdds: UNAMBIGUOUS }]);
  const plain = parseNumber(text);
  if (plain !== null) return sure(plain);
  const { unit } = field;
  const percent = parsePercent(text);
  if (percent !== null) {
    if (unit === 'percent') return sure(percent);
    return foreign(percent, toDigits(percent / 100));
  }
  const price = parsePrice(text);
  if (price) {
    const isOwn =
      price.currency === null || price.currency === (unit === 'listing_currency' ? currency : 'USD');
    const isMoney = unit === 'listing_currency' || unit === 'usd' || unit === 'usd_millions';
    const isUntold = unit === 'listing_currency' && currency === null;
    return isMoney && (isOwn || isUntold) ? sure(price.amount) : foreign(price.amount);
  }
  const body = text.normalize('NFKC').trim();
  if (SPACED.test(body)) return sure(parseNumber(body.replace(/[ '\u2019]/g, '')));
  if (isCommaNumber(body)) {
    const value = parseNumber(body.replaceAll('.', '').replace(',', '.'));
    return value === null ? [] : [{ value, logOdds: hasCommas ? COMMA_CONFIRMED : COMMA_ALONE }];
  }
  if (unit === 'percent') return sure(scaledBefore(body, /\s*bps?$/i, 1 / 100));
  if (unit.startsWith('multiple')) return sure(scaledBefore(body, /\s*(?:x|×|배)$/i, 1));
  return sized(body, unit);
}

/** True for `1.234,5` and `12,5`: numbers of the lands that put a comma before the fraction. */
export function isCommaNumber(text: string): boolean {
  return text.length <= LONGEST && text.includes(',') && COMMA.test(text) && parseNumber(text) === null;
}

function foreign(...values: readonly number[]): Reading[] {
  return values.map((value, index) => ({ value, logOdds: FOREIGN_SIGN - index }));
}

/** `1.5bn`, `12M`, `3.4조`. In a field of millions a word for billions says thousands of them. */
function sized(body: string, unit: FieldDefinition['unit']): Reading[] {
  for (const [word, size] of SIZES) {
    const value = scaledBefore(body, word, unit === 'usd_millions' ? size / 1e6 : size);
    if (value === null) continue;
    // Korean words of size go with won, which millions of dollars are not.
    const isForeign = unit === 'none' || (unit === 'usd_millions' && /[가-힣]$/.test(body));
    return isForeign ? foreign(value) : [{ value, logOdds: UNAMBIGUOUS - 1 }];
  }
  return [];
}

function scaledBefore(body: string, word: RegExp, factor: number): number | null {
  const before = body.replace(word, '');
  const amount = before === body ? null : (parsePrice(before)?.amount ?? null);
  return amount === null ? null : toDigits(amount * factor);
}

/** Without the dirt that binary fractions leave. */
function toDigits(value: number): number {
  return Number(value.toPrecision(15));
}
