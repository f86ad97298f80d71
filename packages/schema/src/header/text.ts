/** What pandas calls a column whose header is empty, and what empty headers became in some exports. */
const LEAKED = /^(?:unnamed: \d{1,6}(?:_level_\d{1,3})?|nan)$/;

/** Characters that take no room on the screen and make equal headers unequal. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** Where a month stands in a header that has one: `PER ({month})`. */
export const MONTH = '{month}';

/**
 * A header as people see it: in one line, without spaces around it, full-width letters made plain.
 *
 * @example
 * ```ts
 * import { cleanHeader } from '@stock-analyzer/schema/header';
 *
 * cleanHeader('FY+1 /\n FY 0 '); // → 'FY+1 / FY 0'
 * ```
 */
export function cleanHeader(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** What headers are compared by: {@link cleanHeader} without regard to case; '' for a header that is none. */
export function headerKey(text: string): string {
  const key = cleanHeader(text).toLowerCase();
  return LEAKED.test(key) ? '' : key;
}

/** A key with its month cut out: `per (nov-25)` is `per ({month})` and `Nov-25`; null if it has none. */
export function splitMonth(key: string): { readonly key: string; readonly month: string } | null {
  const found = /\(([a-z])([a-z]{2}-\d{2})\)$/.exec(key);
  if (!found) return null;
  return { key: `${key.slice(0, found.index)}(${MONTH})`, month: found[1]!.toUpperCase() + found[2]! };
}
