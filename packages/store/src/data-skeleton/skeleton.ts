import { StoreError } from '../errors';
import { cacheKey } from './cache-key';
import { cleanRow, hasValidData, put } from './clean';
import { compareValues } from './compare';
import { type DetectedSchema, detectSchema, fieldType, isNullable, isUnique } from './detect';
import {
  notify,
  type SkeletonEvent,
  type SkeletonListener,
  type SkeletonSubscription,
  type SubscribeOptions,
} from './events';
import { HeldRows } from './held-rows';
import type { DataRow, SkeletonConditions, SkeletonFilter, SkeletonQuery, SkeletonSort } from './language';
import type { SkeletonLogger } from './logger';
import { testOf } from './operators';
import { type PageInfo, pageInfo } from './pages';
import type { CacheStats, SkeletonReport, SkeletonStats } from './stats';

/** What {@link DataSkeleton.addValidator} takes: whether a field's value is good. */
export type RowValidator = (value: unknown, row: DataRow) => unknown;

/** What {@link DataSkeleton.replaceWeeklyData} gives. */
export type ReplaceResult =
  | {
      readonly success: true;
      readonly recordCount: number;
      readonly fieldCount: number;
      readonly stats: SkeletonStats;
    }
  | { readonly success: false; readonly error: string };

/** What a {@link DataSkeleton} may be made with. */
export interface SkeletonOptions {
  /** Told what happens; `console` fits. Default: nobody. */
  readonly logger?: SkeletonLogger;
}

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
export class DataSkeleton {
  /** Answers by {@link DataSkeleton.getCacheKey}, the oldest first. */
  processedData = new Map<string, unknown>();
  /** What the rows look like; null before the first. */
  schema: DetectedSchema | null = null;
  fieldMappings = new Map<string, string>();
  subscribers = new Set<SkeletonSubscription>();
  moduleSubscribers = new Map<string, Set<SkeletonSubscription>>();
  validators = new Map<string, RowValidator>();
  stats: SkeletonStats = { lastUpdate: null, recordCount: 0, fieldCount: 0, cacheHitRate: 0 };
  cacheEnabled = true;
  /** How many answers are kept. */
  maxCacheSize = 1000;
  cacheStats: CacheStats = { hits: 0, misses: 0 };

  readonly #held = new HeldRows();
  readonly #logger: SkeletonLogger;
  #subscriptions = 0;
  #reported = '';

  constructor(options: SkeletonOptions = {}) {
    this.#logger = options.logger ?? {};
  }

  /** The rows, by their place from 0. */
  get rawData(): Map<number, DataRow> {
    return this.#held.map;
  }

  set rawData(rows: Map<number, DataRow>) {
    this.#held.map = rows;
  }

