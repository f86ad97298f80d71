import { SchemaError } from '../errors';
import type { Category, FieldDefinition } from '../field';
import type { Schema } from '../schema';
import { type SqlType, typeOfKind } from './dialect';

/** One column of a table. */
export interface SqlColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull?: boolean;
  readonly unique?: boolean;
  /** Filled with the moment of writing when no value is given. */
  readonly defaultNow?: boolean;
  readonly references?: { readonly table: string; readonly onDelete: 'CASCADE' | 'RESTRICT' };
}

/** An index; `where` holds a flag column's name for an index over the rows where it is true. */
export interface SqlIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique?: boolean;
  readonly where?: string;
}

/** One table, in no engine's words. */
export interface SqlTable {
  readonly name: string;
  readonly columns: readonly SqlColumn[];
  /** For tables without an `id` column. */
  readonly primaryKey?: readonly string[];
  /**
   * Rows lie in the order of the primary key, so that a week is one stretch of the file: writing it appends,
   * reading it is one scan. For short rows only; long ones lie better beside their key.
   */
  readonly clustered?: boolean;
  readonly indexes?: readonly SqlIndex[];
  /** A change to one of the columns besides `updated_at` sets `updated_at`. */
  readonly touched?: boolean;
}

/** A table that holds some fields' values: one row a company and snapshot. */
export interface FieldTable {
  readonly name: string;
  readonly category: Category;
  readonly fields: readonly FieldDefinition[];
}

const TABLE_OF: Readonly<Record<Category, string>> = {
  identity: 'company_identity',
  valuation: 'valuation_metrics',
  profitability: 'profitability_metrics',
  financial_health: 'financial_health',
  performance: 'performance_metrics',
  fundamental: 'fundamental_data',
  native: 'native_metrics',
};

/**
 * Which table holds which fields, identity first. The ticker is in none of them: it names the company, in
 * table `companies`.
 *
 * @throws SchemaError `INVALID_SCHEMA` if the schema has no required text field with the column `ticker`, or
 * a field's column has the name of one of the tables' own.
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { fieldTables } from '@stock-analyzer/schema/sql';
 *
 * fieldTables(companySchema).map((table) => `${table.name} ${table.fields.length}`);
 * // → ['company_identity 5', 'valuation_metrics 8', 'profitability_metrics 6', 'financial_health 7', 'performance_metrics 8', 'fundamental_data 4']
 * ```
 */
export function fieldTables(schema: Schema): readonly FieldTable[] {
  tickerField(schema);
  const tables = new Map<Category, FieldDefinition[]>([['identity', []]]);
  for (const field of schema.fields) {
    if (RESERVED.has(field.column))
      invalid(schema, `field "${field.name}" takes the column "${field.column}"`);
    const fields = tables.get(field.category);
    if (field.column === 'ticker') continue;
    if (fields) fields.push(field);
    else tables.set(field.category, [field]);
  }
  return [...tables].map(([category, fields]) => ({ name: TABLE_OF[category], category, fields }));
}

/** Columns that the tables have for themselves. */
const RESERVED = new Set(['id', 'snapshot_id', 'company_id', 'position', 'created_at', 'updated_at']);

/** The field that names a company. */
export function tickerField(schema: Schema): FieldDefinition {
  const field = schema.fields.find(({ column }) => column === 'ticker');
  if (field?.kind === 'string' && field.required && field.category === 'identity') return field;
  return invalid(
    schema,
    'SQL tables need a required text field of category identity with the column "ticker"',
  );
}

function invalid(schema: Schema, problem: string): never {
  throw new SchemaError({ code: 'INVALID_SCHEMA', message: `Schema "${schema.id}": ${problem}` });
}

const ofSnapshot: SqlColumn = {
  name: 'snapshot_id',
  type: 'reference',
  notNull: true,
  references: { table: 'snapshots', onDelete: 'CASCADE' },
};
const ofCompany: SqlColumn = {
  name: 'company_id',
  type: 'reference',
  notNull: true,
  references: { table: 'companies', onDelete: 'CASCADE' },
};

function fieldColumn(field: FieldDefinition): SqlColumn {
  return { name: field.column, type: typeOfKind(field.kind), notNull: field.required ?? false };
}

