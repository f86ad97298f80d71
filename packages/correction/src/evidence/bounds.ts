import type { FieldDefinition, Range } from '@stock-analyzer/schema';
import type { Evidence } from '../model/plan';
import { evidence } from './describe';
import { MAX_LOG_ODDS } from './likelihood';

/** True values lie outside the document's plausible ranges now and then, so leaving one says little. */
const LEAVES_PLAUSIBLE = 1.5;
/** A correction that makes a plausible value implausible needs a great deal else. */
const ENTERS_IMPLAUSIBLE = -4;

/** Log-odds that a field's ranges give to `meant` over `value`. */
export function boundsLogOdds(field: FieldDefinition, value: number, meant: number): number {
  const possible = Number(isOutside(value, field.possible)) - Number(isOutside(meant, field.possible));
  if (possible !== 0) return possible * MAX_LOG_ODDS;
  const plausible = Number(isOutside(value, field.plausible)) - Number(isOutside(meant, field.plausible));
  return plausible > 0 ? LEAVES_PLAUSIBLE : plausible < 0 ? ENTERS_IMPLAUSIBLE : 0;
}

/** The same as evidence; nothing if the ranges do not tell the two values apart. */
export function boundsEvidence(field: FieldDefinition, value: number, meant: number): Evidence | null {
  const logOdds = boundsLogOdds(field, value, meant);
  if (logOdds === 0) return null;
  const kind = Math.abs(logOdds) === MAX_LOG_ODDS ? 'possible' : 'plausible';
  return evidence('bounds', logOdds, { from: value, to: meant, ...field[kind] }, kind);
}

/** True if a value lies outside a range. */
export function isOutside(value: number, range: Range | undefined): boolean {
  return (
    range !== undefined &&
    ((range.min !== undefined && value < range.min) || (range.max !== undefined && value > range.max))
  );
}
