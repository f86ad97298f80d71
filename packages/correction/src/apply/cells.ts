import type { CellValue, Column, ColumnTable } from '@stock-analyzer/schema';
import { cellAt, columnTable } from '@stock-analyzer/schema';
import type { Edits } from '../cells/edit';

/** A value for one cell. */
export interface CellEdit {
  readonly row: number;
  readonly field: string;
  readonly value: CellValue;
}

/** Edits gathered by column. */
export function byField(edits: Iterable<CellEdit>): Map<string, Map<number, CellValue>> {
  const fields = new Map<string, Map<number, CellValue>>();
  for (const { row, field, value } of edits) {
    let rows = fields.get(field);
    if (!rows) {
      rows = new Map();
      fields.set(field, rows);
    }
    rows.set(row, value);
  }
  return fields;
}

/** The table with its edited columns replaced; all other columns are the same objects. */
export function editTable(
  table: ColumnTable,
  edits: ReadonlyMap<string, Edits>,
  edit: (column: Column, edits: Edits) => Column,
): ColumnTable {
  if (edits.size === 0) return table;
  const columns = table.columns.map((column) => {
    const own = edits.get(column.name);
    return own ? edit(column, own) : column;
  });
  return columnTable(table.rowCount, columns);
}

/** The cell that a proposal or entry is about; undefined if the table has no such cell. */
export function cellOf(table: ColumnTable, row: number, field: string): CellValue | undefined {
  const column = table.byName.get(field);
  if (!column || !Number.isInteger(row) || row < 0 || row >= table.rowCount) return undefined;
  return cellAt(column, row);
}
