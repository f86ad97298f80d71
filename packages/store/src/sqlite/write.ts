import { columnTable, type Dataset, type FieldKind, type QualityMark } from '@stock-analyzer/schema';
import { fieldTables, quoteIdentifier } from '@stock-analyzer/schema/sql';
import { storableText } from '../dataset/prepare';
import { tickersOf } from '../dataset/tickers';
import type { ReleaseInfo } from '../release/types';
import { all, type Connection, run, type SqlValue } from '../sql/connection';
import { ensureFields, schemaText } from './schema';
import { causesOf, jsonCell, jsonReader, type Reader, typedReader } from './values';

/** Writes a snapshot; the caller's transaction makes it all or nothing. False if it was there already. */
export function stageSnapshot(db: Connection, dataset: Dataset, release: ReleaseInfo): boolean {
  const tickers = tickersOf(dataset);
  if (isStaged(db, release.id)) return false;
  ensureFields(db, dataset.schema);
  const snapshot = insertSnapshot(db, dataset, release);
  const companies = companyIds(db, dataset, tickers);
  const base: Reader[] = [() => snapshot, (row) => companies[row]!];
  const rows = companies.length;

  for (const { name, category, fields } of fieldTables(dataset.schema)) {
    const present = fields.filter((field) => dataset.fields.byName.has(field.name));
    if (present.length === 0 && category !== 'identity') continue;
    const place =
      category === 'identity' ? { columns: ['position'], readers: [(row: number) => row] } : undefined;
    insertRows(
      db,
      name,
      ['snapshot_id', 'company_id', ...(place?.columns ?? []), ...present.map(({ column }) => column)],
      [
        ...base,
        ...(place?.readers ?? []),
        ...present.map((field) => typedReader(dataset.fields.byName.get(field.name)!, field.kind)),
      ],
      rows,
    );
  }
  insertNative(db, dataset, snapshot, base);
  insertCauses(db, dataset, snapshot, companies);
  insertMarks(db, dataset.marks, snapshot);
  return true;
}

function isStaged(db: Connection, releaseId: string): boolean {
  return all(db, 'SELECT 1 FROM snapshots WHERE release_id = ?', [releaseId]).length > 0;
}

function insertSnapshot(db: Connection, dataset: Dataset, release: ReleaseInfo): number {
  const { provenance } = dataset;
  const columns: [string, SqlValue][] = [
    ['release_id', release.id],
    ['as_of', dataset.asOf],
    ['month', dataset.month],
    ['company_count', dataset.fields.rowCount],
    ['profile', provenance.profile],
    ['source_file', provenance.file === null ? null : storableText(provenance.file)],
    ['source_sha256', provenance.sha256],
    ['source_bytes', provenance.bytes],
    ['source_modified_at', provenance.modifiedAt],
    ['field_names', JSON.stringify(dataset.fields.columns.map(({ name }) => name))],
    ['field_schema', schemaText(dataset.schema)],
    ['native_schema', schemaText(dataset.nativeSchema)],
    ['staged_at', release.stagedAt],
  ];
  const names = columns.map(([name]) => name).join(', ');
  const places = columns.map(() => '?').join(', ');
  run(
    db,
    `INSERT INTO snapshots (${names}) VALUES (${places})`,
    columns.map(([, value]) => value),
  );
  return Number(all(db, 'SELECT last_insert_rowid()')[0]?.[0]);
}

/** The id of each row's company; tickers seen for the first time are added with the identity they have here. */
function companyIds(db: Connection, dataset: Dataset, tickers: readonly string[]): number[] {
  const known = () => new Map(all(db, 'SELECT ticker, id FROM companies') as [string, number][]);
  let ids = known();
  const fresh = tickers.flatMap((ticker, row) => (ids.has(ticker) ? [] : [row]));
  if (fresh.length > 0) {
    const identity = dataset.schema.fields.filter(
      (field) => field.category === 'identity' && dataset.fields.byName.has(field.name),
    );
    const readers = identity.map((field) => typedReader(dataset.fields.byName.get(field.name)!, field.kind));
    insertRows(
      db,
      'companies',
      identity.map(({ column }) => column),
      readers.map((read) => (index) => read(fresh[index]!)),
      fresh.length,
    );
    ids = known();
  }
  return tickers.map((ticker) => ids.get(ticker)!);
}

