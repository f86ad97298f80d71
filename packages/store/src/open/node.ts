import type { Store } from '../contract';
import { type DetectOptions, detectStore } from './detect';
import { everywhere, loaded, openAddress, type Schemes } from './schemes';

export type { Detection, DetectionAttempt, DetectOptions } from './detect';

const schemes: Schemes = {
  ...everywhere,
  async json(url) {
    const { openJsonStore } = await loaded('json', () => import('../json/node'));
    return openJsonStore(url);
  },
  async sqljs(path) {
    const { openSqljsStore } = await loaded('sqljs', () => import('../sqljs/node'));
    return openSqljsStore(path ? { persist: { file: path } } : {});
  },
  async sqlite(path) {
    const { openSqliteStore } = await loaded('sqlite', () => import('../sqlite/index'));
    return openSqliteStore(path);
  },
};

/** As `openStore` of the entry for browsers; opens paths and SQLite files as well. */
export async function openStore(from: string | DetectOptions): Promise<Store> {
  const open = (address: string) => openAddress(address, schemes);
  return typeof from === 'string' ? open(from) : detectStore(from, open);
}
