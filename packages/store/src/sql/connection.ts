/** What can be bound to a statement, and what comes back: no booleans, which a client may not know. */
export type SqlValue = string | number | null;

/** The slice of an SQLite client that the adapters use. */
export interface Connection {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): unknown;
}

/** A prepared statement, used through {@link all} and {@link run}. */
export interface Statement {
  run(...values: SqlValue[][]): { changes: number };
  raw(): { all(...values: SqlValue[][]): unknown[] };
}

/** The rows of a query, each an array in the order of its columns. */
export function all(db: Connection, sql: string, values: readonly SqlValue[] = []): SqlValue[][] {
  return db
    .prepare(sql)
    .raw()
    .all(values as SqlValue[]) as SqlValue[][];
}

/** Runs one statement that gives no rows, and says how many it changed. */
export function run(db: Connection, sql: string, values: readonly SqlValue[] = []): number {
  return db.prepare(sql).run(values as SqlValue[]).changes;
}
