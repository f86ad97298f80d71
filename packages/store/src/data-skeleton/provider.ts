import { StoreError } from '../errors';
import { isMissing } from './compare';
import { rowsOf } from './envelope';
import type { DataRow, SkeletonFilter, SkeletonSort } from './language';
import type { SkeletonLogger } from './logger';
import { testOf } from './operators';

/** What a {@link DataProvider} may be made with. */
export interface ProviderConfig {
  /** Folder of the files, with a slash at its end. Default `./data/`. */
  readonly baseUrl?: string;
  /** How long what was loaded is used again, in milliseconds. Default 300,000: five minutes. */
  readonly cacheTTL?: number;
  /** How often a file is asked for before it is given up. Default 3. */
  readonly retryAttempts?: number;
  /** How long to wait in between, in milliseconds. Default 1000. */
  readonly retryDelay?: number;
  /** Told what happens; `console` fits. Default: nobody. */
  readonly logger?: SkeletonLogger;
}

/** The bus of events that pages have. */
export interface ProviderEventBus {
  emit(event: string, detail: unknown): unknown;
  on(event: string, listener: (detail: { readonly dataType?: string }) => unknown): unknown;
}

/** A question to {@link DataProvider.query}. */
export interface ProviderQuery {
  /** All have to hold; null says nothing. */
  readonly filters?: SkeletonFilter;
  /** A field (ascending), or several. Rows without a value come last ascending and first descending. */
  readonly sort?: string | SkeletonSort | readonly (string | SkeletonSort)[];
  /** Default 50 if there is an offset, else all. */
  readonly limit?: number;
  readonly offset?: number;
}

/** The answer to a {@link ProviderQuery}. */
export interface ProviderResult {
  readonly data: DataRow[];
  /** How many rows there are. */
  readonly total: number;
  /** How many of them fit, whatever the page. */
  readonly filtered: number;
  readonly query: ProviderQuery;
}

/** What is there of one type of data. */
export interface CachedData {
  readonly data: unknown;
  /** Unix milliseconds. */
  readonly timestamp: number;
}

const FILES: Readonly<Record<string, string>> = {
  companies: 'enhanced_summary_data_clean',
  'economic-indicators': 'economic_indicators',
  'etf-data': 'etf_data',
  'momentum-rankings': 'momentum_rankings',
  'sector-data': 'sector_summary',
};

/** Types of which only the rows are wanted. */
const ROWS_NEEDED = ['companies', 'etf-data'];

/**
 * Loads the JSON files of a page's data folder, whatever envelope they have, and keeps them for five minutes. It
 * stands in for the pages' class of the same name.
 *
 * @example
 * ```ts
 * import { DataProvider } from '@stock-analyzer/store/data-skeleton';
 *
 * const provider = new DataProvider({ baseUrl: 'data:application/json,', retryDelay: 0 });
 * provider.getFileName = () => '{"metadata":{"version":"2.0"},"companies":[{"Ticker":"NVDA"},{"Ticker":"XOM"}]}';
 * await provider.loadData('companies'); // → [{ Ticker: 'NVDA' }, { Ticker: 'XOM' }]
 * (await provider.query('companies', { sort: { field: 'Ticker', order: 'desc' }, limit: 1 })).data;
 * // → [{ Ticker: 'XOM' }]
 * ```
 */
export class DataProvider {
  readonly cache = new Map<string, CachedData>();
  readonly loading = new Map<string, Promise<unknown>>();
  readonly config: Required<Omit<ProviderConfig, 'logger'>>;
  eventBus: ProviderEventBus | null = null;
  readonly #logger: SkeletonLogger;

  constructor(config: ProviderConfig = {}) {
    this.config = {
      cacheTTL: config.cacheTTL ?? 300_000,
      baseUrl: config.baseUrl ?? './data/',
      retryAttempts: config.retryAttempts ?? 3,
      retryDelay: config.retryDelay ?? 1000,
    };
    this.#logger = config.logger ?? {};
  }

  /** Tells the bus of `data:loaded`, `data:error` and `data:cache:invalidated`, and hears `data:invalidate` and `data:refresh`. */
  initialize(eventBus: ProviderEventBus): void {
    this.eventBus = eventBus;
    eventBus.on('data:invalidate', ({ dataType }) => this.clearCache(dataType));
    eventBus.on('data:refresh', ({ dataType }) =>
      // Who asked is told by the event.
      this.loadData(dataType ?? 'companies', { forceRefresh: true }).catch(() => undefined),
    );
  }

