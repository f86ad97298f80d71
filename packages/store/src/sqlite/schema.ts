import { companySchema, defineSchema, type FieldDefinition, type Schema } from '@stock-analyzer/schema';
import { addColumnSql, sqlTables, sqlTypeName, toSqlDdl } from '@stock-analyzer/schema/sql';
import { StoreError } from '../errors';
import { all, type Connection } from '../sql/connection';
import { transaction } from '../sql/transaction';

/** "SAny" in ASCII: tells our files from other SQLite databases. */
const APPLICATION_ID = 0x53416e79;
/** Of the tables; a change that older code could not read raises it. */
const FORMAT = 1;

const dialect = 'sqlite';

/** Makes the tables in a new file; refuses a database of something else or of a later format. */
export function ensureTables(db: Connection, file: string): void {
  if (isOurs(db, file)) return;
  transaction(db, 'BEGIN IMMEDIATE', () => {
    // Another process may have made them while this one waited.
    if (isOurs(db, file)) return;
    for (const statement of toSqlDdl(companySchema, { dialect })) db.exec(statement);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    db.exec(`PRAGMA user_version = ${FORMAT}`);
  });
}

function isOurs(db: Connection, file: string): boolean {
  const application = all(db, 'PRAGMA application_id')[0]?.[0];
  const format = Number(all(db, 'PRAGMA user_version')[0]?.[0]);
  if (application === APPLICATION_ID && format <= FORMAT) return true;
  if (application === APPLICATION_ID) {
    throw new StoreError({
      code: 'NEWER_FORMAT',
      message: `The database has format ${format}, this version reads up to ${FORMAT}`,
      advice: 'Update @stock-analyzer/store.',
      place: { file },
    });
  }
  if (application === 0 && all(db, 'SELECT 1 FROM sqlite_master LIMIT 1').length === 0) return false;
  throw new StoreError({
    code: 'NOT_A_STORE',
    message: 'The database belongs to something else',
    advice: 'Give another path.',
    place: { file },
  });
}

/**
 * Adds the columns that a schema's fields need and the tables lack. Part of the caller's transaction. The
 * views then show the fields of every schema stored so far, this one's words first.
 */
export function ensureFields(db: Connection, schema: Schema): void {
  let grown = false;
  for (const table of sqlTables(schema)) {
    const present = new Map(
      all(db, 'SELECT name, type FROM pragma_table_info(?)', [table.name]) as [string, string][],
    );
    for (const column of table.columns) {
      const declared = present.get(column.name);
      if (declared === undefined) {
        grown = true;
        if (present.size > 0) db.exec(addColumnSql(table.name, column, dialect));
      } else if (!sqlTypeName(column.type, dialect).startsWith(declared)) {
        throw new StoreError({
          code: 'SCHEMA_MISMATCH',
          message: `Column "${column.name}" of ${table.name} holds ${declared} in the weeks already stored, and something else now`,
          advice: 'Give the changed field another column.',
        });
      }
    }
  }
  if (!grown) return;
  const union = unionSchema([schema, companySchema, ...storedSchemas(db)]);
  for (const statement of toSqlDdl(union, { dialect })) db.exec(statement);
}

function storedSchemas(db: Connection): Schema[] {
  return all(db, 'SELECT DISTINCT field_schema FROM snapshots').map(([text]) => parseSchema(String(text)));
}

/** The fields of all schemas; of two that share a name, a key or a column the first one's. */
function unionSchema(schemas: readonly Schema[]): Schema {
  const taken = new Set<string>();
  const fields: FieldDefinition[] = [];
  for (const field of schemas.flatMap((schema) => schema.fields)) {
    const claims = [`name ${field.name}`, `key ${field.key}`, `column ${field.column}`];
    if (claims.some((claim) => taken.has(claim))) continue;
    for (const claim of claims) taken.add(claim);
    fields.push(field);
  }
  return defineSchema({ id: 'stored', version: '1.0.0', fields });
}

/** A schema as JSON text, from which {@link parseSchema} makes it again. */
export function schemaText({ id, version, fields }: Schema): string {
  return JSON.stringify({ id, version, fields });
}

export function parseSchema(text: string): Schema {
  return defineSchema(JSON.parse(text) as Pick<Schema, 'id' | 'version' | 'fields'>);
}
