import type { Store } from '../contract';
import { StoreError } from '../errors';
import type { Filter, Query } from '../query/language';
import { AnswerCache } from './answer-cache';
import { cleanRow, hasValidData } from './clean';
import { compareValues } from './compare';
import { type DetectedSchema, detectSchema, fieldType, isNullable, isUnique } from './detect';
import { HeldRows } from './held-rows';
import type { DataRow, SkeletonConditions, SkeletonFilter, SkeletonQuery, SkeletonSort } from './language';
import type { SkeletonLogger } from './logger';
import { testOf } from './operators';
import { type PageInfo, pageInfo } from './pages';
import { project, rename } from './row';
import type { RowDatabase } from './row-database';
import type { SkeletonReport, SkeletonStats } from './stats';

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
  /** Where its rows come from and are saved; see {@link DataSkeleton.ready}. Default: nowhere. */
  readonly store?: Store;
  /** Told what happens; `console` fits. Default: nobody. */
  readonly logger?: SkeletonLogger;
}

/** All of {@link DataSkeleton} but the way to its database. */
export abstract class Skeleton extends AnswerCache {
  /** What the rows look like; null before the first. */
  schema: DetectedSchema | null = null;
  fieldMappings = new Map<string, string>();
  validators = new Map<string, RowValidator>();
  /**
   * Is kept when the rows of the store's current week are there; without a store it is. From then on they follow the
   * store: each new week fires `data:updated` and `data:change`. Until then synchronous questions fail with
   * `NOT_LOADED`. If the store cannot be read it rejects with the store's error, and `data:error` is fired.
   */
  readonly ready: Promise<void>;

  readonly #held = new HeldRows();
  readonly #store: Store | undefined;
  #database: Promise<RowDatabase> | undefined;
  /** Counts up whenever other rows come or are asked for: what was asked for before is out of date then. */
  #turn = 0;
  #loading: Promise<void> | undefined;
  #loaded: boolean;
  #saved = '';
  #rejected = '';

