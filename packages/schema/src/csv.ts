import type { CellValue } from './table';

/** Spaces and control characters, then what a spreadsheet takes for the start of a formula, full-width forms too. */
const FORMULA = /^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;

/**
 * Records as CSV (RFC 4180, lines end in CRLF). A text that a spreadsheet would take for a formula gets an
 * apostrophe in front; numbers stay numbers, negative ones too. A missing value is an empty cell.
 *
 * @example
 * ```ts
 * import { csvText } from '@stock-analyzer/schema';
 *
 * csvText([['Ticker', 'ROE (Fwd)'], ['=1+1', -5.5], ['MCD', null]]); // → "Ticker,ROE (Fwd)\r\n'=1+1,-5.5\r\nMCD,\r\n"
 * ```
 */
export function csvText(records: Iterable<readonly CellValue[]>): string {
  let text = '';
  for (const record of records) text += `${record.map(csvCell).join(',')}\r\n`;
  return text;
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
