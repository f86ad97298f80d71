import type { FieldDefinition, Range } from '@stock-analyzer/schema';

/** What arithmetic forbids is as good as never true. */
const IMPOSSIBLE = -12;
/** True values lie outside the document's plausible ranges now and then, so leaving one says little. */
const IMPLAUSIBLE = -1.5;

/** Log-odds that a field's ranges give to a value. */
export function boundsLogOdds({ possible, plausible }: FieldDefinition, value: number): number {
  return isOutside(value, possible) ? IMPOSSIBLE : isOutside(value, plausible) ? IMPLAUSIBLE : 0;
}

/** True if a value lies outside a range. */
export function isOutside(value: number, range: Range | undefined): boolean {
  return (
    range !== undefined &&
    ((range.min !== undefined && value < range.min) || (range.max !== undefined && value > range.max))
  );
}
