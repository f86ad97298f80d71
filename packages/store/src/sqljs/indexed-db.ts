import { StoreError } from '../errors';
import { type DatabaseHome, newVersion, type SavedDatabase } from './home';
import { homeError } from './home-errors';
import { amongTabs } from './tabs';

const STORE = 'file';

/** The database's file as one record of IndexedDB: a transaction replaces it whole, or leaves it. */
export function indexedDbHome(name: string, busyTimeoutMs: number): DatabaseHome {
  const place = `IndexedDB ${name}`;
  let opened: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opened = undefined;
  };

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      if (typeof indexedDB === 'undefined') {
        throw new StoreError({
          code: 'CANNOT_OPEN',
          message: 'There is no IndexedDB here',
          advice: 'In Node, keep the database in a file: persist: { file: … }.',
        });
      }
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const db = request.result;
        // Whoever deletes or upgrades it needs not wait for us; the browser may take it as well.
        db.onversionchange = () => {
          db.close();
          forget();
        };
        db.onclose = forget;
        resolve(db);
      };
    });
    opened.catch(forget);
    return opened;
  }

  /** Settles when the transaction does, whatever ends it. */
  async function inTransaction<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore, done: (result: Result) => void) => void,
  ): Promise<Result> {
    try {
      const db = await open();
      return await new Promise<Result>((resolve, reject) => {
        const transaction = db.transaction(STORE, mode, { durability: 'strict' });
        let result: Result;
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(transaction.error);
        work(transaction.objectStore(STORE), (value) => {
          result = value;
        });
      });
    } catch (error) {
      throw homeError(error, place);
    }
  }

  return {
    place,
    ...amongTabs(place, busyTimeoutMs),
    version: () =>
      inTransaction<string | null>('readonly', (store, done) => {
        const version = store.get('version');
        version.onsuccess = () => done(version.result ?? null);
      }),
    read: () =>
      inTransaction<SavedDatabase | null>('readonly', (store, done) => {
        const [version, bytes] = [store.get('version'), store.get('bytes')];
        bytes.onsuccess = () => done(bytes.result ? { bytes: bytes.result, version: version.result } : null);
      }),
    replace: (bytes, version) =>
      inTransaction<string | undefined>('readwrite', (store, done) => {
        const found = store.get('version');
        found.onsuccess = () => {
          if ((found.result ?? null) !== version) return done(undefined);
          const next = newVersion();
          store.put(bytes, 'bytes');
          store.put(next, 'version');
          done(next);
        };
      }),
    close() {
      opened?.then(
        (db) => db.close(),
        () => undefined,
      );
      forget();
    },
  };
}
