/** Digits, with thousands commas in their right places or without; a fraction; an exponent. Linear: no choice overlaps another. */
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d{1,4})?$/i;

/** No number that a cell holds is longer. */
const LONGEST_NUMBER = 64;

/**
 * Reads a number as people write it: `1,234.5`, `-3`, `(5.2)` and `5.2-` for −5.2, `3e-05`, full-width `１２．５`.
 * Signs of currency and percent are not numbers: see {@link parsePrice} and {@link parsePercent}. A comma that
 * does not part thousands (`1,5`) is never guessed at.
 *
 * @returns The number; null if the text is not one.
 * @example
 * ```ts
 * import { parseNumber } from '@stock-analyzer/schema';
 *
 * parseNumber('1,234.5'); // → 1234.5
 * parseNumber('(5.2)'); // → -5.2
 * parseNumber('1,5'); // → null
 * ```
 */
export function parseNumber(text: string): number | null {
  if (text.length > LONGEST_NUMBER) return null;
  let body = plainText(text);
  let negative = false;
  if (body.startsWith('(') && body.endsWith(')')) {
    body = body.slice(1, -1).trim();
    negative = true;
    // A sign inside the brackets says the opposite of what the brackets say.
    if (body.startsWith('-') || body.startsWith('+')) return null;
  } else {
    const sign = /^[+-]|-$/.exec(body);
    if (sign) {
      negative = sign[0] === '-';
      body = (sign.index === 0 ? body.slice(1) : body.slice(0, -1)).trim();
    }
  }
  if (!/^[.\d]/.test(body) || body === '.' || !NUMBER.test(body)) return null;
  const value = Number(body.replaceAll(',', ''));
  if (!Number.isFinite(value)) return null;
  return negative && value !== 0 ? -value : value;
}

/** The text trimmed, full-width signs and digits made plain, every minus made `-`, invisible marks left out. */
export function plainText(text: string): string {
  const trimmed = text.trim();
  return isAscii(trimmed)
    ? trimmed
    : trimmed
        .normalize('NFKC')
        .replace(/[\u2010-\u2015\u2212]/g, '-')
        .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
        .trim();
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 126) return false;
  return true;
}
