/**
 * The k-th smallest number (0-based), in linear time on average. Reorders `values`: it is at its place, and
 * smaller ones before it. With bounds, only what lies between them is looked at, and reordered.
 */
export function select(values: Float64Array, k: number, from = 0, to = values.length - 1): number {
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const held = values[left]!;
        values[left++] = values[right]!;
        values[right--] = held;
      }
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else break;
  }
  return values[k]!;
}

/**
 * Puts the k-th smallest numbers, of several k in ascending order, each at its place: in less time than looking
 * for them one by one.
 */
export function place(values: Float64Array, ks: readonly number[], from = 0, to = values.length - 1): void {
  if (ks.length === 0) return;
  const middle = ks.length >>> 1;
  const k = ks[middle]!;
  select(values, k, from, to);
  place(values, ks.slice(0, middle), from, k - 1);
  place(values, ks.slice(middle + 1), k + 1, to);
}

/** How many numbers lie below a bound. */
export function countBelow(numbers: Float64Array, bound: number): number {
  let count = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at]! < bound) count++;
  return count;
}
