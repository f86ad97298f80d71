import type { StoreCapabilities } from '../contract';
import { StoreError } from '../errors';
import { all, type Connection } from '../sql/connection';
import { transaction } from '../sql/transaction';
import { connect, switchToLog } from './connect';
import { toStoreError } from './errors';
import { ensureTables } from './schema';
import { TablesStore } from './tables-store';

/** What {@link openSqliteStore} may be told. */
export interface SqliteStoreOptions {
  /**
   * How long a write waits for another process that is writing, in milliseconds, before it fails with
   * `BUSY`. The wait blocks the thread. Default 5000.
   */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens an SQLite file as a store of weekly snapshots, and makes it if there is none. Node only; needs the
 * package `libsql`. The path `:memory:` gives a store that lives as long as it is open.
 *
 * The file is plain SQLite: its view `companies_full` is the current release with the display names as
 * columns, `companies_history` every released date, `native_full` the source's own fields. While the store
 * is written to, two files lie beside it (`-wal` and `-shm`); copy the file alone only after {@link SqliteStore.close}.
 *
 * @throws StoreError `MISSING_PEER`, `CANNOT_OPEN`, `READ_ONLY`, `NOT_A_STORE`, `NEWER_FORMAT`, `CORRUPT`, `BUSY`.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { openSqliteStore } from '@stock-analyzer/store/sqlite';
 *
 * const store = await openSqliteStore(':memory:');
 * await store.publish(
 *   {
 *     asOf: '2025-10-10',
 *     month: 'Oct-25',
 *     schema: companySchema,
 *     nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *     fields: rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]),
 *     native: rowsToTable([{ 'Fiscal month': 'Jan' }]),
 *     origins: null,
 *     provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *     marks: [],
 *   },
 *   { releaseId: '2025-10-10-a1' },
 * );
 * (await store.get('NVDA'))?.fields['ROE (Fwd)']; // → 79.43
 * (await store.currentRelease())?.id; // → '2025-10-10-a1'
 * await store.close();
 * ```
 */
export async function openSqliteStore(path: string, options: SqliteStoreOptions = {}): Promise<SqliteStore> {
  const busyTimeoutMs = options.busyTimeoutMs ?? 5000;
  let db: Connection | undefined;
  try {
    db = await connect(path, busyTimeoutMs);
    ensureTables(db, path);
    return new SqliteStore(path, db, busyTimeoutMs);
  } catch (error) {
    db?.close();
    throw toStoreError(error, path);
  }
}

/** How often a store with listeners looks for releases of other processes, in milliseconds. */
const WATCH_EVERY_MS = 500;

/** A store in an SQLite file, made by {@link openSqliteStore}. */
export class SqliteStore extends TablesStore {
  readonly capabilities: StoreCapabilities = {
    writes: true,
    history: true,
    persistent: true,
    announces: 'processes',
  };
  /** The path that it was opened with. */
  readonly path: string;
  #db: Connection | undefined;
  readonly #busyTimeoutMs: number;

  /** @internal */
  constructor(path: string, db: Connection, busyTimeoutMs = 5000) {
    super();
    this.path = path;
    this.#db = db;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  /**
   * Looks through the whole file for damage and for rows that refer to nothing.
   *
   * @returns what is wrong, in the engine's words; an empty list if all is well.
   * @throws StoreError `CORRUPT` if the file is too damaged to look through.
   */
  async check(): Promise<string[]> {
    return this.read((db) => {
      const damage = all(db, 'PRAGMA quick_check').map(([text]) => String(text));
      const lost = all(db, 'PRAGMA foreign_key_check').map(
        ([table, , parent]) => `A row of ${table} refers to a row of ${parent} that is not there`,
      );
      return [...damage.filter((text) => text !== 'ok'), ...lost];
    });
  }

  protected override watch(heard: () => void): () => void {
    // The engine counts what other connections commit, those of other processes too.
    const version = () => {
      try {
        return all(this.#db!, 'PRAGMA data_version')[0]?.[0];
      } catch {
        // Whoever asks next is told what is wrong.
        return undefined;
      }
    };
    let last = version();
    const timer = setInterval(() => {
      const now = version();
      if (now !== last) heard();
      last = now;
    }, WATCH_EVERY_MS);
    timer.unref();
    return () => clearInterval(timer);
  }

  protected override async end(): Promise<void> {
    const db = this.#db;
    this.#db = undefined;
    if (!db) return;
    try {
      leaveOneFile(db);
    } finally {
      db.close();
    }
  }

  /** One consistent look, even while another process releases a week between two queries. */
  protected async read<Result>(work: (db: Connection) => Result): Promise<Result> {
    return this.#transaction('BEGIN', work);
  }

  protected async write<Result>(work: (db: Connection) => Result): Promise<Result> {
    try {
      if (this.#db) await switchToLog(this.#db, this.#busyTimeoutMs);
    } catch (error) {
      throw toStoreError(error, this.path);
    }
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  #transaction<Result>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: (db: Connection) => Result): Result {
    const db = this.#db;
    if (!db) {
      throw new StoreError({
        code: 'CLOSED',
        message: 'The store was closed',
        place: { file: this.path },
        advice: 'Open it again.',
      });
    }
    try {
      return transaction(db, begin, work);
    } catch (error) {
      throw toStoreError(error, this.path);
    }
  }
}

/**
 * Brings the log into the file and takes it away: the file alone is whole then, and can be read where there
 * is no log to write, as in a browser. While another process has the file open, the log is its business.
 */
function leaveOneFile(db: Connection): void {
  try {
    all(db, 'PRAGMA busy_timeout = 0');
    all(db, 'PRAGMA journal_mode = DELETE');
  } catch {
    // Nothing is lost: the log stays beside the file, and the next to open it finds it.
  }
}