/** The fields that no table has a column for: native ones, and whatever else the schema does not know. */
function insertNative(db: Connection, dataset: Dataset, snapshot: number, base: readonly Reader[]): void {
  const { fields, schema } = dataset;
  const unknown = fields.columns.filter(({ name }) => !schema.byName.has(name));
  const native = columnTable(fields.rowCount, [...dataset.native.columns, ...unknown]);
  insertRows(
    db,
    'native_fields',
    ['snapshot_id', 'position', 'name'],
    [() => snapshot, (index) => index, (index) => storableText(native.columns[index]!.name)],
    native.columns.length,
  );
  const json = jsonReader(native);
  insertRows(
    db,
    'native_values',
    ['snapshot_id', 'company_id', 'cells'],
    [...base, json],
    native.rowCount,
    (values) => values[2] !== null,
  );
}

function insertCauses(
  db: Connection,
  dataset: Dataset,
  snapshot: number,
  companies: readonly number[],
): void {
  const rows: SqlValue[][] = [];
  const collect = (
    table: Dataset['fields'],
    isNative: number,
    kindOf: (name: string) => FieldKind | undefined,
  ) => {
    for (const column of table.columns) {
      for (const [row, cause] of causesOf(column, kindOf(column.name))) {
        rows.push([
          snapshot,
          companies[row]!,
          isNative,
          storableText(column.name),
          cause.kind,
          storableText(cause.text),
          cause.error ?? null,
        ]);
      }
    }
  };
  collect(dataset.fields, 0, (name) => dataset.schema.byName.get(name)?.kind);
  collect(dataset.native, 1, () => undefined);
  const columns = ['snapshot_id', 'company_id', 'is_native', 'field', 'kind', 'text', 'error'];
  insertRows(
    db,
    'missing_causes',
    columns,
    columns.map((_, at) => (index) => rows[index]![at]!),
    rows.length,
  );
}

function insertMarks(db: Connection, marks: readonly QualityMark[], snapshot: number): void {
  const readers: [string, Reader][] = [
    ['snapshot_id', () => snapshot],
    ['position', (index) => index],
    ['ticker', (index) => storableText(marks[index]!.ticker)],
    ['field', (index) => storableText(marks[index]!.field)],
    ['was', (index) => jsonCell(marks[index]!.was)],
    ['rule', (index) => storableText(marks[index]!.rule)],
    ['confidence', (index) => marks[index]!.confidence],
    ['approved_by', (index) => storableText(marks[index]!.approvedBy)],
    ['approved_at', (index) => marks[index]!.approvedAt],
  ];
  insertRows(
    db,
    'quality_marks',
    readers.map(([name]) => name),
    readers.map(([, read]) => read),
    marks.length,
  );
}

/** How many values one statement binds: fewer calls into the engine, each with its own cost. */
const VALUES_A_STATEMENT = 400;

function insertRows(
  db: Connection,
  table: string,
  columns: readonly string[],
  readers: readonly Reader[],
  rows: number,
  wanted: (values: SqlValue[]) => boolean = () => true,
): void {
  if (rows === 0) return;
  const head = `INSERT INTO ${quoteIdentifier(table)} (${columns.map(quoteIdentifier).join(', ')}) VALUES `;
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const atOnce = Math.max(1, Math.floor(VALUES_A_STATEMENT / columns.length));
  const full = rows >= atOnce ? db.prepare(head + Array(atOnce).fill(tuple).join(', ')) : undefined;
  let values: SqlValue[] = [];
  for (let row = 0; row < rows; row++) {
    const next = readers.map((read) => read(row));
    if (!wanted(next)) continue;
    values.push(...next);
    if (full && values.length === atOnce * columns.length) {
      full.run(values);
      values = [];
    }
  }
  const left = values.length / columns.length;
  if (left > 0) db.prepare(head + Array(left).fill(tuple).join(', ')).run(values);
}
