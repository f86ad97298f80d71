import type { CellValue, ColumnTable, Dataset, FieldDefinition, Schema } from '@stock-analyzer/schema';
import { type FieldColumn, FieldColumnBuilder, fieldColumn } from './field-column';
import { type HeaderMap, mapHeaders } from './headers';

/** The data under check, as columns by field: what rules that look beyond their own column are given. */
export interface CheckedTable {
  readonly schema: Schema;
  readonly rowCount: number;
  /** Index of the first native field; the number of fields where there are none. */
  readonly nativeFrom: number;
  /** By index of the schema's field; undefined where the source has no such column. */
  readonly columns: readonly (FieldColumn | undefined)[];
  /** Headers that name no field, or one that another header gives. */
  readonly headers: HeaderMap;
  /** Rows of the input that are not objects; they count as rows without values. */
  readonly brokenRows: readonly number[];
  /** The column of a field, by its display name. */
  column(name: string): FieldColumn | undefined;
  /** The column of a field, by its key. */
  byKey(key: string): FieldColumn | undefined;
  tickerAt(row: number): string | null;
}

/** Sees a column table through a schema. */
export function fromTable(schema: Schema, table: ColumnTable): CheckedTable {
  const headers = mapHeaders(
    schema,
    table.columns.map((column) => column.name),
  );
  const columns: (FieldColumn | undefined)[] = new Array(schema.fields.length).fill(undefined);
  table.columns.forEach((column, position) => {
    const index = headers.fieldOf[position]!;
    if (index >= 0) columns[index] = fieldColumn(schema.fields[index]!, column);
  });
  return checkedTable(schema, table.rowCount, columns, headers, []);
}

/**
 * Sees a dataset through a schema that has the canonical fields, then the native ones. Native columns come after
 * the canonical ones and never give a canonical field.
 */
export function fromDataset(schema: Schema, nativeFrom: number, { fields, native }: Dataset): CheckedTable {
  const canonical = new Set(schema.fields.slice(0, nativeFrom).map(({ name }) => name));
  const columns = native.columns.filter(({ name }) => !canonical.has(name) && !fields.byName.has(name));
  const table = fromTable(schema, {
    rowCount: fields.rowCount,
    columns: [...fields.columns, ...columns],
    byName: fields.byName,
  });
  return { ...table, nativeFrom };
}

/** Rows with the same keys in the same order: nearly always, all of them. */
interface Shape {
  readonly keys: readonly string[];
  /** Keys that give a field, and where their values go. */
  picks: { readonly key: string; readonly builder: FieldColumnBuilder; readonly numbers: Float64Array }[];
}

/** Turns rows into columns, once. Only a row's own keys count, so `__proto__` is a name like any other. */
export function fromRows(schema: Schema, rows: Iterable<unknown>): CheckedTable {
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [...rows];
  const { shapes, shapeOf, brokenRows } = findShapes(list);
  const names = [...new Set(shapes.flatMap((shape) => shape.keys))];
  const headers = mapHeaders(schema, names);
  const builders = new Map<string, FieldColumnBuilder>();
  const columns = new Map<number, FieldColumnBuilder>();
  names.forEach((name, position) => {
    const index = headers.fieldOf[position]!;
    if (index < 0) return;
    const builder = new FieldColumnBuilder(schema.fields[index]!, list.length);
    builders.set(name, builder);
    columns.set(index, builder);
  });
  for (const shape of shapes) {
    shape.picks = shape.keys.flatMap((key) => {
      const builder = builders.get(key);
      return builder ? [{ key, builder, numbers: builder.numbers }] : [];
    });
  }
  for (let row = 0; row < list.length; row++) {
    const shape = shapes[shapeOf[row]!];
    if (!shape) continue;
    const values = list[row] as Record<string, unknown>;
    for (const { key, builder, numbers } of shape.picks) {
      const value = values[key];
      if (typeof value === 'number' && row < numbers.length) numbers[row] = value;
      else builder.set(row, value);
    }
  }
  return checkedTable(
    schema,
    list.length,
    schema.fields.map((_, index) => columns.get(index)?.build()),
    headers,
    brokenRows,
  );
}

function findShapes(list: readonly unknown[]) {
  const shapes: Shape[] = [];
  const shapeByKeys = new Map<string, number>();
  const shapeOf = new Int32Array(list.length).fill(-1);
  const brokenRows: number[] = [];
  let last = -1;
  for (let row = 0; row < list.length; row++) {
    const values = list[row];
    if (typeof values !== 'object' || values === null || Array.isArray(values)) {
      brokenRows.push(row);
      continue;
    }
    const keys = Object.keys(values);
    if (last < 0 || !sameKeys(keys, shapes[last]!.keys)) {
      const id = JSON.stringify(keys);
      last = shapeByKeys.get(id) ?? shapes.push({ keys, picks: [] }) - 1;
      shapeByKeys.set(id, last);
    }
    shapeOf[row] = last;
  }
  return { shapes, shapeOf, brokenRows };
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function checkedTable(
  schema: Schema,
  rowCount: number,
  columns: readonly (FieldColumn | undefined)[],
  headers: HeaderMap,
  brokenRows: readonly number[],
): CheckedTable {
  const find = (test: (field: FieldDefinition) => boolean) => columns[schema.fields.findIndex(test)];
  const ticker = find(isTicker);
  return {
    schema,
    rowCount,
    columns,
    headers,
    brokenRows,
    nativeFrom: schema.fields.length,
    column: (name) => find((field) => field.name === name),
    byKey: (key) => find((field) => field.key === key),
    tickerAt: (row) => text(ticker?.valueAt(row)),
  };
}

/** The field that companies are known by. */
export function isTicker(field: FieldDefinition): boolean {
  return field.key === 'ticker';
}

function text(value: CellValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
