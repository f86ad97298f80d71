import { StoreError } from '../errors';
import { httpReader } from './host/http';
import { type JsonStoreOptions, openJsonPlace } from './open';
import type { JsonStore } from './store';

export * from './public';

/**
 * Opens what a static host serves as a store that can be read. In Node, paths and `file:` addresses work as well.
 *
 * The address is a folder that a pipeline publishes to, with `current.json`, or one file of companies: an array of
 * rows, `{metadata, companies}`, `{metadata, data}`, `{fields, rows}` or `{columns}`. In files under the source's own
 * headers the percentages come in the unit that `metadata.units.percentages` names, and are converted.
 *
 * @throws StoreError `CANNOT_OPEN`, `UNREACHABLE`, `TIMEOUT`, `TOO_LARGE`, `ABORTED`; `NOT_A_STORE`, `CORRUPT`,
 * `INVALID_DATASET` as the file is.
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { openJsonStore } from '@stock-analyzer/store/json';
 *
 * const file = join(await mkdtemp(join(tmpdir(), 'static-')), 'week.json');
 * const week = {
 *   metadata: { as_of: '2025-10-10', units: { percentages: 'fraction' } },
 *   columns: { Ticker: ['NVDA', 'AAPL'], 'ROE (Fwd)': [0.7944, 1.8176] },
 * };
 * await writeFile(file, JSON.stringify(week));
 *
 * const store = await openJsonStore(file); // in a page: openJsonStore('data/')
 * (await store.get('AAPL'))?.fields['ROE (Fwd)']; // → 181.76
 * await store.close();
 * ```
 */
export async function openJsonStore(from: string | URL | JsonStoreOptions): Promise<JsonStore> {
  const options = typeof from === 'string' || from instanceof URL ? { url: from } : from;
  return openJsonPlace(resolved(options.url), options, httpReader);
}

function resolved(url: string | URL): URL {
  try {
    return new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  } catch (cause) {
    throw new StoreError({
      code: 'CANNOT_OPEN',
      message: `"${url}" is no address`,
      advice: 'Give one such as https://example.org/data/.',
      cause,
    });
  }
}
