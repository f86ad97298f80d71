import type { FieldDefinition, Range } from '@stock-analyzer/schema';

/** What arithmetic forbids is as good as never true. */
const IMPOSSIBLE = -12;
/** True values lie outside the document's plausible ranges now and then, so leaving one says little. */
const IMPLAUSIBLE = -1.5;
/** Where more than this part of a field's values lie outside, it says nothing. */
const OFTEN = 0.005;

/** Log-odds that a field's ranges give to a value; how much the plausible one counts, {@link implausibility} says. */
export function boundsLogOdds(
  { possible, plausible }: FieldDefinition,
  value: number,
  implausible: number,
): number {
  return isOutside(value, possible) ? IMPOSSIBLE : isOutside(value, plausible) ? implausible : 0;
}

/** What leaving the plausible range counts for, given true values of the field. */
export function implausibility({ plausible }: FieldDefinition, values: Float64Array): number {
  let outside = 0;
  for (const value of values) if (isOutside(value, plausible)) outside++;
  return outside > OFTEN * Math.max(values.length, 1 / OFTEN) ? 0 : IMPLAUSIBLE;
}

/** True if a value lies outside a range. */
export function isOutside(value: number, range: Range | undefined): boolean {
  return (
    range !== undefined &&
    ((range.min !== undefined && value < range.min) || (range.max !== undefined && value > range.max))
  );
}
