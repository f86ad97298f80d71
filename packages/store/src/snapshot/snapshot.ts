import type { Dataset } from '@stock-analyzer/schema';
import type { AggregateRequest, Aggregation } from '../query/aggregate';
import type { Query, QueryResult } from '../query/language';
import type { CompanyAt, SnapshotInfo } from '../release/types';
import { hitLimit, type SearchHit, type SearchOptions } from '../search/hit';
import { SearchIndex } from '../search/search-index';
import { aggregateTable } from './figures';
import { SnapshotTable } from './table';

/**
 * A snapshot in memory: answers every question of a store, synchronously. It never changes. What a question needs
 * (an order of rows, a search index) is made when first asked for and kept.
 *
 * @example
 * ```ts
 * import { companySchema, defineSchema, rowsToTable } from '@stock-analyzer/schema';
 * import { Snapshot } from '@stock-analyzer/store';
 *
 * const snapshot = new Snapshot(
 *   { id: '2025-10-10-a1', asOf: '2025-10-10', month: 'Oct-25', companies: 2, stagedAt: '2025-10-10T09:00:00.000Z' },
 *   {
 *     asOf: '2025-10-10',
 *     month: 'Oct-25',
 *     schema: companySchema,
 *     nativeSchema: defineSchema({ id: 'native', version: '1.0.0', fields: [] }),
 *     fields: rowsToTable([
 *       { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
 *       { Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 },
 *     ]),
 *     native: rowsToTable([{}, {}]),
 *     origins: null,
 *     provenance: { file: null, sha256: null, bytes: null, profile: 'example', modifiedAt: null },
 *     marks: [],
 *   },
 * );
 * snapshot.query({ filter: { 'ROE (Fwd)': { $gt: 100 } }, projection: ['Ticker'] }).rows; // → [{ Ticker: 'AAPL' }]
 * snapshot.get('NVDA')?.fields.corpName; // → 'NVIDIA'
 * ```
 */
export class Snapshot {
  readonly info: SnapshotInfo;
  readonly dataset: Dataset;
  readonly #table: SnapshotTable;
  #search: SearchIndex | undefined;

  constructor(info: SnapshotInfo, dataset: Dataset);
  /** @internal */
  constructor(info: SnapshotInfo, dataset: Dataset, table?: SnapshotTable);
  constructor(info: SnapshotInfo, dataset: Dataset, table = new SnapshotTable(info, dataset)) {
    this.info = info;
    this.dataset = dataset;
    this.#table = table;
  }

  /**
   * As {@link Store.query}; the choice of a snapshot is not looked at.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`, `INVALID_CURSOR`.
   */
  query(query: Query = {}): QueryResult {
    return this.#table.query(query);
  }

  /** The company of a ticker; undefined if there is none. */
  get(ticker: string): CompanyAt | undefined {
    return this.#table.get(ticker);
  }

  /**
   * As {@link Store.aggregate}.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
   */
  aggregate(request: AggregateRequest): Aggregation {
    return aggregateTable(this.#table, request);
  }

  /**
   * As {@link Store.search}.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
   */
  search(text: string, options: SearchOptions = {}): SearchHit[] {
    const limit = hitLimit(options);
    const mask = this.#table.mask(options.filter);
    this.#search ??= SearchIndex.of(this.dataset);
    return this.#search.search(text, limit, mask && ((row) => mask[row] === 1));
  }
}

const SNAPSHOTS = new WeakMap<SnapshotTable, Snapshot>();

/** The snapshot of a table, always the same one. */
export function snapshotOf(table: SnapshotTable): Snapshot {
  const snapshot = SNAPSHOTS.get(table) ?? new Snapshot(table.info, table.dataset, table);
  SNAPSHOTS.set(table, snapshot);
  return snapshot;
}
