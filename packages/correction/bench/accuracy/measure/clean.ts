import type { Dataset } from '@stock-analyzer/schema';
import type { Verdict } from '../methods/method';
import { placesOf } from './tally';

/** What a method did in true weeks. */
export class CleanCount {
  cells = 0;
  changes = 0;
  flags = 0;
  plausibleWarnings = 0;

  add(week: Dataset, verdict: Verdict): void {
    this.cells += filledCells(week);
    this.changes += verdict.changes.filter(({ automatic }) => automatic).length;
    this.flags += placesOf(verdict).size;
    this.plausibleWarnings += verdict.plausibleWarnings;
  }

  flagsPer2000(): number {
    return this.cells === 0 ? 0 : (2000 * this.flags) / this.cells;
  }
}

function filledCells({ fields, native }: Dataset): number {
  let count = 0;
  for (const { validity } of [...fields.columns, ...native.columns]) {
    for (const valid of validity) count += valid;
  }
  return count;
}
