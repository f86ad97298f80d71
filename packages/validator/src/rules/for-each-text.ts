import type { FieldColumn } from '../columns/field-column';
import type { Report } from './rule';

/** Judges each distinct text once, then reports the rows that hold a bad one. */
export function forEachText(column: FieldColumn, isBad: (text: string) => boolean, report: Report): void {
  const { codes, dictionary } = column;
  const bad = Uint8Array.from(dictionary, (text) => (isBad(text) ? 1 : 0));
  if (!bad.includes(1)) return;
  for (let row = 0; row < codes.length; row++) if (bad[codes[row]!] === 1) report(row);
}
