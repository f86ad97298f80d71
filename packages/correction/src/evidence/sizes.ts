/** The sizes of numbers that are in ascending order, in ascending order too. */
export function sizesOf(sorted: Float64Array): Float64Array {
  const sizes = new Float64Array(sorted.length);
  let positive = sorted.findIndex((value) => value >= 0);
  if (positive < 0) positive = sorted.length;
  let negative = positive - 1;
  for (let at = 0; at < sizes.length; at++) {
    const isNegative = negative >= 0 && !(-sorted[negative]! > sorted[positive]!);
    sizes[at] = isNegative ? -sorted[negative--]! : sorted[positive++]!;
  }
  return sizes;
}
