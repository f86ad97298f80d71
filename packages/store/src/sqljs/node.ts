import { StoreError } from '../errors';
import { fileHome } from './file/home';
import { openWith, type SqljsPlace, type SqljsStoreOptions } from './open';
import type { SqljsStore } from './store';

export type { SqljsPlace, SqljsStoreOptions } from './open';
export { SqljsStore } from './store';

/**
 * Opens a database of sql.js (SQLite compiled to WebAssembly) as a store; needs the package `sql.js`. It has the
 * tables of the SQLite store, works in memory, and with `persist` is saved whole after each change: the bytes go
 * beside the old ones, then one small step switches. Several tabs, or in Node processes of one machine, may share a
 * place: a writer takes up what another has saved before it writes, and readers look at each question.
 *
 * @throws StoreError `MISSING_PEER`, `CANNOT_OPEN`, `READ_ONLY`, `NOT_A_STORE`, `NEWER_FORMAT`, `CORRUPT`, `BUSY`, `FULL`.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { openSqljsStore } from '@stock-analyzer/store/sqljs';
 *
 * // In a browser: { persist: { indexedDb: 'stocks' }, locateFile: (file) => `/assets/${file}` }
 * const store = await openSqljsStore({ persist: { file: 'stock.db' } });
 * await store.publish({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]),
 *   native: rowsToTable([{ 'Fiscal month': 'Jan' }]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * (await store.query({ filter: { 'ROE (Fwd)': { $gt: 50 } } })).total; // → 1
 * await store.close();
 * ```
 */
export function openSqljsStore(options: SqljsStoreOptions = {}): Promise<SqljsStore> {
  return openWith(options, nodeHome);
}

function nodeHome(place: SqljsPlace, busyTimeoutMs: number) {
  if ('file' in place) return fileHome(place.file, busyTimeoutMs);
  throw new StoreError({
    code: 'CANNOT_OPEN',
    message: 'Node has no IndexedDB and no private file system',
    advice: 'Keep the database in { file: … }.',
  });
}
