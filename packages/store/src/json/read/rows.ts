import {
  type ColumnTable,
  columnTable,
  type MissingCause,
  type QualityMark,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';
import {
  boundCells,
  columnFrom,
  type FileBounds,
  type FileContent,
  isCause,
  type LeftOutRow,
  listedNames,
  marksFrom,
  withoutNested,
} from './content';
import { isRecord } from './json-text';

type JsonObject = Readonly<Record<string, unknown>>;

/** Members of a company that are none of its fields, in the files that this package writes. */
const BESIDE = ['native', 'missing', 'quality'];

/** An object a company. */
export function rowContent(
  metadata: FileContent['metadata'],
  records: readonly unknown[],
  bounds: FileBounds,
): FileContent {
  const leftOut: LeftOutRow[] = [];
  const rows = records.filter((record, at): record is JsonObject => {
    const isRow = isRecord(record);
    if (!isRow) leftOut.push({ row: at + 1, ticker: null, reason: 'not_a_row' });
    return isRow;
  });
  if (!Array.isArray(metadata.native_fields)) {
    return { metadata, fields: tableOf(rows, bounds), native: null, marks: [], leftOut };
  }
  const all = tableOf(rows, bounds, BESIDE);
  const fields = all.columns.filter(({ name }) => !BESIDE.includes(name));
  const native = nativeOf(rows, listedNames(metadata), bounds);
  const causes = all.byName.has('missing') ? causesByField(rows) : undefined;
  const marks = all.byName.has('quality') ? rows.flatMap(({ quality }) => marksFrom(quality, bounds)) : [];
  return {
    metadata,
    fields: withCauses(columnTable(rows.length, fields), causes),
    native: withCauses(native, causes),
    marks: inOrder(marks, metadata.quality_order),
    leftOut,
  };
}

/** Marks stand by company; the file tells in which order they came. */
function inOrder(marks: readonly QualityMark[], order: unknown): readonly QualityMark[] {
  if (!Array.isArray(order) || order.length !== marks.length) return marks;
  const left = new Map<unknown, QualityMark[]>();
  for (const mark of marks) left.set(mark.ticker, [...(left.get(mark.ticker) ?? []), mark]);
  const found = order.flatMap((ticker) => left.get(ticker)?.shift() ?? []);
  return found.length === marks.length ? found : marks;
}

/** A company lacks the native fields that it has no value of; the file's list tells of those that nobody has. */
function nativeOf(rows: readonly JsonObject[], listed: readonly string[], bounds: FileBounds): ColumnTable {
  const found = tableOf(
    rows.map((row) => (isRecord(row.native) ? row.native : {})),
    bounds,
  );
  const order = [...new Set([...listed, ...found.byName.keys()])];
  boundCells(rows.length, order.length, bounds);
  const columns = order.map(
    (name) => found.byName.get(name) ?? columnFrom(name, new Array(rows.length).fill(null)),
  );
  return columnTable(rows.length, columns);
}

function tableOf(
  rows: readonly JsonObject[],
  bounds: FileBounds,
  untouched: readonly string[] = [],
): ColumnTable {
  const names = new Set<string>();
  for (const row of rows) {
    for (const name of Object.keys(row)) {
      if (names.has(name)) continue;
      names.add(name);
      boundCells(rows.length, names.size, bounds);
    }
  }
  const table = rowsToTable(rows as readonly Row[]);
  const columns = table.columns.map((column) =>
    untouched.includes(column.name) ? column : withoutNested(column),
  );
  return columnTable(rows.length, columns);
}

function causesByField(rows: readonly JsonObject[]): Map<string, Map<number, MissingCause>> {
  const found = new Map<string, Map<number, MissingCause>>();
  for (const [row, { missing }] of rows.entries()) {
    if (!isRecord(missing)) continue;
    for (const [field, cause] of Object.entries(missing)) {
      if (!isCause(cause)) continue;
      if (!found.has(field)) found.set(field, new Map());
      found.get(field)!.set(row, cause);
    }
  }
  return found;
}

/** Causes of fields that no row has a value of make the column. */
function withCauses(
  table: ColumnTable,
  causes: ReadonlyMap<string, ReadonlyMap<number, MissingCause>> | undefined,
): ColumnTable {
  if (!causes) return table;
  return columnTable(
    table.rowCount,
    table.columns.map((column) => {
      const own = causes.get(column.name);
      return own ? withoutNested(column, new Map([...(column.causes ?? []), ...own])) : column;
    }),
  );
}
