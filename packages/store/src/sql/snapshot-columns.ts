import type { Schema } from '@stock-analyzer/schema';
import { fieldTables, quoteIdentifier } from '@stock-analyzer/schema/sql';
import { fieldType } from '../query/fields';
import type { FieldColumn } from './condition';

interface PlacedColumn extends FieldColumn {
  readonly table: string;
}

const IDENTITY = 'company_identity';
const COMPANIES = 'companies';
/** Where the ticker of a company stands. */
export const TICKER = `${COMPANIES}.ticker`;

/** Where the fields of a snapshot stand in the tables. */
export class SnapshotColumns {
  readonly #columns = new Map<string, PlacedColumn>();

  /** Of a snapshot that has these fields; of the schema's others it has no value. */
  constructor(schema: Schema, fieldNames: readonly string[]) {
    const tableOf = new Map(
      fieldTables(schema).flatMap(({ name, fields }) => fields.map((field) => [field.name, name] as const)),
    );
    for (const name of fieldNames) {
      const field = schema.byName.get(name);
      if (!field) continue;
      const table = tableOf.get(name) ?? COMPANIES;
      const sql = table === COMPANIES ? TICKER : `${quoteIdentifier(table)}.${quoteIdentifier(field.column)}`;
      this.#columns.set(name, { sql, table, type: fieldType(field.kind) });
    }
  }

  readonly of = (name: string): PlacedColumn | undefined => this.#columns.get(name);

  /**
   * FROM and the joins of the tables that these fields stand in, and the condition that leaves one snapshot. Whatever
   * tables a snapshot has values in, each has a row for every company of it.
   *
   * @param snapshot How the statement names the snapshot's number; it stands in `where` only.
   */
  from(fields: Iterable<string>, snapshot: string, also: { ticker?: boolean; position?: boolean } = {}) {
    const tables = new Set<string>(also.position ? [IDENTITY] : []);
    for (const name of fields) {
      const column = this.of(name);
      if (column) tables.add(column.table);
    }
    const ticker = tables.delete(COMPANIES) || also.ticker;
    const [base = IDENTITY, ...others] = tables;
    const company = `${base}.company_id`;
    const joins = others.map(
      (table) =>
        `JOIN ${table} ON ${table}.snapshot_id = ${base}.snapshot_id AND ${table}.company_id = ${company}`,
    );
    if (ticker) joins.push(`JOIN ${COMPANIES} ON ${COMPANIES}.id = ${company}`);
    return {
      from: [`FROM ${base}`, ...joins].join(' '),
      where: `${base}.snapshot_id = ${snapshot}`,
      /** The number of a row's company. */
      company,
      /** Its place in the dataset, if asked for. */
      position: `${IDENTITY}.position`,
    };
  }
}
