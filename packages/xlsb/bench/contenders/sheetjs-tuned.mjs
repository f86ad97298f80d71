import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { CFB, read as readWorkbook } from '@e965/xlsx';

// The one public way to have its zip inflated by Node.
CFB.utils.use_zlib(zlib);

/**
 * SheetJS with all that its options save: only the wanted sheets, rows as arrays, values and nothing else.
 *
 * @param {import('../task.ts').Task} task
 */
export const read = async ({ path, sheets }) =>
  readWorkbook(readFileSync(path), {
    ...(sheets && { sheets: [...sheets] }),
    dense: true,
    cellFormula: false,
    cellHTML: false,
    cellText: false,
  });

/**
 * @param {import('@e965/xlsx').WorkBook} workbook
 * @returns {import('../task.ts').Count}
 */
export function count({ Sheets: sheets }) {
  let rows = 0;
  let cells = 0;
  let errors = 0;
  for (const sheet of Object.values(sheets)) {
    for (const row of sheet['!data'] ?? []) {
      const filled = (row ?? []).filter((cell) => cell && cell.t !== 'z');
      if (filled.length > 0) rows++;
      cells += filled.length;
      errors += filled.filter((cell) => cell.t === 'e').length;
    }
  }
  return { rows, cells, errors };
}
