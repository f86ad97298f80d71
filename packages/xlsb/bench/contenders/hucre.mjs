import { readFileSync } from 'node:fs';
// The smaller of the two entries that have it: it starts faster.
import { readXlsb } from 'hucre/xlsx';

/**
 * Every sheet: it cannot be told which ones.
 *
 * @param {import('../task.ts').Task} task
 */
export const read = ({ path }) => readXlsb(readFileSync(path));

/**
 * Its error cells are texts, and are counted with them.
 *
 * @param {import('hucre/xlsx').Workbook} workbook
 * @returns {import('../task.ts').Count}
 */
export function count({ sheets }) {
  let rows = 0;
  let cells = 0;
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      const filled = (row ?? []).filter((value) => value !== null).length;
      if (filled > 0) rows++;
      cells += filled;
    }
  }
  return { rows, cells };
}
