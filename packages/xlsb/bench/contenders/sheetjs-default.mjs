import { readFileSync } from 'node:fs';
import { read as readWorkbook } from '@e965/xlsx';

/**
 * SheetJS as its documentation shows it: every sheet, cells by address.
 *
 * @param {import('../task.ts').Task} task
 */
export const read = async ({ path }) => readWorkbook(readFileSync(path));

/**
 * @param {import('@e965/xlsx').WorkBook} workbook
 * @returns {import('../task.ts').Count}
 */
export function count({ Sheets: sheets }) {
  let rows = 0;
  let cells = 0;
  let errors = 0;
  for (const sheet of Object.values(sheets)) {
    const holds = new Set();
    for (const [address, cell] of Object.entries(sheet)) {
      if (address.startsWith('!') || cell.t === 'z') continue;
      holds.add(address.replace(/^[A-Z]+/, ''));
      cells++;
      if (cell.t === 'e') errors++;
    }
    rows += holds.size;
  }
  return { rows, cells, errors };
}
