import type { CellError } from '../value/cell-error';
import type { Column, SheetTable } from './columns';

/**
 * What a cell of a table holds: a value, an error, or null where it is blank. A number that is none comes as the
 * `NaN` or infinity that the file has.
 *
 * @param row of the table, from 0: spreadsheet row `table.firstRow + row`
 *
 * @example
 * ```ts
 * import { xlsbBytes } from '@stock-analyzer/fixtures';
 * import { openXlsb, valueAt } from '@stock-analyzer/xlsb';
 *
 * const cells = [{ value: 'AFMD' }, { value: { error: '#N/A' as const } }, undefined, { value: '' }];
 * const rows = [{ index: 4, cells }];
 * const bytes = xlsbBytes({ sheets: [{ name: 'S', declared: { rows: 5, columns: 4 }, rows }] });
 *
 * const { firstRow, columns } = await (await openXlsb(bytes)).sheet('S').table();
 * firstRow; // → 5
 * columns.map((column) => column.name); // → ['A', 'B', 'D']
 * columns.map((column) => valueAt(column, 0)); // → ['AFMD', { error: '#N/A' }, '']
 * ```
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
 *
 * @example
 * ```ts
 * import { xlsbBytes } from '@stock-analyzer/fixtures';
 * import { getFormat, openXlsb } from '@stock-analyzer/xlsb';
 *
 * const formats = ['General', '0.0%', '0.0%'];
 * const rows = formats.map((format, index) => ({ index, cells: [{ value: 0.155, format }] }));
 * const bytes = xlsbBytes({ sheets: [{ name: 'S', declared: { rows: 3, columns: 1 }, rows }] });
 *
 * const { columns } = await (await openXlsb(bytes)).sheet('S').table();
 * getFormat(columns[0]!); // → '0.0%'
 * getFormat(columns[0]!, 0); // → 'General'
 * ```
 */
export function getFormat(column: Column, row?: number): string | null {
  const { formats } = column;
  if (!formats) return null;
  return (row === undefined ? undefined : formats.exceptions.get(row)) ?? formats.common;
}

/**
 * The buffers of a table's columns, to hand the table over between threads without copying it:
 * `postMessage(table, transferables(table))`.
 *
 * @example
 * ```ts
 * import { xlsbBytes } from '@stock-analyzer/fixtures';
 * import { openXlsb, transferables, valueAt } from '@stock-analyzer/xlsb';
 *
 * const rows = [{ index: 0, cells: [{ value: 79.43 }] }];
 * const bytes = xlsbBytes({ sheets: [{ name: 'S', declared: { rows: 1, columns: 1 }, rows }] });
 * const table = await (await openXlsb(bytes)).sheet('S').table();
 *
 * // What postMessage does: the receiver has the columns, the sender has them no more.
 * const received = structuredClone(table, { transfer: transferables(table) });
 * valueAt(received.columns[0]!, 0); // → 79.43
 * table.columns[0]!.validity.length; // → 0
 * ```
 */
export function transferables(table: SheetTable): ArrayBuffer[] {
  const buffers = table.columns.flatMap((column) => {
    if (column.type === 'mixed') return [column.validity.buffer];
    return [column.validity.buffer, (column.type === 'string' ? column.codes : column.values).buffer];
  });
  return buffers as ArrayBuffer[];
}
