import { type FieldColumn, markTexts } from '../columns/field-column';
import type { Report } from './rule';

/** Reports the rows that hold a bad text. */
export function forEachText(column: FieldColumn, isBad: (text: string) => boolean, report: Report): void {
  const bad = markTexts(column, isBad);
  if (!bad) return;
  const { codes } = column;
  for (let row = 0; row < codes.length; row++) if (bad[codes[row]!] === 1) report(row);
}
