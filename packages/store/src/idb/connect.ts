import { openDB } from 'idb';
import { StoreError } from '../errors';
import { busy, evicted, notAStore, toStoreError } from './errors';
import { type Database, type StockDb, type StoreName, type Transaction, VERSION } from './schema';
import { type UpgradedDatabase, upgrade, type WeekOfRows } from './upgrade';

/** Which database, and how other tabs that have it are waited for. */
export interface ConnectionOptions {
  /** Name of the database. Default `StockAnalyzerDB`. */
  readonly name?: string;
  /**
   * How long a call waits for other tabs that have the database, in milliseconds, before it fails with `BUSY`.
   * Default 5000.
   */
  readonly busyTimeoutMs?: number;
  /**
   * Is called when an older page in another tab has to be closed before the database can be upgraded; the call goes on
   * as soon as it is.
   */
  readonly onBlocked?: () => void;
}

type Work<Result> = (tx: Transaction) => Promise<Result>;

/**
 * An open database that gives way to others: it closes when another tab upgrades or deletes the database, and opens
 * again for the next call. Whatever happens to a transaction, its promise settles.
 */
export class Connection {
  readonly name: string;
  /** What an older version had left; null if there was nothing to upgrade. */
  upgraded: UpgradedDatabase | null = null;
  readonly #weekOfRows: WeekOfRows;
  readonly #patience: number;
  readonly #onBlocked: (() => void) | undefined;
  #opening: Promise<Database> | undefined;
  #seen = false;
  #lost = false;
  #closed = false;

  constructor(
    { name = 'StockAnalyzerDB', busyTimeoutMs = 5000, onBlocked }: ConnectionOptions,
    weekOfRows: WeekOfRows,
  ) {
    this.#weekOfRows = weekOfRows;
    this.name = name;
    this.#patience = busyTimeoutMs;
    this.#onBlocked = onBlocked;
  }

  /** @throws StoreError `CANNOT_OPEN`, `NOT_A_STORE`, `NEWER_FORMAT`, `BUSY`, `FULL`, `ENGINE`. */
  async open(): Promise<void> {
    await this.#database();
  }

  /** One consistent look at some of the stores. */
  read<Result>(stores: StoreName[], work: Work<Result>): Promise<Result> {
    return this.#run('readonly', stores, work);
  }

  /** One step that no other writer comes between, stored wholly or not at all. */
  write<Result>(stores: StoreName[], work: Work<Result>): Promise<Result> {
    return this.#run('readwrite', stores, work);
  }

  close(): void {
    this.#closed = true;
    this.#opening?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  async #run<Result>(
    mode: 'readonly' | 'readwrite',
    stores: StoreName[],
    work: Work<Result>,
    again = false,
  ): Promise<Result> {
    const db = await this.#database();
    let tx: Transaction;
    try {
      // Strict: what a call has stored is on the disk, whatever happens to the machine.
      tx = db.transaction(stores, mode as 'readwrite', { durability: 'strict' });
    } catch (error) {
      // It began to close in between.
      if (again || !(error instanceof DOMException) || error.name !== 'InvalidStateError')
        throw toStoreError(error, this.name);
      this.#opening = undefined;
      return this.#run(mode, stores, work, true);
    }
    tx.done.catch(() => undefined);
    let late = false;
    const patience = setTimeout(() => {
      late = true;
      abort(tx);
    }, this.#patience);
    try {
      // Answered when its turn has come.
      await tx.objectStore(stores[0]!).getKey('' as never);
      clearTimeout(patience);
      const result = await work(tx);
      await tx.done;
      return result;
    } catch (error) {
      clearTimeout(patience);
      // A request that fails with its transaction does not tell why.
      const reason = error instanceof StoreError ? error : (tx.error ?? error);
      abort(tx);
      if (!late && isCutOff(reason)) {
        // The connection may be dying with it, unannounced: the next call opens one of its own.
        db.close();
        this.#opening = undefined;
      }
      throw late ? busy(this.name) : toStoreError(reason, this.name);
    }
  }

  async #database(): Promise<Database> {
    if (this.#closed) {
      throw new StoreError({
        code: 'CLOSED',
        message: 'The database was closed',
        place: { file: this.name },
        advice: 'Open it again.',
      });
    }
    this.#opening ??= this.#connect();
    let db: Database;
    try {
      db = await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      throw error;
    }
    this.#seen = true;
    if (!this.#lost) return db;
    this.#lost = false;
    throw evicted(this.name);
  }

  async #connect(): Promise<Database> {
    refuseMissingEngine(this.name);
    let upgraded: UpgradedDatabase | null = null;
    let refusal: unknown;
    let giveUp: (reason: unknown) => void = () => undefined;
    const tooLong = new Promise<never>((_, reject) => {
      giveUp = reject;
    });
    const patience = setTimeout(() => giveUp(busy(this.name)), this.#patience);
    const opening = openDB<StockDb>(this.name, VERSION, {
      upgrade: (db, from, _to, versionChange) => {
        clearTimeout(patience);
        const tx = versionChange as unknown as Transaction;
        // The request to open does not tell why its transaction was ended.
        tx.done.catch((error) => {
          refusal ??= error;
        });
        this.#lost = from === 0 && this.#seen;
        const isOurs = from === 0 || isFirstVersion(db, tx);
        const done = isOurs ? upgrade(db, tx, from, this.#weekOfRows) : Promise.reject(notAStore(this.name));
        done.then(
          (result) => {
            upgraded = result;
          },
          (error) => {
            refusal = error instanceof StoreError ? error : (tx.error ?? error);
            abort(tx);
          },
        );
      },
      blocked: () => this.#onBlocked?.(),
      blocking: (_from, _to, event) => {
        this.#opening = undefined;
        (event.target as IDBDatabase).close();
      },
      terminated: () => {
        this.#opening = undefined;
      },
    });
    try {
      const db = await Promise.race([opening, tooLong]);
      refuseForeign(db, this.name);
      if (upgraded) this.upgraded = upgraded;
      return db;
    } catch (error) {
      // It may open yet: nobody waits for it then.
      opening.then(
        (db) => db.close(),
        () => undefined,
      );
      throw toStoreError(refusal ?? error, this.name);
    } finally {
      clearTimeout(patience);
    }
  }
}

function refuseMissingEngine(name: string): void {
  if (globalThis.indexedDB) return;
  throw new StoreError({
    code: 'CANNOT_OPEN',
    message: 'There is no IndexedDB here',
    advice: 'Use it in a browser; elsewhere openSqliteStore or openMemoryStore.',
    place: { file: name },
  });
}

/** Of version 1 nothing else tells whose it is. A database without anything in it is nobody's. */
function isFirstVersion(db: Database, tx: Transaction): boolean {
  const names: DOMStringList = db.objectStoreNames;
  if (names.length === 0) return true;
  return names.contains('companies') && tx.objectStore('companies' as 'state').keyPath === 'Ticker';
}

function refuseForeign(db: Database, name: string): void {
  const stores: readonly StoreName[] = ['state', 'snapshots', 'preferences'];
  if (!stores.every((store) => db.objectStoreNames.contains(store))) throw notAStore(name);
}

/** Whether the browser ended the connection, as it does when the site's data is cleared, and not the work itself. */
function isCutOff(reason: unknown): boolean {
  return (
    reason instanceof DOMException &&
    ['AbortError', 'InvalidStateError', 'UnknownError'].includes(reason.name)
  );
}

/** Ends a transaction, unless it has ended. */
function abort(tx: Transaction): void {
  try {
    tx.abort();
  } catch {
    // It had.
  }
}
