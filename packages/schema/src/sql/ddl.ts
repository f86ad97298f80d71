import type { Schema } from '../schema';
import { NOW, quoteIdentifier, type SqlDialect, sqlTypeName } from './dialect';
import { type SqlColumn, type SqlTable, sqlTables } from './layout';
import { type CompaniesFullOptions, viewBodies } from './views';

/** What {@link toSqlDdl} may be told. */
export interface SqlDdlOptions extends CompaniesFullOptions {
  readonly dialect: SqlDialect;
}

/**
 * The statements that make a schema's tables, indexes, triggers and views, in order. They leave what is
 * there as it is (views and triggers are made anew), so they can be run again. Run them in one transaction. SQLite
 * enforces the foreign keys only on connections that ran `PRAGMA foreign_keys = ON`.
 *
 * Against the architecture document: one row per company and snapshot is a key, not a hope; months are
 * data and not part of column names; money and counts are doubles; identity is dated; `companies_full`
 * shows one release, not every week at once.
 *
 * @throws SchemaError `INVALID_SCHEMA` if the schema has no required text field with the column `ticker`.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { toSqlDdl } from '@stock-analyzer/schema/sql';
 *
 * const statements = toSqlDdl(companySchema, { dialect: 'sqlite' });
 * statements[0]?.startsWith('CREATE TABLE IF NOT EXISTS "companies"'); // → true
 * toSqlDdl(companySchema, { dialect: 'postgres' }).some((sql) => sql.includes('DOUBLE PRECISION')); // → true
 * ```
 */
export function toSqlDdl(schema: Schema, options: SqlDdlOptions): string[] {
  const { dialect } = options;
  const tables = sqlTables(schema);
  return [
    ...tables.map((table) => createTable(table, dialect)),
    ...tables.flatMap(createIndexes),
    ...touchTriggers(tables, dialect),
    ...createViews(schema, options),
  ];
}

function createViews(schema: Schema, options: SqlDdlOptions): string[] {
  const views = viewBodies(schema, options.dialect, options);
  return [
    ...views.toReversed().map(({ name }) => `DROP VIEW IF EXISTS ${quoteIdentifier(name)}`),
    ...views.map(({ body }) => `CREATE VIEW ${body}`),
  ];
}

/**
 * The statement that gives a table one column more, for a schema that grew; rows already there have no value
 * in it. Run {@link toSqlDdl} with the grown schema afterwards, for the views.
 */
export function addColumnSql(table: string, column: SqlColumn, dialect: SqlDialect): string {
  // Rows from before the column cannot have a value, so it may not demand one.
  return `ALTER TABLE ${quoteIdentifier(table)} ADD COLUMN ${columnSql({ ...column, notNull: false }, dialect)}`;
}

function columnSql(column: SqlColumn, dialect: SqlDialect): string {
  const parts = [quoteIdentifier(column.name), sqlTypeName(column.type, dialect)];
  if (column.notNull) parts.push('NOT NULL');
  if (column.unique) parts.push('UNIQUE');
  if (column.defaultNow) parts.push(`DEFAULT (${NOW[dialect]})`);
  if (column.type === 'flag' && dialect === 'sqlite')
    parts.push(`CHECK (${quoteIdentifier(column.name)} IN (0, 1))`);
  if (column.references) {
    const { table, onDelete } = column.references;
    parts.push(`REFERENCES ${quoteIdentifier(table)} ("id") ON DELETE ${onDelete}`);
  }
  return parts.join(' ');
}

function createTable(table: SqlTable, dialect: SqlDialect): string {
  const lines = table.columns.map((column) => columnSql(column, dialect));
  if (table.primaryKey) lines.push(`PRIMARY KEY (${table.primaryKey.map(quoteIdentifier).join(', ')})`);
  const end = table.clustered && dialect === 'sqlite' ? ') WITHOUT ROWID' : ')';
  return `CREATE TABLE IF NOT EXISTS ${quoteIdentifier(table.name)} (\n  ${lines.join(',\n  ')}\n${end}`;
}

function createIndexes(table: SqlTable): string[] {
  return (table.indexes ?? []).map(
    ({ name, columns, unique, where }) =>
      `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${quoteIdentifier(name)}` +
      ` ON ${quoteIdentifier(table.name)} (${columns.map(quoteIdentifier).join(', ')})` +
      (where ? ` WHERE ${quoteIdentifier(where)}` : ''),
  );
}

function touchTriggers(tables: readonly SqlTable[], dialect: SqlDialect): string[] {
  const touched = tables.filter((table) => table.touched);
  if (dialect === 'postgres') {
    return [
      `CREATE OR REPLACE FUNCTION "touch_updated_at"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."updated_at" := clock_timestamp();
  RETURN NEW;
END
$$`,
      ...touched.map(
        ({ name }) =>
          `CREATE OR REPLACE TRIGGER ${quoteIdentifier(`${name}_updated_at`)} BEFORE UPDATE ON ${quoteIdentifier(name)}` +
          ' FOR EACH ROW EXECUTE FUNCTION "touch_updated_at"()',
      ),
    ];
  }
  return touched.flatMap(({ name, columns }) => {
    // Naming the columns keeps the trigger's own update from setting it off again.
    const watched = columns.map((column) => column.name).filter((column) => column !== 'updated_at');
    const trigger = quoteIdentifier(`${name}_updated_at`);
    return [
      `DROP TRIGGER IF EXISTS ${trigger}`,
      `CREATE TRIGGER ${trigger}
AFTER UPDATE OF ${watched.map(quoteIdentifier).join(', ')} ON ${quoteIdentifier(name)}
BEGIN
  UPDATE ${quoteIdentifier(name)} SET "updated_at" = ${NOW.sqlite} WHERE "id" = NEW."id";
END`,
    ];
  });
}
