import type { Store } from '../contract';
import { StoreError } from '../errors';
import { type DetectOptions, detectStore } from './detect';
import { everywhere, loaded, openAddress, type Schemes } from './schemes';

export type { Detection, DetectionAttempt, DetectOptions } from './detect';

const schemes: Schemes = {
  ...everywhere,
  async json(url) {
    const { openJsonStore } = await loaded('json', () => import('../json/index'));
    return openJsonStore(url);
  },
  async sqljs(name) {
    const { openSqljsStore } = await loaded('sqljs', () => import('../sqljs/index'));
    return openSqljsStore(name ? { persist: { indexedDb: name } } : {});
  },
  async sqlite(path) {
    throw new StoreError({
      code: 'NOT_SUPPORTED',
      message: `"sqlite:${path}" cannot be opened here`,
      advice: 'A file of SQLite needs Node. In a browser use "sqljs:" or "idb:".',
    });
  },
};

/**
 * Opens a store by its address, so that another kind of store is another text and nothing else. Only the adapter that
 * is asked for is loaded; what it needs beside, its error names.
 *
 * | address | what | runs in | needs |
 * |---|---|---|---|
 * | `json:URL` | static files: a folder, or one file; in Node a path too | everywhere | – |
 * | `memory:` | memory | everywhere | – |
 * | `idb:NAME` | IndexedDB; no name is `StockAnalyzerDB` | browsers | `idb` |
 * | `sqljs:NAME` | SQLite as WebAssembly, kept in IndexedDB, in Node in the file of that path; no name keeps it nowhere | everywhere | `sql.js` |
 * | `sqlite:PATH` | an SQLite file | Node | `libsql` |
 *
 * With `{ detect: [...] }` it tries addresses in order and takes the first that has a released week; one that is empty
 * is taken if no other has a week, to publish to. `report` is told why.
 *
 * @throws StoreError `NOT_SUPPORTED` for kinds that are not there yet or not here; `CANNOT_OPEN` for a text that is no
 * address, or if none of several places can be opened; or of the adapter, `MISSING_PEER` among them.
 * @example
 * ```ts
 * import { openStore } from '@stock-analyzer/store/open';
 *
 * const store = await openStore('memory:');
 * store.capabilities.writes; // → true
 *
 * let told = '';
 * const found = await openStore({
 *   detect: ['https://example.org/api', 'memory:'],
 *   report: ({ took, attempts }) => {
 *     told = `${took}, for ${attempts[0]?.address} is ${attempts[0]?.problem?.code}`;
 *   },
 * });
 * told; // → 'memory:, for https://example.org/api is NOT_SUPPORTED'
 * await found.close();
 * ```
 */
export async function openStore(from: string | DetectOptions): Promise<Store> {
  const open = (address: string) => openAddress(address, schemes);
  return typeof from === 'string' ? open(from) : detectStore(from, open);
}
