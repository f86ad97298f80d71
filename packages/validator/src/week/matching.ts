import type { CheckedTable } from '../columns/checked-table';
import { perCheck } from './per-check';

/** Each earlier week's rows of the companies under check: by week, by row, the row there; -1 where it was not. */
export const rowsInEarlierWeeks = perCheck(({ table, earlier }): Int32Array[] =>
  earlier.map((week) => matchRows(table, week.table)),
);

/** By row of the one table, the row of the same ticker in the other; -1 for none. Of equal tickers the first counts. */
export function matchRows(table: CheckedTable, other: CheckedTable): Int32Array {
  const rows = new Int32Array(table.rowCount).fill(-1);
  const ticker = table.byKey('ticker');
  const there = other.byKey('ticker');
  if (!ticker || !there) return rows;
  const firstRow = new Int32Array(there.dictionary.length).fill(-1);
  for (let row = 0; row < other.rowCount; row++) {
    const code = there.codes[row]!;
    if (code >= 0 && firstRow[code] === -1) firstRow[code] = row;
  }
  const rowOf = new Map<string, number>();
  there.dictionary.forEach((text, code) => {
    if (firstRow[code]! >= 0 && !rowOf.has(text)) rowOf.set(text, firstRow[code]!);
  });
  const target = Int32Array.from(ticker.dictionary, (text) => rowOf.get(text) ?? -1);
  for (let row = 0; row < rows.length; row++) {
    const code = ticker.codes[row]!;
    if (code >= 0) rows[row] = target[code]!;
  }
  return rows;
}