  /**
   * Takes the rows of a week in the place of those before: cleaned, renamed, checked. Fires `data:updated` and
   * `data:change`, or `data:error`; it never rejects, and on failure the rows before stay.
   */
  async replaceWeeklyData(rows: readonly DataRow[]): Promise<ReplaceResult> {
    const { schema } = this;
    try {
      const cleaned = await this.cleanCSVData(rows);
      const detected = await this.detectSchema(cleaned);
      const valid = await this.validate(await this.mapFields(cleaned, detected));
      await this.store(valid);
      const { stats } = this;
      stats.lastUpdate = new Date();
      stats.recordCount = valid.length;
      stats.fieldCount = detected.fields.length;
      const left = Array.isArray(rows) ? rows.length - valid.length : 0;
      this.#logger.info?.(`DataSkeleton: ${valid.length} rows, ${left} left out`, stats);
      for (const type of ['data:updated', 'data:change']) await this.notifyAll({ type, data: valid, stats });
      return { success: true, recordCount: valid.length, fieldCount: detected.fields.length, stats };
    } catch (cause) {
      this.schema = schema;
      return { success: false, error: await this.#report(cause) };
    }
  }

  /** Without empty rows, and with clean texts. @throws Error if it is no array. */
  async cleanCSVData(rows: readonly DataRow[]): Promise<DataRow[]> {
    if (!Array.isArray(rows)) throw new Error('CSV 데이터는 배열이어야 합니다');
    return rows.filter((row) => this.hasValidData(row)).map((row) => this.cleanRow(row));
  }

  /** Whether a row has a value other than nothing, 0 and `0-0x2a0x2a`. */
  hasValidData(row: DataRow): boolean {
    return hasValidData(row);
  }

  /** A copy without `0-0x2a0x2a` and runs of space in its texts; an empty text becomes null. */
  cleanRow(row: DataRow): DataRow {
    return cleanRow(row);
  }

  /** What the first row's fields look like in the first hundred rows. @throws Error if there are no rows. */
  async detectSchema(rows: readonly DataRow[]): Promise<DetectedSchema> {
    this.schema = detectSchema(rows);
    return this.schema;
  }

  /** `typeof` the field's values in some rows; `mixed` where it differs. The second argument says nothing. */
  detectFieldType(field: string, _value: unknown, sample: readonly DataRow[]): string {
    return fieldType(field, sample);
  }

  /** Whether the field has no value in one of some rows. */
  isFieldNullable(field: string, sample: readonly DataRow[]): boolean {
    return isNullable(field, sample);
  }

  /** Whether the field has no value twice in some rows. */
  isFieldUnique(field: string, sample: readonly DataRow[]): boolean {
    return isUnique(field, sample);
  }

  /** The rows with their fields renamed as {@link DataSkeleton.setFieldMappings} says. */
  async mapFields(rows: DataRow[], _schema?: unknown): Promise<DataRow[]> {
    if (this.fieldMappings.size === 0) return rows;
    return rows.map((row) => {
      const mapped: DataRow = {};
      for (const field of Object.keys(row)) put(mapped, this.fieldMappings.get(field) || field, row[field]);
      return mapped;
    });
  }

  /** Sets the new names of fields, by the old ones. */
  setFieldMappings(mappings: Readonly<Record<string, string>>): void {
    this.fieldMappings = new Map(Object.entries(mappings));
  }

  /** The rows that every validator lets through. */
  async validate(rows: DataRow[]): Promise<DataRow[]> {
    if (this.validators.size === 0) return rows;
    return rows.filter((row) => {
      for (const [field, isGood] of this.validators) {
        if (isGood(row[field], row)) continue;
        this.#logger.warn?.(`DataSkeleton: a row is left out for ${field}`, row[field], row);
        return false;
      }
      return true;
    });
  }

  /** Lets only rows through whose field the validator calls good. */
  addValidator(field: string, validator: RowValidator): void {
    this.validators.set(field, validator);
  }

  /** Takes rows as they are in the place of those before. What is no object is left out. */
  async store(rows: readonly DataRow[]): Promise<void> {
    const objects = rows.filter((row) => typeof row === 'object' && row !== null);
    if (objects.length < rows.length) {
      this.#logger.warn?.(
        `DataSkeleton: ${rows.length - objects.length} of ${rows.length} rows are no objects`,
      );
    }
    this.#held.replace(objects);
    if (this.cacheEnabled) this.clearCache();
  }

  /**
   * Filters, then sorts, then cuts, then projects. The array is the caller's own; its rows are the rows themselves,
   * or copies of the fields of a projection. A `$regex` that is no pattern gives no rows and fires `data:error`.
   */
  query(options: SkeletonQuery = {}): DataRow[] {
    const key = this.#key(options);
    return this.#known(key)?.slice() ?? this.#find(options, key);
  }

  /** Whether a row fits a filter. */
  matchesFilter(row: DataRow, filter: SkeletonFilter): boolean {
    return Object.keys(filter).every((field) => this.matchesOperator(row[field], filter[field]));
  }

  /** Whether a value fits the conditions, or is the one that is given in their place. */
  matchesOperator(value: unknown, conditions: SkeletonConditions | unknown): boolean {
    try {
      return testOf(conditions)(value);
    } catch (cause) {
      this.#reject(cause);
      return false;
    }
  }

  /** The order of two values: without one last ascending and first descending, numbers by size, all else as text. */
  compareValues(a: unknown, b: unknown, order = 'asc'): number {
    return compareValues(a, b, order);
  }

  /**
   * Calls back on every event of the given names.
   *
   * @returns a function that ends it.
   */
  subscribe(callback: SkeletonListener, options: SubscribeOptions = {}): () => void {
    const { module = 'global', events = ['data:change'] } = options;
    const subscription = { id: `${module}-${++this.#subscriptions}`, callback, events, module };
    const ofModule = this.moduleSubscribers.get(module) ?? new Set();
    this.moduleSubscribers.set(module, ofModule.add(subscription));
    this.subscribers.add(subscription);
    return () => {
      this.subscribers.delete(subscription);
      ofModule.delete(subscription);
    };
  }

