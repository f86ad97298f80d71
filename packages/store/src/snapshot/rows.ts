import { type Column, cellAt, type Row } from '@stock-analyzer/schema';

/** Rows of the order where the mask has 1, from the start-th to before the end-th. */
export function pick(order: Uint32Array, mask: Uint8Array, start: number, end: number): Uint32Array {
  const chosen = new Uint32Array(Math.max(0, end - start));
  let seen = 0;
  for (let at = 0; seen < end && at < order.length; at++) {
    const row = order[at]!;
    if (mask[row] === 0) continue;
    if (seen >= start) chosen[seen - start] = row;
    seen++;
  }
  return chosen;
}

/**
 * Rows as people hold them, filled column by column. A name in place of a column stands for a field that the snapshot
 * has no values of.
 */
export function toRows(columns: readonly (Column | string)[], chosen: Uint32Array): Row[] {
  // Rows are copies of one that has all names: setting what is there costs less than adding it, row by row.
  const empty = Object.fromEntries(
    columns.map((column) => [typeof column === 'string' ? column : column.name, null]),
  ) as Row;
  const rows = Array.from(chosen, (): Row => ({ ...empty }));
  for (const column of columns) {
    if (typeof column === 'string') continue;
    const { name, validity } = column;
    if (column.type === 'number') {
      const { values } = column;
      for (let at = 0; at < rows.length; at++) {
        const from = chosen[at]!;
        if (validity[from] === 1) rows[at]![name] = values[from]!;
      }
    } else if (column.type === 'string') {
      const { codes, dictionary } = column;
      for (let at = 0; at < rows.length; at++) {
        const from = chosen[at]!;
        if (validity[from] === 1) rows[at]![name] = dictionary[codes[from]!]!;
      }
    } else for (let at = 0; at < rows.length; at++) rows[at]![name] = cellAt(column, chosen[at]!);
  }
  return rows;
}
