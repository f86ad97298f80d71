import { StoreError } from '../errors';
import type { Connection, SqlValue, Statement } from '../sql/connection';

/** The slice of sql.js that this adapter uses. */
export interface SqljsEngine {
  readonly Database: new (bytes?: Uint8Array) => SqljsDatabase;
}

interface SqljsDatabase {
  run(sql: string): unknown;
  prepare(sql: string): SqljsStatement;
  getRowsModified(): number;
  export(): Uint8Array;
  close(): void;
}

interface SqljsStatement {
  run(values: SqlValue[]): void;
  bind(values: SqlValue[]): boolean;
  step(): boolean;
  get(): unknown[];
  reset(): void;
  free(): boolean;
}

/** Loads sql.js. */
export async function loadEngine(locateFile?: (file: string) => string): Promise<SqljsEngine> {
  let start: (config?: { locateFile: (file: string) => string }) => Promise<SqljsEngine>;
  try {
    start = (await import('sql.js')).default;
  } catch (cause) {
    throw new StoreError({
      code: 'MISSING_PEER',
      message: 'The sql.js store needs the package "sql.js", which is not installed',
      advice: 'Run: npm install sql.js',
      cause,
    });
  }
  try {
    return await start(locateFile && { locateFile });
  } catch (cause) {
    throw new StoreError({
      code: 'CANNOT_OPEN',
      message: 'The engine of sql.js does not load',
      advice:
        'Serve its .wasm file and tell where with locateFile; a Content-Security-Policy needs script-src with wasm-unsafe-eval.',
      cause,
    });
  }
}

/** How many prepared statements are kept. */
const STATEMENTS = 64;

/** A database of sql.js as the adapters see one. It lives in memory. */
export class SqljsConnection implements Connection {
  readonly #db: SqljsDatabase;
  readonly #statements = new Map<string, SqljsStatement>();

  /** @param bytes The content of a database file; else it is a new one. */
  constructor(engine: SqljsEngine, bytes?: Uint8Array) {
    this.#db = new engine.Database(bytes);
    this.#prepareUse();
    // Of effect in a new database only: as in the file of the SQLite store.
    this.exec('PRAGMA page_size = 8192');
  }

  exec(sql: string): void {
    this.#db.run(sql);
  }

  prepare(sql: string): Statement {
    const prepared = this.#prepared(sql);
    return {
      run: (values = []) => {
        prepared.run(values);
        return { changes: this.#db.getRowsModified() };
      },
      raw: () => ({ all: (values = []) => rowsOf(prepared, values) }),
    };
  }

  /** The content as a file has it. */
  export(): Uint8Array {
    this.#statements.clear();
    const bytes = this.#db.export();
    // It was closed and opened again.
    this.#prepareUse();
    return bytes;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepareUse(): void {
    this.exec('PRAGMA foreign_keys = ON');
  }

  #prepared(sql: string): SqljsStatement {
    let statement = this.#statements.get(sql);
    if (statement) this.#statements.delete(sql);
    else {
      statement = this.#db.prepare(sql);
      if (this.#statements.size >= STATEMENTS) {
        const [oldest, freed] = this.#statements.entries().next().value!;
        this.#statements.delete(oldest);
        freed.free();
      }
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}

function rowsOf(statement: SqljsStatement, values: SqlValue[]): SqlValue[][] {
  const rows: SqlValue[][] = [];
  try {
    statement.bind(values);
    while (statement.step()) rows.push(statement.get() as SqlValue[]);
    return rows;
  } finally {
    statement.reset();
  }
}
