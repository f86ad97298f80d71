import type { Store } from './contract';
import type { Filter, QueryResult } from './query/language';
import type { SnapshotChoice } from './release/types';

/** What {@link topPerformers} may be told. */
export interface TopPerformersOptions extends SnapshotChoice {
  /** Display name of the field to rank by. Default `Return (Y)`, the past year's return in percent. */
  readonly field?: string;
  /** How many companies. Default 10. */
  readonly limit?: number;
  readonly filter?: Filter;
  /** The lowest instead of the highest. Default false. */
  readonly worst?: boolean;
}

/**
 * The companies with the highest values of a field, the best first. Companies without a value are left out.
 *
 * @throws StoreError as {@link Store.query}.
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { topPerformers } from '@stock-analyzer/store';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 *
 * const store = openMemoryStore();
 * await store.publish({
 *   asOf: '2025-10-10',
 *   month: 'Oct-25',
 *   schema: companySchema,
 *   nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *   fields: rowsToTable([
 *     { Ticker: 'NVDA', corpName: 'NVIDIA', 'Return (Y)': 38.2 },
 *     { Ticker: 'AAPL', corpName: 'Apple', 'Return (Y)': null },
 *   ]),
 *   native: rowsToTable([{}, {}]),
 *   origins: null,
 *   provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *   marks: [],
 * });
 * (await topPerformers(store)).rows.map((row) => row.Ticker); // → ['NVDA']
 * ```
 */
export function topPerformers(
  store: Pick<Store, 'query'>,
  options: TopPerformersOptions = {},
): Promise<QueryResult> {
  const { field = 'Return (Y)', limit = 10, filter = {}, worst = false, ...choice } = options;
  return store.query({
    ...choice,
    filter: { $and: [filter, { [field]: { $exists: true } }] },
    sort: { field, order: worst ? 'asc' : 'desc' },
    limit,
  });
}
