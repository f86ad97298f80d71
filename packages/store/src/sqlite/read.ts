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
  type QualityMark,
  type Schema,
  stringColumn,
} from '@stock-analyzer/schema';
import { fieldTables, quoteIdentifier } from '@stock-analyzer/schema/sql';
import { all, type Connection, type SqlValue } from './connect';
import { parseSchema } from './schema';

/** A row of table `snapshots`, its JSON understood. */
interface Snapshot {
  readonly id: number;
  readonly releaseId: string;
  readonly asOf: string;
  readonly month: string | null;
  readonly fieldNames: readonly string[];
  readonly schema: Schema;
  readonly nativeSchema: Schema;
  readonly provenance: Dataset['provenance'];
}

const SNAPSHOT = `SELECT s.id, s.release_id, s.as_of, s.month, s.field_names, s.field_schema, s.native_schema,
  s.source_file, s.source_sha256, s.source_bytes, s.profile, s.source_modified_at FROM snapshots s`;

/** Reads whole snapshots and single companies. Remembers parsed schemas: one serves most weeks. */
export class SnapshotReader {
  readonly #db: Connection;
  readonly #schemas = new Map<string, Schema>();

  constructor(db: Connection) {
    this.#db = db;
  }

  companies(releaseId: string): Dataset {
    const snapshot = this.#snapshot(all(this.#db, `${SNAPSHOT} WHERE s.release_id = ?`, [releaseId])[0]!);
    const rows = this.#rows(snapshot);
    const causes = this.#causes(snapshot.id);
    const { fields, native } = this.#tables(snapshot, rows);
    const rowOf = new Map(rows.map((row, index) => [row[0], index]));
    return {
      asOf: snapshot.asOf,
      month: snapshot.month,
      schema: snapshot.schema,
      nativeSchema: snapshot.nativeSchema,
      fields: withCauses(fields, causes, 0, rowOf),
      native: withCauses(native, causes, 1, rowOf),
      origins: null,
      provenance: snapshot.provenance,
      marks: this.#marks(snapshot.id),
    };
  }

  #snapshot(row: SqlValue[]): Snapshot {
    const [
      id,
      releaseId,
      asOf,
      month,
      names,
      schema,
      nativeSchema,
      file,
      sha256,
      bytes,
      profile,
      modifiedAt,
    ] = row;
    return {
      id,
      releaseId,
      asOf,
      month,
      fieldNames: JSON.parse(String(names)),
      schema: this.#schema(String(schema)),
      nativeSchema: this.#schema(String(nativeSchema)),
      provenance: { file, sha256, bytes, profile, modifiedAt },
    } as Snapshot;
  }

  #schema(text: string): Schema {
    const known = this.#schemas.get(text) ?? parseSchema(text);
    this.#schemas.set(text, known);
    return known;
  }

  /** Company id, native cells as JSON, then the snapshot's fields in its order. */
  #rows(snapshot: Snapshot): SqlValue[][] {
    const tables = fieldTables(snapshot.schema).map((table, index) => ({ ...table, alias: `t${index}` }));
    const columnOfField = new Map(
      tables.flatMap(({ alias, fields }) =>
        fields.map(({ name, column }) => [name, `${alias}.${quoteIdentifier(column)}`] as const),
      ),
    );
    const wanted = snapshot.fieldNames.map(
      (name) =>
        columnOfField.get(name) ??
        (snapshot.schema.byName.get(name)?.column === 'ticker' ? 'c.ticker' : 'NULL'),
    );
    const joins = tables
      .slice(1)
      .map(
        ({ name, alias }) =>
          `LEFT JOIN ${quoteIdentifier(name)} ${alias} ON ${alias}.snapshot_id = t0.snapshot_id AND ${alias}.company_id = t0.company_id`,
      );
    return all(
      this.#db,
      `SELECT ${['t0.company_id', 'n.cells', ...wanted].join(', ')}
       FROM company_identity t0
       JOIN companies c ON c.id = t0.company_id
       ${joins.join('\n')}
       LEFT JOIN native_values n ON n.snapshot_id = t0.snapshot_id AND n.company_id = t0.company_id
       WHERE t0.snapshot_id = ? ORDER BY t0.position`,
      [snapshot.id],
    );
  }

  #tables(snapshot: Snapshot, rows: SqlValue[][]): { fields: ColumnTable; native: ColumnTable } {
    const fields = snapshot.fieldNames.map((name, index) =>
      typedColumn(
        name,
        snapshot.schema.byName.get(name)?.kind,
        rows.map((row) => row[index + 2]!),
      ),
    );
    const cells = rows.map((row) => (row[1] === null ? [] : (JSON.parse(String(row[1])) as CellValue[])));
    const names = all(this.#db, 'SELECT name FROM native_fields WHERE snapshot_id = ? ORDER BY position', [
      snapshot.id,
    ]);
    const native = names.map(([name], index) =>
      columnOf(
        String(name),
        cells.map((row) => row[index]),
      ),
    );
    return { fields: columnTable(rows.length, fields), native: columnTable(rows.length, native) };
  }

  #causes(snapshot: number): CauseRow[] {
    return all(
      this.#db,
      'SELECT company_id, is_native, field, kind, text, error FROM missing_causes WHERE snapshot_id = ?',
      [snapshot],
    ) as CauseRow[];
  }

  #marks(snapshot: number): QualityMark[] {
    return all(
      this.#db,
      `SELECT ticker, field, was, rule, confidence, approved_by, approved_at
       FROM quality_marks WHERE snapshot_id = ? ORDER BY position`,
      [snapshot],
    ).map(
      ([ticker, field, was, rule, confidence, approvedBy, approvedAt]) =>
        ({
          ticker,
          field,
          was: JSON.parse(String(was)),
          rule,
          confidence,
          approvedBy,
          approvedAt,
        }) as QualityMark,
    );
  }
}

type CauseRow = [number, number, string, MissingCause['kind'], string, CellErrorCode | null];

function typedColumn(name: string, kind: FieldKind | undefined, values: SqlValue[]): Column {
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
