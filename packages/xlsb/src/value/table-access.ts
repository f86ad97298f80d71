import type { Column, SheetTable } from '../sheet/columns';
import type { CellError } from './cell-error';

/**
 * What a cell of a table holds: a value, an error, or null where it is blank. A number that is none comes as the
 * `NaN` or infinity that the file has.
 *
 * @param row of the table, from 0: spreadsheet row `table.firstRow + row`
 */
export function valueAt(column: Column, row: number): string | number | boolean | CellError | null {
  if (column.validity[row] !== 1) {
    const cause = column.causes?.get(row);
    if (!cause) return null;
    return cause.kind === 'error' ? { error: cause.error ?? '#UNKNOWN!' } : Number(cause.text);
  }
  if (column.type === 'string') return column.dictionary[column.codes[row]!]!;
  if (column.type === 'boolean') return column.values[row] === 1;
  return column.values[row]!;
}

/**
 * The number format of a column: the one that most of its cells have, or that of one row. Null if the workbook has
 * no styles. A percentage is stored as a fraction: 0.155 in the format `0.0%` is 15.5 %.
 *
 * @param row of the table, from 0
 */
export function getFormat(column: Column, row?: number): string | null {
  const { formats } = column;
  if (!formats) return null;
  return (row === undefined ? undefined : formats.exceptions.get(row)) ?? formats.common;
}

/**
 * The buffers of a table's columns, to hand the table over between threads without copying it:
 * `postMessage(table, transferables(table))`.
 */
export function transferables(table: SheetTable): ArrayBuffer[] {
  const buffers = table.columns.flatMap((column) => {
    if (column.type === 'mixed') return [column.validity.buffer];
    return [column.validity.buffer, (column.type === 'string' ? column.codes : column.values).buffer];
  });
  return buffers as ArrayBuffer[];
}
