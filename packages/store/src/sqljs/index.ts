import { StoreError } from '../errors';
import { indexedDbHome } from './indexed-db';
import { openWith, type SqljsPlace, type SqljsStoreOptions } from './open';
import { opfsHome } from './opfs';
import type { SqljsStore } from './store';

export type { SqljsPlace, SqljsStoreOptions } from './open';
export { SqljsStore } from './store';

/**
 * Opens a database of sql.js (SQLite compiled to WebAssembly) as a store; needs the package `sql.js`. It has the
 * tables of the SQLite store, works in memory, and with `persist` is saved whole after each change: the bytes go
 * beside the old ones, then one small step switches. Several tabs, or in Node processes, may share a place: a writer
 * takes up what another has saved before it writes, and readers look at each question.
 *
 * @throws StoreError `MISSING_PEER`, `CANNOT_OPEN`, `READ_ONLY`, `NOT_A_STORE`, `NEWER_FORMAT`, `CORRUPT`, `BUSY`, `FULL`.
 */
export function openSqljsStore(options: SqljsStoreOptions = {}): Promise<SqljsStore> {
  return openWith(options, browserHome);
}

function browserHome(place: SqljsPlace, busyTimeoutMs: number) {
  if ('indexedDb' in place) return indexedDbHome(place.indexedDb, busyTimeoutMs);
  if ('opfs' in place) return opfsHome(place.opfs, busyTimeoutMs);
  throw new StoreError({
    code: 'CANNOT_OPEN',
    message: 'A browser has no files of this kind',
    advice: 'Keep the database in { indexedDb: … } or { opfs: … }.',
    place: { file: place.file },
  });
}
