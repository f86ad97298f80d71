import {
  booleanColumn,
  type CellErrorCode,
  type CellValue,
  type Column,
  type ColumnTable,
  columnOf,
  columnTable,
  type Dataset,
  type FieldKind,
  type MissingCause,
  numberColumn,
  stringColumn,
} from '@stock-analyzer/schema';
import { all, type Connection, type SqlValue } from '../sql/connection';
import { readMarks } from './marks';
import type { StoredSnapshot } from './stored-snapshot';

/** The dataset of a snapshot, whole. */
export function readDataset(db: Connection, snapshot: StoredSnapshot): Dataset {
  const { info, schema, nativeSchema, provenance } = snapshot;
  const rows = readRows(db, snapshot);
  const causes = readCauses(db, snapshot.id);
  const { fields, native } = toTables(snapshot, rows);
  const rowOf = new Map(rows.map((row, index) => [row[0], index]));
  return {
    asOf: info.asOf,
    month: info.month,
    schema,
    nativeSchema,
    fields: withCauses(fields, causes, 0, rowOf),
    native: withCauses(native, causes, 1, rowOf),
    origins: null,
    provenance,
    marks: readMarks(db, snapshot.id),
  };
}

/** Company id, JSON cells, then those of the snapshot's fields that have a column, in its order. */
function readRows(db: Connection, { id, columns, fieldNames }: StoredSnapshot): SqlValue[][] {
  const { from, where, company, position } = columns.from(fieldNames, '?', { position: true });
  const wanted = fieldNames.flatMap((name) => columns.of(name)?.sql ?? []);
  return all(
    db,
    `SELECT ${[company, 'native_values.cells', ...wanted].join(', ')} ${from}
     LEFT JOIN native_values ON native_values.snapshot_id = ? AND native_values.company_id = ${company}
     WHERE ${where} ORDER BY ${position}`,
    [id, id],
  );
}

function toTables({ schema, columns, fieldNames, nativeNames, cellOf }: StoredSnapshot, rows: SqlValue[][]) {
  const cells = rows.map((row) => (row[1] === null ? [] : (JSON.parse(String(row[1])) as CellValue[])));
  const fromCells = (name: string) =>
    columnOf(
      name,
      cells.map((row) => row[cellOf.get(name)!]),
    );
  let at = 2;
  const fields = fieldNames.map((name) => {
    if (!columns.of(name)) return fromCells(name);
    const index = at++;
    return typedColumn(
      name,
      schema.byName.get(name)!.kind,
      rows.map((row) => row[index]!),
    );
  });
  return {
    fields: columnTable(rows.length, fields),
    native: columnTable(rows.length, nativeNames.map(fromCells)),
  };
}

function readCauses(db: Connection, snapshot: number): CauseRow[] {
  return all(
    db,
    'SELECT company_id, is_native, field, kind, text, error FROM missing_causes WHERE snapshot_id = ?',
    [snapshot],
  ) as CauseRow[];
}

type CauseRow = [number, number, string, MissingCause['kind'], string, CellErrorCode | null];

function typedColumn(name: string, kind: FieldKind, values: SqlValue[]): Column {
  switch (kind) {
    case 'string':
    case 'date':
      return stringColumn(name, values as (string | null)[]);
    case 'boolean':
      return booleanColumn(
        name,
        values.map((value) => (value === null ? null : value === 1)),
      );
    default:
      return numberColumn(name, values as (number | null)[]);
  }
}

function withCauses(
  table: ColumnTable,
  rows: readonly CauseRow[],
  isNative: number,
  rowOf: ReadonlyMap<unknown, number>,
): ColumnTable {
  const byField = new Map<string, Map<number, MissingCause>>();
  for (const [company, native, field, kind, text, error] of rows) {
    if (native !== isNative) continue;
    const causes = byField.get(field) ?? new Map<number, MissingCause>();
    byField.set(field, causes);
    causes.set(rowOf.get(company)!, error === null ? { kind, text } : { kind, text, error });
  }
  const columns = table.columns.map((column) => {
    const causes = byField.get(column.name);
    return causes ? { ...column, causes } : column;
  });
  return columnTable(table.rowCount, columns);
}
