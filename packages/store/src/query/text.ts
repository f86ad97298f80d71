/**
 * The order of texts everywhere: by code point, with the ASCII letters of either case as one; then by code point.
 * It is that of `ORDER BY x COLLATE NOCASE, x` in SQLite, so engines and the core sort alike.
 */
export function compareText(a: string, b: string): number {
  return comparePoints(lowerAscii(a), lowerAscii(b)) || comparePoints(a, b);
}

/** By code point; `<` compares UTF-16 units, which differs beyond U+FFFF. */
export function comparePoints(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at++) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return a.codePointAt(at)! - b.codePointAt(at)!;
  }
  return a.length - b.length;
}

/** The form of a text whose order does not tell ASCII upper case from lower. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A text as `$contains` and `$startsWith` see it: without case, compatibility forms (full width) made plain. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
