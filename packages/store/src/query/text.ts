/**
 * The order of texts everywhere: by code point, with the ASCII letters of either case as one; then by code point.
 * It is that of `ORDER BY x COLLATE NOCASE, x` in SQLite, so engines and the core sort alike.
 */
export function compareText(a: string, b: string): number {
  return comparePoints(lowerAscii(a), lowerAscii(b)) || comparePoints(a, b);
}

/** By code point; `<` compares UTF-16 units, which differs beyond U+FFFF. */
export function comparePoints(a: string, b: string): number {
  if (a === b) return 0;
  const end = Math.min(a.length, b.length);
  for (let index = 0; index < end; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    const order = left - right;
    return left >= 0xd800 && right >= 0xd800 && isSurrogate(left) !== isSurrogate(right) ? -order : order;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit < 0xe000;
}

/** The form of a text whose order does not tell ASCII upper case from lower. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** A text as `$contains` and `$startsWith` see it: without case, compatibility forms (full width) made plain. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
