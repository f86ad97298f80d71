/** Databases of a browser test, taken away when it ends. */
import { afterEach } from 'vitest';
import { type IdbStore, type IdbStoreOptions, openIdbStore } from '../idb/index';

const stores: IdbStore[] = [];
let count = 0;

/** A name that no other test has. */
export function newName(): string {
  return `test-${Date.now()}-${count++}`;
}

/** Opens a store of a new database, or of the one named. */
export async function openStore(options: IdbStoreOptions = {}): Promise<IdbStore> {
  const store = await openIdbStore({ name: newName(), ...options });
  stores.push(store);
  return store;
}

afterEach(async () => {
  for (const store of stores.splice(0)) {
    await store.close();
    indexedDB.deleteDatabase(store.name);
  }
});

/** The database as something else opens it, and makes it if there is none of that version. */
export function openRaw(
  name: string,
  version?: number,
  change?: (db: IDBDatabase) => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => change?.(request.result);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** What a request gives. */
export function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
