import type { CellValue, Column, ColumnTable } from '@stock-analyzer/schema';
import { columnTable } from '@stock-analyzer/schema';
import type { Edits } from '../cells/edit';
import { type CorrectionData, isDataset } from '../data';

/** New values, one for each of some cells, gathered by column. */
export function byField<Line extends { readonly row: number; readonly field: string }>(
  lines: Iterable<Line>,
  cellOf: (line: Line) => CellValue,
): Map<string, Map<number, CellValue>> {
  const fields = new Map<string, Map<number, CellValue>>();
  for (const line of lines) {
    let rows = fields.get(line.field);
    if (!rows) {
      rows = new Map();
      fields.set(line.field, rows);
    }
    rows.set(line.row, cellOf(line));
  }
  return fields;
}

/** The data with its edited columns replaced, native ones too; all other columns are the same objects. */
export function editData<Data extends CorrectionData>(
  data: Data,
  edits: ReadonlyMap<string, Edits>,
  edit: (column: Column, edits: Edits) => Column,
): Data {
  if (edits.size === 0) return data;
  const edited = (table: ColumnTable, isMeant: (name: string) => boolean): ColumnTable => {
    if (![...edits.keys()].some((name) => table.byName.has(name) && isMeant(name))) return table;
    const columns = table.columns.map((column) => {
      const own = isMeant(column.name) ? edits.get(column.name) : undefined;
      return own ? edit(column, own) : column;
    });
    return columnTable(table.rowCount, columns);
  };
  if (!isDataset(data)) return edited(data, () => true) as Data;
  const fields = edited(data.fields, () => true);
  const native = edited(data.native, (name) => !data.fields.byName.has(name));
  return { ...data, fields, native };
}
