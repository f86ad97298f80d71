import type { Dataset } from '@stock-analyzer/schema';
import { AbstractStore } from '../abstract-store';
import type { StoreCapabilities } from '../contract';
import { insertRelease } from '../release/move';
import type { ReleaseInfo } from '../release/types';

/**
 * Opens a store in memory, which lives as long as it is held.
 *
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 *
 * const store = openMemoryStore();
 * await store.publish({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([
 *     { Ticker: 'NVDA', corpName: 'NVIDIA', industry: 'Semiconductors', 'ROE (Fwd)': 79.43 },
 *     { Ticker: 'AAPL', corpName: 'Apple', industry: 'Hardware', 'ROE (Fwd)': 181.76 },
 *   ]),
 *   native: rowsToTable([{}, {}]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * const { rows, total } = await store.query({
 *   filter: { 'ROE (Fwd)': { $gt: 50 } },
 *   sort: { field: 'ROE (Fwd)', order: 'desc' },
 *   limit: 1,
 *   projection: ['Ticker', 'ROE (Fwd)'],
 * });
 * rows; // → [{ Ticker: 'AAPL', 'ROE (Fwd)': 181.76 }]
 * total; // → 2
 * (await store.search('nvida'))[0]?.ticker; // → 'NVDA'
 * ```
 */
export function openMemoryStore(): MemoryStore {
  return new MemoryStore();
}

/** A store in memory, made by {@link openMemoryStore}. */
export class MemoryStore extends AbstractStore {
  readonly capabilities: StoreCapabilities = {
    writes: true,
    history: true,
    persistent: false,
    announces: 'nobody',
  };
  #releases: readonly ReleaseInfo[] = [];
  #datasets = new Map<string, Dataset>();

  protected async readReleases(): Promise<readonly ReleaseInfo[]> {
    return this.#releases;
  }

  protected async readDataset({ id }: ReleaseInfo): Promise<Dataset> {
    return this.#datasets.get(id)!;
  }

  protected async addSnapshot(release: ReleaseInfo, dataset: Dataset): Promise<boolean> {
    if (this.#datasets.has(release.id)) return false;
    this.#datasets.set(release.id, dataset);
    this.#releases = insertRelease(this.#releases, release);
    return true;
  }

  protected async updateReleases(
    change: (releases: readonly ReleaseInfo[]) => readonly ReleaseInfo[] | null,
  ): Promise<boolean> {
    const changed = change(this.#releases);
    if (!changed) return false;
    this.#releases = changed;
    this.#datasets = new Map(changed.map(({ id }) => [id, this.#datasets.get(id)!]));
    return true;
  }
}
