/** Numbers with more decimals than this are not rounded ones. */
const MOST = 6;

/** How many decimals a number is written with; {@link MOST} + 1 for more. */
export function decimalsOf(value: number): number {
  let scaled = Math.abs(value);
  for (let places = 0; places <= MOST; places++) {
    // Room for the last bits of a double, and no more: large numbers have few decimals to tell.
    if (Math.abs(scaled - Math.round(scaled)) <= Math.max(scaled * 4e-15, 1e-9)) return places;
    scaled *= 10;
  }
  return MOST + 1;
}

/** Fewer values than this tell nothing of decimals. */
const FEWEST = 100;

/** By number of decimals: the natural logarithm of how often values have so many; all 0 where too few tell. */
export function decimalsIn(values: Float64Array): Float64Array {
  const counts = new Float64Array(MOST + 2).fill(0.5);
  let total = counts.length / 2;
  for (const value of values) {
    if (!Number.isFinite(value) || value === 0) continue;
    counts[decimalsOf(value)]!++;
    total++;
  }
  return total < FEWEST ? counts.fill(0) : counts.map((count) => Math.log(count / total));
}
