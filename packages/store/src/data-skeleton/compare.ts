/**
 * The order of two values, as it always was: numbers by size, all else as text without case; rows without a value
 * last ascending and first descending.
 */
export function compareValues(a: unknown, b: unknown, order = 'asc'): number {
  const sign = order === 'asc' ? 1 : -1;
  if (isMissing(a)) return sign;
  if (isMissing(b)) return -sign;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  const left = sortText(a);
  const right = sortText(b);
  return left < right ? -sign : left > right ? sign : 0;
}

/** Null or undefined. */
export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** A value that is no number, as it is sorted. */
export function sortText(value: unknown): string {
  return String(value).toLowerCase();
}
