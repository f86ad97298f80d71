import type { StoreCapabilities } from '../contract';
import { StoreError } from '../errors';
import { all, type Connection } from '../sql/connection';
import { transaction } from '../sql/transaction';
import { toStoreError } from '../sqlite/errors';
import { ensureTables } from '../sqlite/schema';
import { TablesStore } from '../sqlite/tables-store';
import { SqljsConnection, type SqljsEngine } from './engine';
import type { DatabaseHome, SavedDatabase } from './home';

/** How often a write starts again because another writer was faster. */
const TRIES = 8;

/** A store in a database of sql.js, made by {@link openSqljsStore}. */
export class SqljsStore extends TablesStore {
  readonly capabilities: StoreCapabilities;
  readonly #engine: SqljsEngine;
  readonly #home: DatabaseHome | undefined;
  #db: SqljsConnection | undefined;
  #version: string | null;
  /** The look for another writer's content that is under way, and those that wait for it. */
  #looking: Promise<unknown> = Promise.resolve();

  /** @internal */
  constructor(engine: SqljsEngine, home: DatabaseHome | undefined, saved: SavedDatabase | null) {
    super();
    this.#engine = engine;
    this.#home = home;
    this.#db = this.#open(saved?.bytes);
    this.#version = saved?.version ?? null;
    this.capabilities = {
      writes: true,
      history: true,
      persistent: home !== undefined,
      announces: home?.announces ?? 'nobody',
    };
  }

  protected async read<Result>(work: (db: Connection) => Result): Promise<Result> {
    await this.#refresh();
    return this.#within(this.#opened(), work);
  }

  protected async write<Result>(work: (db: Connection) => Result): Promise<Result> {
    const home = this.#home;
    if (!home) return this.#within(this.#opened(), work);
    return home.exclusively(async () => {
      for (let tried = 1; tried <= TRIES; tried++) {
        await this.#refresh();
        // On a copy: whoever reads meanwhile sees nothing that is not saved yet.
        const draft = this.#open(this.#opened().export());
        try {
          const result = this.#within(draft, work);
          if (all(draft, 'SELECT total_changes()')[0]![0] === 0) {
            draft.close();
            return result;
          }
          const version = await home.replace(draft.export(), this.#version);
          if (version !== undefined) {
            this.#use(draft, version);
            home.announce();
            return result;
          }
        } catch (error) {
          draft.close();
          throw error;
        }
        draft.close();
      }
      throw new StoreError({
        code: 'BUSY',
        message: 'Other writers were faster each time',
        advice: 'Try again.',
        place: { file: home.place },
        retryable: true,
      });
    });
  }

  protected override watch(heard: () => void): () => void {
    return this.#home?.watch(heard) ?? (() => undefined);
  }

  /** The database as a file, which every SQLite opens. */
  async export(): Promise<Uint8Array> {
    this.refuseClosed();
    await this.#refresh();
    return this.#opened().export();
  }

  protected override async end(): Promise<void> {
    this.#db?.close();
    this.#db = undefined;
    this.#home?.close();
  }

  /** Takes up what another writer has saved. One look at a time, so that an older one never comes last. */
  #refresh(): Promise<void> {
    const home = this.#home;
    if (!home) return Promise.resolve();
    const look = this.#looking.then(async () => {
      if ((await home.version()) === this.#version) return;
      const saved = await home.read();
      const db = this.#open(saved?.bytes);
      this.#use(db, saved?.version ?? null);
    });
    this.#looking = look.catch(() => undefined);
    return look;
  }

  #use(db: SqljsConnection, version: string | null): void {
    // The store may have been closed in between.
    if (!this.#db) {
      db.close();
      return;
    }
    this.#db.close();
    this.#db = db;
    this.#version = version;
  }

  #open(bytes: Uint8Array | undefined): SqljsConnection {
    const place = this.#home?.place ?? 'memory';
    if (bytes?.[18] === 2) {
      throw new StoreError({
        code: 'BUSY',
        message: 'Another engine has the database open: its newest part is in a log beside the file',
        advice: 'Close it there first.',
        place: { file: place },
        retryable: true,
      });
    }
    let db: SqljsConnection | undefined;
    try {
      db = new SqljsConnection(this.#engine, bytes);
      ensureTables(db, place);
      return db;
    } catch (error) {
      db?.close();
      throw toStoreError(error, place);
    }
  }

  #opened(): SqljsConnection {
    this.refuseClosed();
    return this.#db!;
  }

  #within<Result>(db: SqljsConnection, work: (db: Connection) => Result): Result {
    try {
      return transaction(db, 'BEGIN', work);
    } catch (error) {
      throw toStoreError(error, this.#home?.place ?? 'memory');
    }
  }
}
