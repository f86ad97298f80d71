import type { Store } from '../contract';
import { StoreError } from '../errors';
import type { RowDatabase } from './row-database';
import { Skeleton } from './skeleton';

/**
 * The rows of one week for a page: cleaned, queried synchronously, announced to subscribers. It stands in for the
 * class of the same name that pages of the Stock Analyzer load, with the same methods and answers, and is fast:
 * fields and orders that questions use are kept beside the rows.
 *
 * Rows are the objects that were given, not copies. If you edit rows of a large table in place, call
 * {@link DataSkeleton.store} with them again; edits of tables up to 256 rows, and of many rows at once, are noticed.
 *
 * @example
 * ```ts
 * import DataSkeleton from '@stock-analyzer/store/data-skeleton';
 *
 * const skeleton = new DataSkeleton();
 * const { success } = await skeleton.replaceWeeklyData([
 *   { Ticker: 'NVDA', exchange: 'NASDAQ', 'PER (Oct-25)': 31.2 },
 *   { Ticker: 'XOM', exchange: 'NYSE', 'PER (Oct-25)': 15.1 },
 *   { Ticker: 'AFMD', exchange: 'NASDAQ', 'PER (Oct-25)': '' },
 * ]);
 * success; // → true
 * skeleton.query({ filter: { exchange: 'NASDAQ' }, projection: ['Ticker'] }); // → [{ Ticker: 'NVDA' }, { Ticker: 'AFMD' }]
 * skeleton.query({ sort: { field: 'PER (Oct-25)', order: 'asc' }, limit: 1 })[0]?.Ticker; // → 'XOM'
 * skeleton.countWhere({ 'PER (Oct-25)': { $gt: 20 } }); // → 1
 * ```
 */
export class DataSkeleton extends Skeleton {
  /** @internal What takes a database is loaded when it is first asked for. */
  protected override async openDatabase(store: Store | undefined): Promise<RowDatabase> {
    if (store) return (await import('./store-database')).storeDatabase(store);
    const { openPageDatabase } = await import('./page-database').catch((cause) => {
      throw new StoreError({
        code: 'MISSING_PEER',
        message: 'To save rows in the browser the package "idb" is needed, which cannot be loaded',
        advice: 'Run: npm install idb',
        cause,
      });
    });
    return openPageDatabase();
  }
}