  /**
   * The rows of the companies or the ETFs, whatever envelope their file has; of other types the file's content. A file
   * is asked for once at a time, whoever asks.
   *
   * @throws StoreError `CANNOT_OPEN` if it does not come (retryable), `CORRUPT` if it is not what it should be.
   */
  async loadData(dataType: string, { forceRefresh = false } = {}): Promise<unknown> {
    const known = this.cache.get(dataType);
    if (known && !forceRefresh && Date.now() - known.timestamp < this.config.cacheTTL) return known.data;
    const pending = this.loading.get(dataType);
    if (pending) return pending;
    const loading = this.#load(dataType);
    this.loading.set(dataType, loading);
    try {
      const data = await loading;
      this.cache.set(dataType, { data, timestamp: Date.now() });
      const recordCount = Array.isArray(data) ? data.length : Object.keys(Object(data)).length;
      this.#logger.info?.(`DataProvider: ${dataType}, ${recordCount} records`);
      this.eventBus?.emit('data:loaded', { dataType, recordCount });
      return data;
    } catch (error) {
      this.eventBus?.emit('data:error', {
        dataType,
        error: error instanceof Error ? error.message : String(error),
      });
      throw error;
    } finally {
      this.loading.delete(dataType);
    }
  }

  /**
   * Filters, sorts and pages the rows of a type of data.
   *
   * @throws as loadData, and StoreError `INVALID_QUERY` for a pattern that is none.
   */
  async query(dataType: string, query: ProviderQuery = {}): Promise<ProviderResult> {
    const rows = rowsOf(await this.loadData(dataType));
    if (!rows) throw corrupt(`Data type ${dataType} is not queryable`, this.getFileName(dataType));
    const { filters = {}, sort = [], limit, offset } = query;
    const tests = Object.entries(filters).flatMap(([field, condition]) =>
      isMissing(condition) ? [] : [[field, testOf(condition)] as const],
    );
    const found = rows.filter((row) => tests.every(([field, test]) => test(row[field])));
    const sorts = (Array.isArray(sort) ? sort : [sort]).map((each) =>
      typeof each === 'string' ? { field: each } : each,
    );
    found.sort((a, b) => compareRows(a, b, sorts));
    const data = limit || offset ? found.slice(offset ?? 0, (offset ?? 0) + (limit || 50)) : found;
    return { data, total: rows.length, filtered: found.length, query };
  }

  /** The file of a type of data, in {@link ProviderConfig.baseUrl}. Replace it if yours are named otherwise. */
  getFileName(dataType: string): string {
    return `${Object.hasOwn(FILES, dataType) ? FILES[dataType] : dataType}.json`;
  }

  /** Forgets what was loaded: of one type, or all. */
  clearCache(dataType?: string | null): void {
    if (dataType) this.cache.delete(dataType);
    else this.cache.clear();
    this.eventBus?.emit('data:cache:invalidated', { dataType: dataType ?? null });
  }

  /** What is kept, and for how long it has been; ages in milliseconds. */
  getCacheStats(): { size: number; entries: { key: string; age: number; expired: boolean }[] } {
    const entries = [...this.cache].map(([key, { timestamp }]) => {
      const age = Date.now() - timestamp;
      return { key, age, expired: age > this.config.cacheTTL };
    });
    return { size: entries.length, entries };
  }

  /** Forgets everything. */
  destroy(): void {
    this.cache.clear();
    this.loading.clear();
  }

  async #load(dataType: string): Promise<unknown> {
    const url = `${this.config.baseUrl}${this.getFileName(dataType)}`;
    for (let attempt = 1; ; attempt++) {
      try {
        return await fetchData(url, dataType);
      } catch (error) {
        this.#logger.error?.(`DataProvider: ${dataType}, try ${attempt}`, error);
        if (attempt >= this.config.retryAttempts) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.config.retryDelay));
      }
    }
  }
}

async function fetchData(url: string, dataType: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}: ${response.statusText}`);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError({ code: 'CANNOT_OPEN', message, place: { file: url }, retryable: true, cause });
  }
  let content: unknown;
  try {
    content = await response.json();
  } catch (cause) {
    throw corrupt('The file is not whole, or no JSON', url, cause);
  }
  if (!ROWS_NEEDED.includes(dataType)) return content;
  const rows = rowsOf(content);
  if (!rows) throw corrupt(`The file has no list of rows for ${dataType}`, url);
  if (dataType === 'companies' && rows[0] && !rows[0].Ticker) {
    throw corrupt('Company records must have a Ticker', url);
  }
  return rows;
}

function corrupt(message: string, file: string, cause?: unknown): StoreError {
  return new StoreError({ code: 'CORRUPT', message, place: { file }, cause });
}

/** As this class always sorted: values by `<`, texts with case. */
function compareRows(a: DataRow, b: DataRow, sorts: readonly SkeletonSort[]): number {
  for (const { field, order = 'asc' } of sorts) {
    const sign = order === 'asc' ? 1 : -1;
    const [left, right] = [a[field] as number, b[field] as number];
    if (isMissing(left) || isMissing(right)) {
      if (isMissing(left) && isMissing(right)) continue;
      return isMissing(left) ? sign : -sign;
    }
    if (left < right) return -sign;
    if (left > right) return sign;
  }
  return 0;
}