  /** Tells all subscribers of an event, and waits for those that take time. One that fails is logged. */
  async notifyAll(event: SkeletonEvent): Promise<void> {
    await notify(this.subscribers, event, this.#logger);
  }

  /** Under what a query's answer is kept: the same for queries that ask the same. */
  getCacheKey(options: SkeletonQuery): string {
    return cacheKey(options);
  }

  /** Keeps an answer, a copy if it is an array; if there is no room the oldest goes. */
  saveToCache(key: string, value: unknown): void {
    const cache = this.processedData;
    if (cache.size >= this.maxCacheSize) cache.delete(cache.keys().next().value!);
    cache.set(key, Array.isArray(value) ? value.slice() : value);
  }

  /** Forgets all answers and their counts. */
  clearCache(): void {
    this.processedData.clear();
    this.cacheStats.hits = 0;
    this.cacheStats.misses = 0;
  }

  /** Whether answers are kept; without, all are forgotten. */
  setCacheEnabled(enabled: boolean): void {
    this.cacheEnabled = enabled;
    if (!enabled) this.clearCache();
  }

  /** Figures of the rows, the cache and the subscribers. */
  getStats(): SkeletonReport {
    return {
      ...this.stats,
      cacheStats: this.cacheStats,
      subscriberCount: this.subscribers.size,
      moduleCount: this.moduleSubscribers.size,
    };
  }

  /** What the rows look like; null before the first. */
  getSchema(): DetectedSchema | null {
    return this.schema;
  }

  /** How many rows there are. */
  count(): number {
    return this.#held.count;
  }

  /** How many rows fit. */
  countWhere(filter: SkeletonFilter): number {
    const key = this.#key({ filter });
    return (this.#known(key) ?? this.#find({ filter }, key)).length;
  }

  /** The rows of one page, from 1. */
  getPageData(
    page = 1,
    pageSize = 50,
    filter: SkeletonFilter = {},
    sort: SkeletonSort | null = null,
  ): DataRow[] {
    return this.query({ filter, sort, limit: pageSize, offset: (page - 1) * pageSize });
  }

  /** Where a page stands among all that fit. */
  getPageInfo(page = 1, pageSize = 50, filter: SkeletonFilter = {}): PageInfo {
    return pageInfo(page, pageSize, this.countWhere(filter));
  }

  /** Empty where nothing is kept. */
  #key(options: SkeletonQuery): string {
    return this.cacheEnabled ? this.getCacheKey(options) : '';
  }

  /** The answer as it is kept, which is not to be handed out; undefined if it is not kept. */
  #known(key: string): readonly DataRow[] | undefined {
    const { cacheStats, stats } = this;
    const known = key && this.processedData.get(key);
    if (known) cacheStats.hits++;
    else cacheStats.misses++;
    stats.cacheHitRate = cacheStats.hits / (cacheStats.hits + cacheStats.misses);
    return (known || undefined) as DataRow[] | undefined;
  }

  #find(options: SkeletonQuery, key: string): DataRow[] {
    let rows: DataRow[];
    try {
      const { projection } = options;
      rows = this.#held.index.select(options);
      if (Array.isArray(projection)) rows = rows.map((row) => project(row, projection));
    } catch (cause) {
      this.#reject(cause);
      rows = [];
    }
    if (key) this.saveToCache(key, rows);
    return rows;
  }

  /** A pattern that is none is told, once; anything else is the caller's. */
  #reject(cause: unknown): void {
    if (!(cause instanceof StoreError)) throw cause;
    if (cause.message === this.#reported) return;
    this.#reported = cause.message;
    void this.#report(cause);
  }

  async #report(cause: unknown): Promise<string> {
    const error = cause instanceof Error ? cause.message : String(cause);
    this.#logger.error?.('DataSkeleton:', cause);
    await this.notifyAll({
      type: 'data:error',
      error,
      stack: cause instanceof Error ? cause.stack : undefined,
    });
    return error;
  }
}

function project(row: DataRow, fields: readonly string[]): DataRow {
  const projected: DataRow = {};
  for (const field of fields) {
    const value = row[field];
    if (value !== undefined || field in row) put(projected, field, value);
  }
  return projected;
}
