import { readFileSync } from 'node:fs';
import { openXlsb } from 'xlsb-parser';

/** @typedef {import('xlsb-parser').ParsedRow} ParsedRow */

/**
 * The wanted sheets, row by row, the blank ones dropped: `collectSheet` keeps them all, which takes gigabytes.
 *
 * @param {import('../task.ts').Task} task
 */
export async function read({ path, sheets }) {
  const workbook = await openXlsb(readFileSync(path));
  /** @type {ParsedRow[]} */
  const rows = [];
  for (const name of sheets ?? workbook.sheetNames) {
    for await (const row of workbook.iterSheetRows(workbook.sheetNames.indexOf(name))) {
      if (hasValue(row)) rows.push(row);
    }
  }
  return rows;
}

/** @param {ParsedRow} row */
function hasValue({ cols }) {
  for (const column in cols) if (cols[column]?.t !== 'blank') return true;
  return false;
}

/**
 * @param {ParsedRow[]} rows
 * @returns {import('../task.ts').Count}
 */
export function count(rows) {
  const cells = rows.flatMap((row) => Object.values(row.cols)).filter((cell) => cell.t !== 'blank');
  return { rows: rows.length, cells: cells.length, errors: cells.filter((cell) => cell.t === 'e').length };
}
