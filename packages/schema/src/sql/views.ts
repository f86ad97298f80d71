import type { FieldDefinition } from '../field';
import { fieldName, type Schema } from '../schema';
import { quoteIdentifier, type SqlDialect } from './dialect';
import { fieldTables, tickerField } from './layout';

/** What {@link companiesFullSelect} may be told. */
export interface CompaniesFullOptions {
  /** Month for the names that hold one, for example `Nov-25`. Default: the schema's own. */
  readonly month?: string;
}

/**
 * The query behind the view `companies_full`: the companies of the current release only, each field under
 * its display name, in the schema's order. With `month`, the five names that hold a month carry that one.
 *
 * @example
 * ```ts
 * import { companySchema } from '@stock-analyzer/schema';
 * import { companiesFullSelect } from '@stock-analyzer/schema/sql';
 *
 * companiesFullSelect(companySchema, { month: 'Nov-25' }).includes('AS "PER (Nov-25)"'); // → true
 * ```
 */
export function companiesFullSelect(schema: Schema, options: CompaniesFullOptions = {}): string {
  return `SELECT ${displayColumns(schema, options.month)}
FROM "company_identity" i
${companyJoins(schema)}
WHERE i."snapshot_id" = ${CURRENT}`;
}

/** As a scalar, so that no planner can think of starting from the companies of all weeks. */
const CURRENT = '(SELECT "snapshot_id" FROM "releases" WHERE "is_current")';

/** Every date once: of two releases of one date the current one counts, else the later. */
const RELEASED_DATES = `"released_dates" AS
SELECT s."id" AS "snapshot_id", s."release_id", s."as_of", s."month", r."is_current"
FROM "releases" r
JOIN "snapshots" s ON s."id" = r."snapshot_id"
WHERE NOT EXISTS (
  SELECT 1 FROM "snapshots" other JOIN "releases" o ON o."snapshot_id" = other."id"
  WHERE other."as_of" = s."as_of" AND (o."is_current", o."sequence") > (r."is_current", r."sequence")
)`;

/** The views' names and statements' ends: `CREATE VIEW ` goes before each. */
export function viewBodies(
  schema: Schema,
  dialect: SqlDialect,
  options: CompaniesFullOptions,
): readonly { readonly name: string; readonly body: string }[] {
  // Not SQLite's younger operator ->>: an SQLite of before 2022 could not open a file whose view has it.
  const cell =
    dialect === 'sqlite'
      ? `json_extract(n."cells", '$[' || f."position" || ']')`
      : `n."cells" -> f."position"::int`;
  return [
    { name: 'companies_full', body: `"companies_full" AS\n${companiesFullSelect(schema, options)}` },
    { name: 'released_dates', body: RELEASED_DATES },
    {
      name: 'companies_history',
      // CROSS JOIN keeps SQLite's planner from starting with the companies of all weeks.
      body: `"companies_history" AS
SELECT d."as_of", d."release_id", ${displayColumns(schema, options.month)}
FROM "released_dates" d
CROSS JOIN "company_identity" i
${companyJoins(schema)}
WHERE i."snapshot_id" = d."snapshot_id"`,
    },
    {
      name: 'native_full',
      body: `"native_full" AS
SELECT c."ticker", f."name" AS "field", ${cell} AS "value"
FROM "native_fields" f
JOIN "native_values" n ON n."snapshot_id" = f."snapshot_id"
JOIN "companies" c ON c."id" = n."company_id"
WHERE f."snapshot_id" = ${CURRENT}`,
    },
  ];
}

function aliases(schema: Schema) {
  return fieldTables(schema).map((table, index) => ({ ...table, alias: index === 0 ? 'i' : `m${index}` }));
}

function displayColumns(schema: Schema, month: string | undefined): string {
  const aliasOf = new Map<FieldDefinition, string>([[tickerField(schema), 'c']]);
  for (const { alias, fields } of aliases(schema)) for (const field of fields) aliasOf.set(field, alias);
  return schema.fields
    .map((field) => {
      const display = quoteIdentifier(fieldName(field, month));
      return `${aliasOf.get(field)}.${quoteIdentifier(field.column)} AS ${display}`;
    })
    .join(',\n  ');
}

function companyJoins(schema: Schema): string {
  const metrics = aliases(schema).slice(1);
  return [
    'JOIN "companies" c ON c."id" = i."company_id"',
    ...metrics.map(
      ({ name, alias }) =>
        `LEFT JOIN ${quoteIdentifier(name)} ${alias}` +
        ` ON ${alias}."snapshot_id" = i."snapshot_id" AND ${alias}."company_id" = i."company_id"`,
    ),
  ].join('\n');
}
