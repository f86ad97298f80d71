import type { CellValue } from '@stock-analyzer/schema';

/** A value and how often it occurs. */
export interface ValueCount<T extends CellValue = CellValue> {
  readonly value: T;
  readonly count: number;
}

/** Values listed of a field. */
export const TOP = 10;

/** The most frequent of many values, without keeping the others; of equal counts the smaller value comes first. */
export function topValues<T extends number | string | boolean>(
  counts: Iterable<readonly [value: T, count: number]>,
  limit: number = TOP,
): ValueCount<T>[] {
  const top: ValueCount<T>[] = [];
  const isBefore = (count: number, value: T, other: ValueCount<T>) =>
    count > other.count || (count === other.count && value < other.value);
  for (const [value, count] of counts) {
    const last = top[limit - 1];
    if (last && !isBefore(count, value, last)) continue;
    const at = top.findIndex((other) => isBefore(count, value, other));
    top.splice(at < 0 ? top.length : at, 0, { value, count });
    top.length = Math.min(top.length, limit);
  }
  return top;
}
