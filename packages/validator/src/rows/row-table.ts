import type { CellValue, Schema } from '@stock-analyzer/schema';
import { type CheckedTable, lookUps } from '../columns/checked-table';
import { asCellValue, type FieldColumn, FieldColumnBuilder } from '../columns/field-column';

import { type RowVisit, type ScannedRows, scanRows } from './scan-rows';

/**
 * A table that is made of rows. The rows are kept, not copied. They are looked through when something is first
 * asked of them, and columns are made when first asked for.
 */
export interface RowTable extends CheckedTable {
  /**
   * Visits every row in order. Where headers turn out to mean something else than the first rows suggested,
   * `restart` is called and everything is visited again.
   */
  visit(visit: RowVisit, restart: () => void): void;
}

/** Sees rows through a schema. */
export function fromRows(schema: Schema, input: Iterable<unknown>): RowTable {
  const rows: readonly unknown[] = Array.isArray(input) ? input : [...input];
  let scanned: ScannedRows | undefined;
  const scan = () => {
    scanned ??= scanRows(schema, rows);
    return scanned;
  };
  let columns: readonly (FieldColumn | undefined)[] | undefined;
  const allColumns = () => {
    columns ??= buildColumns(schema, rows, scan());
    return columns;
  };
  const valueAt = (field: number, row: number): CellValue => {
    const key = scan().layoutAt(row)?.keyOf[field];
    return key === undefined ? null : asCellValue((rows[row] as Record<string, unknown>)[key]);
  };
  return {
    schema,
    rowCount: rows.length,
    nativeFrom: schema.fields.length,
    visit(visit, restart) {
      if (!scanned) {
        scanned = scanRows(schema, rows, visit);
        if (scanned.isVisited) return;
        restart();
      }
      for (let row = 0; row < rows.length; row++) visit(row, rows[row], scanned.layoutAt(row));
    },
    get columns() {
      return allColumns();
    },
    get headers() {
      return scan().headers;
    },
    get brokenRows() {
      return scan().brokenRows;
    },
    has: (field) => scan().headers.fieldOf.includes(field),
    ...lookUps(schema, (field) => allColumns()[field], valueAt),
  };
}

function buildColumns(
  schema: Schema,
  rows: readonly unknown[],
  { headers, layoutAt }: ScannedRows,
): readonly (FieldColumn | undefined)[] {
  const builders = schema.fields.map((field, index) =>
    headers.fieldOf.includes(index) ? new FieldColumnBuilder(field, rows.length) : undefined,
  );
  for (let row = 0; row < rows.length; row++) {
    const layout = layoutAt(row);
    if (!layout) continue;
    const { keys, fieldOf } = layout;
    const values = rows[row] as Record<string, unknown>;
    for (let position = 0; position < keys.length; position++) {
      const builder = builders[fieldOf[position]!];
      if (!builder) continue;
      const value = values[keys[position]!];
      if (typeof value === 'number' && row < builder.numbers.length) builder.numbers[row] = value;
      else builder.set(row, value);
    }
  }
  return builders.map((builder) => builder?.build());
}
