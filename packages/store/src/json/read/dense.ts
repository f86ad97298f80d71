import { type ColumnTable, columnTable } from '@stock-analyzer/schema';
import {
  boundCells,
  columnFrom,
  contradiction,
  type FileBounds,
  type FileContent,
  type LeftOutRow,
  listedNames,
  marksFrom,
  withMissing,
} from './content';
import { isRecord } from './json-text';

type Json = Readonly<Record<string, unknown>>;

/** An array a field, under its name. */
export function columnContent(metadata: Json, value: Json, bounds: FileBounds): FileContent {
  const fields = columnsTable(value.columns as Json, bounds);
  const native = isRecord(value.native)
    ? columnsTable(value.native, bounds, { rows: fields.rowCount, order: listedNames(metadata) })
    : null;
  return dense(metadata, value, fields, native, [], bounds);
}

/** The names of the fields once, and an array a company. */
export function arrayContent(metadata: Json, value: Json, bounds: FileBounds): FileContent {
  const leftOut: LeftOutRow[] = [];
  const kept: number[] = [];
  const records = value.rows as readonly unknown[];
  for (const [at, record] of records.entries()) {
    if (Array.isArray(record)) kept.push(at);
    else leftOut.push({ row: at + 1, ticker: null, reason: 'not_a_row' });
  }
  const fields = arraysTable(value.fields, records, kept, bounds);
  const own = value.native;
  const native =
    isRecord(own) && Array.isArray(own.rows) && own.rows.length === records.length
      ? arraysTable(own.fields, own.rows, kept, bounds)
      : null;
  return dense(metadata, value, fields, native, leftOut, bounds);
}

function dense(
  metadata: Json,
  { missing, quality }: Json,
  fields: ColumnTable,
  native: ColumnTable | null,
  leftOut: readonly LeftOutRow[],
  bounds: FileBounds,
): FileContent {
  return {
    metadata,
    fields: withMissing(fields, missing),
    native: native && withMissing(native, missing),
    marks: marksFrom(quality, bounds),
    leftOut,
  };
}

/** Objects list names that are whole numbers first; `order` tells where they stood. */
function columnsTable(
  columns: Json,
  bounds: FileBounds,
  { rows, order = [] }: { readonly rows?: number; readonly order?: readonly string[] } = {},
): ColumnTable {
  const own = Object.keys(columns);
  const names = [...new Set([...order.filter((name) => Object.hasOwn(columns, name)), ...own])];
  const lists = names.map((name) => columns[name]);
  const rowCount = rows ?? (Array.isArray(lists[0]) ? lists[0].length : 0);
  boundCells(rowCount, names.length, bounds);
  const made = names.map((name, at) => {
    const values = lists[at];
    if (Array.isArray(values) && values.length === rowCount) return columnFrom(name, values);
    const found = Array.isArray(values) ? `${values.length} values` : 'no list of values';
    throw contradiction(`The field has ${found} where there are ${rowCount} companies`, bounds, {
      field: name,
    });
  });
  return columnTable(rowCount, made);
}

function arraysTable(
  names: unknown,
  records: readonly unknown[],
  kept: readonly number[],
  bounds: FileBounds,
): ColumnTable {
  if (!isNames(names)) throw contradiction('"fields" is no list of different names', bounds);
  boundCells(kept.length, names.length, bounds);
  const rows = kept.map((at) => records[at]).map((record) => (Array.isArray(record) ? record : []));
  const long = rows.findIndex((row) => row.length > names.length);
  if (long >= 0) {
    throw contradiction(
      `The row has ${rows[long]!.length} values where there are ${names.length} fields`,
      bounds,
      { row: kept[long]! + 1 },
    );
  }
  return columnTable(
    rows.length,
    names.map((name, at) =>
      columnFrom(
        name,
        rows.map((row) => row[at]),
      ),
    ),
  );
}

function isNames(names: unknown): names is readonly string[] {
  return (
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string') &&
    new Set(names).size === names.length
  );
}