/**
 * All tables of a schema, each after those that it refers to.
 *
 * A snapshot is one dataset as stored, known by its release id; a release says that readers may see a
 * snapshot, and one of the releases is current. So a restated week stays beside the first, and the move
 * from one week to the next is a change of one row. Everything that a week says stands in tables keyed by
 * (snapshot, company), identity included; `companies` numbers the tickers and repeats the identity of the
 * current release for those who look at that table alone.
 *
 * There is no index by industry or exchange: a filter on them reads one week, which is one stretch of
 * some 6,000 rows, and SQLite's planner prefers that to such an index even when it is there.
 *
 * Native fields are one JSON array a company, in the order of `native_fields`: which of them there are is
 * the source's business and changes with it, so typed columns would mean altering tables from week to week,
 * one row a value would take four times the space and time, and an object would repeat each name 6,000
 * times. JSON keeps numbers, texts and booleans apart, and the view `native_full` reads it by name.
 *
 * @throws SchemaError `INVALID_SCHEMA` as {@link fieldTables}.
 */
export function sqlTables(schema: Schema): readonly SqlTable[] {
  const identity = schema.fields.filter((field) => field.category === 'identity');
  return [
    {
      name: 'companies',
      columns: [
        { name: 'id', type: 'id' },
        ...identity.map((field) => ({ ...fieldColumn(field), unique: field.column === 'ticker' })),
        { name: 'created_at', type: 'instant', notNull: true, defaultNow: true },
        { name: 'updated_at', type: 'instant', notNull: true, defaultNow: true },
      ],
      touched: true,
    },
    {
      name: 'snapshots',
      columns: [
        { name: 'id', type: 'id' },
        { name: 'release_id', type: 'text', notNull: true, unique: true },
        { name: 'as_of', type: 'date', notNull: true },
        { name: 'month', type: 'text' },
        { name: 'company_count', type: 'integer', notNull: true },
        { name: 'profile', type: 'text', notNull: true },
        { name: 'source_file', type: 'text' },
        { name: 'source_sha256', type: 'text' },
        { name: 'source_bytes', type: 'integer' },
        { name: 'source_modified_at', type: 'instant' },
        { name: 'field_names', type: 'json', notNull: true },
        { name: 'field_schema', type: 'json', notNull: true },
        { name: 'native_schema', type: 'json', notNull: true },
        { name: 'staged_at', type: 'instant', notNull: true },
        { name: 'updated_at', type: 'instant', notNull: true, defaultNow: true },
      ],
      indexes: [{ name: 'idx_snapshots_as_of', columns: ['as_of'] }],
      touched: true,
    },
    {
      name: 'releases',
      columns: [
        { ...ofSnapshot, references: { table: 'snapshots', onDelete: 'RESTRICT' } },
        { name: 'sequence', type: 'integer', notNull: true, unique: true },
        { name: 'released_at', type: 'instant', notNull: true },
        { name: 'is_current', type: 'flag', notNull: true },
      ],
      primaryKey: ['snapshot_id'],
      indexes: [{ name: 'idx_releases_current', columns: ['is_current'], unique: true, where: 'is_current' }],
    },
    ...fieldTables(schema).map(
      ({ name, category, fields }): SqlTable => ({
        name,
        columns: [
          ofSnapshot,
          ofCompany,
          ...(category === 'identity' ? [{ name: 'position', type: 'integer', notNull: true } as const] : []),
          ...fields.map(fieldColumn),
        ],
        primaryKey: ['snapshot_id', 'company_id'],
        clustered: true,
      }),
    ),
    {
      name: 'native_fields',
      columns: [
        ofSnapshot,
        { name: 'position', type: 'integer', notNull: true },
        { name: 'name', type: 'text', notNull: true },
      ],
      primaryKey: ['snapshot_id', 'position'],
      clustered: true,
    },
    {
      name: 'native_values',
      columns: [ofSnapshot, ofCompany, { name: 'cells', type: 'json', notNull: true }],
      primaryKey: ['snapshot_id', 'company_id'],
    },
    {
      name: 'missing_causes',
      columns: [
        ofSnapshot,
        ofCompany,
        { name: 'is_native', type: 'flag', notNull: true },
        { name: 'field', type: 'text', notNull: true },
        { name: 'kind', type: 'text', notNull: true },
        { name: 'text', type: 'text', notNull: true },
        { name: 'error', type: 'text' },
      ],
      primaryKey: ['snapshot_id', 'company_id', 'is_native', 'field'],
      clustered: true,
    },
    {
      name: 'quality_marks',
      columns: [
        ofSnapshot,
        { name: 'position', type: 'integer', notNull: true },
        { name: 'ticker', type: 'text', notNull: true },
        { name: 'field', type: 'text', notNull: true },
        { name: 'was', type: 'json', notNull: true },
        { name: 'rule', type: 'text', notNull: true },
        { name: 'confidence', type: 'number', notNull: true },
        { name: 'approved_by', type: 'text', notNull: true },
        { name: 'approved_at', type: 'instant', notNull: true },
      ],
      primaryKey: ['snapshot_id', 'position'],
      clustered: true,
    },
  ];
}
