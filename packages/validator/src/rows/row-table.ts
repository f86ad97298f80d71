import type { CellValue, Schema } from '@stock-analyzer/schema';
import { type CheckedTable, tickersOf } from '../columns/checked-table';
import { asCellValue, type FieldColumn, FieldColumnBuilder } from '../columns/field-column';
import { type HeaderMap, mapHeaders } from '../columns/headers';
import { BROKEN, Shapes } from './shapes';

/** Where rows of one shape have their values. */
export interface RowLayout {
  readonly keys: readonly string[];
  /** By position of the key: index of the field that it gives, -1 for none. */
  readonly fieldOf: Int32Array;
  /** By index of the field: its key; undefined where these rows lack it. */
  readonly keyOf: readonly (string | undefined)[];
}

/** A table that is made of rows. The rows are kept, not copied; columns are made when first asked for. */
export interface RowTable extends CheckedTable {
  readonly rows: readonly unknown[];
  /** The layout of a row; undefined for what is not a row. */
  layoutAt(row: number): RowLayout | undefined;
}

/** Sees rows through a schema. */
export function fromRows(schema: Schema, input: Iterable<unknown>): RowTable {
  const rows: readonly unknown[] = Array.isArray(input) ? input : [...input];
  const shapes = new Shapes();
  const shapeOf = new Int32Array(rows.length);
  const brokenRows: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    shapeOf[row] = shapes.of(rows[row]);
    if (shapeOf[row] === BROKEN) brokenRows.push(row);
  }
  const { headers, layouts } = layOut(schema, shapes.keys);
  const present = new Uint8Array(schema.fields.length);
  for (const field of headers.fieldOf) if (field >= 0) present[field] = 1;

  let columns: readonly (FieldColumn | undefined)[] | undefined;
  const layoutAt = (row: number) => layouts[shapeOf[row]!];
  const valueAt = (field: number, row: number): CellValue => {
    const key = layoutAt(row)?.keyOf[field];
    return key === undefined ? null : asCellValue((rows[row] as Record<string, unknown>)[key]);
  };
  return {
    schema,
    rows,
    layoutAt,
    rowCount: rows.length,
    get columns() {
      columns ??= buildColumns(schema, rows, present, layoutAt);
      return columns;
    },
    headers,
    brokenRows,
    column(name) {
      return this.columns[schema.fields.findIndex((field) => field.name === name)];
    },
    tickerAt: tickersOf(schema, valueAt),
    has: (field) => present[field] === 1,
    valueAt,
  };
}

/** Finds where rows of each shape have their fields; headers are weighed over all of them. */
function layOut(
  schema: Schema,
  shapes: readonly (readonly string[])[],
): { headers: HeaderMap; layouts: RowLayout[] } {
  const names = [...new Set(shapes.flat())];
  const headers = mapHeaders(schema, names);
  const fieldByName = new Map(names.map((name, position) => [name, headers.fieldOf[position]!]));
  const layouts = shapes.map((keys): RowLayout => {
    const fieldOf = Int32Array.from(keys, (key) => fieldByName.get(key)!);
    const keyOf: (string | undefined)[] = new Array(schema.fields.length).fill(undefined);
    fieldOf.forEach((field, position) => {
      if (field >= 0) keyOf[field] = keys[position];
    });
    return { keys, fieldOf, keyOf };
  });
  return { headers, layouts };
}

function buildColumns(
  schema: Schema,
  rows: readonly unknown[],
  present: Uint8Array,
  layoutAt: RowTable['layoutAt'],
): readonly (FieldColumn | undefined)[] {
  const builders = schema.fields.map((field, index) =>
    present[index] === 1 ? new FieldColumnBuilder(field, rows.length) : undefined,
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
