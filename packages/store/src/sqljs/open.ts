import { loadEngine } from './engine';
import type { DatabaseHome } from './home';
import { SqljsStore } from './store';

/** Where {@link openSqljsStore} keeps the database: in a browser the first two, in Node the last. */
export type SqljsPlace =
  /** A database of IndexedDB with this name, of its own. */
  | { readonly indexedDb: string }
  /** A file of the origin's private file system. */
  | { readonly opfs: string }
  /** A file; its folder has to exist. One engine at a time: not while a SQLite store has it open. */
  | { readonly file: string };

/** What {@link openSqljsStore} may be told. */
export interface SqljsStoreOptions {
  /** Where the database is kept. Default: nowhere, it lives as long as the store is open. */
  readonly persist?: SqljsPlace;
  /** The content of a database file, such as a SQLite store writes, to begin with where nothing is kept yet. */
  readonly bytes?: Uint8Array;
  /** Where the engine's file of this name is: a URL in browsers. Default: beside its script. */
  readonly locateFile?: (file: string) => string;
  /** How long a write waits for another writer, in milliseconds, before it fails with `BUSY`. Default 5000. */
  readonly busyTimeoutMs?: number;
}

/** Opens the store of a home; `homeOf` knows the places of this runtime. */
export async function openWith(
  options: SqljsStoreOptions,
  homeOf: (place: SqljsPlace, busyTimeoutMs: number) => DatabaseHome,
): Promise<SqljsStore> {
  const { persist, bytes, locateFile, busyTimeoutMs = 5000 } = options;
  const engine = await loadEngine(locateFile);
  if (!persist) return new SqljsStore(engine, undefined, bytes ? { bytes, version: '' } : null);
  const home = homeOf(persist, busyTimeoutMs);
  try {
    let saved = await home.read();
    if (!saved && bytes) {
      await home.exclusively(() => home.replace(bytes, null));
      saved = await home.read();
    }
    return new SqljsStore(engine, home, saved);
  } catch (error) {
    home.close();
    throw error;
  }
}