  constructor({ store, logger = {} }: SkeletonOptions = {}) {
    super(logger);
    this.#store = store;
    this.#loaded = !store;
    store?.subscribe(({ release }) => {
      if (release.id !== this.#saved) this.#load().catch(() => undefined);
    });
    this.ready = store ? this.#load() : Promise.resolve();
    // Told by an event: who does not wait for it need not catch it.
    this.ready.catch(() => undefined);
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
      const [recordCount, fieldCount] = [valid.length, detected.fields.length];
      this.logger.info?.(`DataSkeleton: ${recordCount} rows, ${rows.length - recordCount} left out`);
      await this.#replace(valid, fieldCount);
      return { success: true, recordCount, fieldCount, stats: this.stats };
    } catch (cause) {
      this.schema = schema;
      return { success: false, error: await this.report(cause) };
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
    return this.fieldMappings.size === 0 ? rows : rows.map((row) => rename(row, this.fieldMappings));
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
        this.logger.warn?.(`DataSkeleton: a row is left out for ${field}`, row[field], row);
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
    const left = rows.length - objects.length;
    if (left > 0) this.logger.warn?.(`DataSkeleton: ${left} of ${rows.length} rows are no objects`);
    this.#turn++;
    this.#loading = undefined;
    this.#loaded = true;
    this.#held.replace(objects);
    if (this.cacheEnabled) this.clearCache();
  }

  /**
   * Filters, then sorts, then cuts, then projects. The array is the caller's own; its rows are the rows themselves,
   * or copies of the fields of a projection. A `$regex` that is no pattern gives no rows and fires `data:error`.
   *
   * @throws StoreError `NOT_LOADED` before {@link DataSkeleton.ready}.
   */
  query(options: SkeletonQuery = {}): DataRow[] {
    const key = this.keyOf(options);
    return this.known(key)?.slice() ?? this.#find(options, key);
  }

  /**
   * Asks the store itself, whether its rows are loaded or not, in its own language and order (with `$and`, `$or`,
   * `$not`, `$exists`, `$startsWith`, without `$regex`; rows without a value last). Without a store it is
   * {@link DataSkeleton.query}.
   *
   * @throws as Store.query.
   */
  async queryAsync(options: SkeletonQuery = {}): Promise<DataRow[]> {
    if (!this.#store) return this.query(options);
    const { filter, sort, limit, offset, projection } = options;
    const query: Query = {
      ...(filter && { filter: filter as Filter }),
      ...(sort?.field && {
        sort: { field: sort.field, order: (sort.order || 'asc') === 'asc' ? 'asc' : 'desc' },
      }),
      ...(limit && { limit }),
      ...(offset && { offset }),
      ...(projection && { projection }),
    };
    return [...(await this.#store.query(query)).rows];
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

  /** How many rows fit. @throws as query. */
  countWhere(filter: SkeletonFilter): number {
    const key = this.keyOf({ filter });
    return (this.known(key) ?? this.#find({ filter }, key)).length;
  }

  /** The rows of one page, from 1. @throws as query. */
  getPageData(
    page = 1,
    pageSize = 50,
    filter: SkeletonFilter = {},
    sort: SkeletonSort | null = null,
  ): DataRow[] {
    return this.query({ filter, sort, limit: pageSize, offset: (page - 1) * pageSize });
  }

  /** Where a page stands among all that fit. @throws as query. */
  getPageInfo(page = 1, pageSize = 50, filter: SkeletonFilter = {}): PageInfo {
    return pageInfo(page, pageSize, this.countWhere(filter));
  }

  /**
   * Opens the place where rows are saved: the store, or the browser's database `StockAnalyzerDB`, which needs the
   * package `idb`.
   *
   * @throws StoreError `MISSING_PEER`, `CANNOT_OPEN` (no browser, or one that forbids it), or as openIdbStore.
   */
  async initIndexedDB(): Promise<void> {
    await this.#open();
  }

  /**
   * Saves a week's rows in the place of those saved before, all or nothing; the rows in memory stay as they are. Rows
   * without a `Ticker`, or with one that another row has, are left out and logged.
   *
   * @throws as initIndexedDB, and StoreError `FULL`, `BUSY`, `NOT_SUPPORTED` (the store takes no writes).
   */
  async saveToDB(data: readonly DataRow[]): Promise<void> {
    const database = await this.#open();
    await database.save(data, (releaseId, leftOut) => {
      if (leftOut.length > 0) this.logger.warn?.('DataSkeleton: rows without a Ticker of their own', leftOut);
      this.#saved = releaseId;
    });
  }

  /**
   * The rows that were saved, none before the first time; the rows in memory stay as they are.
   *
   * @throws as initIndexedDB.
   */
  async loadFromDB(): Promise<DataRow[]> {
    return (await this.#open()).load();
  }

  /** @internal Opens the store, or without one the browser's database, for rows. */
  protected abstract openDatabase(store: Store | undefined): Promise<RowDatabase>;

  #open(): Promise<RowDatabase> {
    this.#database ??= this.openDatabase(this.#store);
    this.#database.catch(() => {
      this.#database = undefined;
    });
    return this.#database;
  }

  #load(): Promise<void> {
    const turn = ++this.#turn;
    const loading = this.loadFromDB()
      .then(async (rows) => {
        if (turn !== this.#turn) return this.#loading;
        const fields = rows.length > 0 ? (await this.detectSchema(rows)).fields.length : 0;
        await this.#replace(rows, fields);
      })
      .catch(async (cause) => {
        await this.report(cause);
        throw cause;
      });
    this.#loading = loading;
    return loading;
  }

  async #replace(data: DataRow[], fieldCount: number): Promise<void> {
    await this.store(data);
    const { stats } = this;
    Object.assign(stats, { lastUpdate: new Date(), recordCount: data.length, fieldCount });
    for (const type of ['data:updated', 'data:change']) await this.notifyAll({ type, data, stats });
  }

  #find(options: SkeletonQuery, key: string): DataRow[] {
    if (!this.#loaded) {
      throw new StoreError({
        code: 'NOT_LOADED',
        message: 'The rows are not loaded yet',
        advice: 'Wait for `ready`, or use queryAsync.',
      });
    }
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
    if (cause.message === this.#rejected) return;
    this.#rejected = cause.message;
    void this.report(cause);
  }
}
