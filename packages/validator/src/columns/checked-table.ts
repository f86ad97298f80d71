import type { CellValue, ColumnTable, Dataset, FieldDefinition, Schema } from '@stock-analyzer/schema';
import { type FieldColumn, fieldColumn } from './field-column';
import { type HeaderMap, mapHeaders } from './headers';

/** The data under check, as columns by field: what rules that look beyond their own column are given. */
export interface CheckedTable {
  readonly schema: Schema;
  readonly rowCount: number;
  /** Index of the first native field; the number of fields where there are none. */
  readonly nativeFrom: number;
  /**
   * By index of the schema's field; undefined where the source has no such column. Columns of rows are made
   * when they are first asked for.
   */
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
  /** Whether the source has a column of the field with this index. */
  has(field: number): boolean;
  /** The value of the field with this index, as it was given; null where it is missing. */
  valueAt(field: number, row: number): CellValue;
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
  const valueAt = (field: number, row: number) => columns[field]?.valueAt(row) ?? null;
  return {
    schema,
    rowCount: table.rowCount,
    nativeFrom: schema.fields.length,
    columns,
    headers,
    brokenRows: [],
    has: (field) => columns[field] !== undefined,
    ...lookUps(schema, (field) => columns[field], valueAt),
  };
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

/** What finds columns by what their fields are called, and companies by where they are. */
export function lookUps(
  { fields }: Schema,
  columnAt: (field: number) => FieldColumn | undefined,
  valueAt: CheckedTable['valueAt'],
): Pick<CheckedTable, 'column' | 'byKey' | 'tickerAt' | 'valueAt'> {
  const ticker = fields.findIndex(isTicker);
  return {
    column: (name) => columnAt(fields.findIndex((field) => field.name === name)),
    byKey: (key) => columnAt(fields.findIndex((field) => field.key === key)),
    tickerAt(row) {
      const value = ticker < 0 ? null : valueAt(ticker, row);
      return typeof value === 'string' ? value : null;
    },
    valueAt,
  };
}

/** The field that companies are known by. */
export function isTicker(field: FieldDefinition): boolean {
  return field.key === 'ticker';
}
