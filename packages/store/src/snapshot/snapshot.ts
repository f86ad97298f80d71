import {
  type CellValue,
  type Column,
  cellAt,
  type Dataset,
  type QualityMark,
  type Row,
} from '@stock-analyzer/schema';
import { rowsByTicker, tickerField, tickersOf } from '../dataset/tickers';
import { type AggregateRequest, type Aggregation, figuresOf, type GroupFigures } from '../query/aggregate';
import { invalid, parseFilter } from '../query/condition';
import { columnNames, type FieldCatalogue, fieldCatalogue } from '../query/fields';
import type { Filter, Query, QueryResult, Sort } from '../query/language';
import { parseQuery } from '../query/parse';
import { comparePoints } from '../query/text';
import type { CompanyAt, SnapshotInfo } from '../release/types';
import type { SearchHit, SearchOptions } from '../search/hit';
import { SearchIndex } from '../search/search-index';
import { compareCells } from './cells';
import { maskOf } from './mask';
import { orderRows, type TickerOrder } from './order';

/** How many orders of rows are kept for the next query. */
const ORDERS = 24;

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
  readonly #fields: FieldCatalogue;
  readonly #orders = new Map<string, Uint32Array>();
  #tickers: TickerOrder | undefined;
  #rows: Map<string, number> | undefined;
  #marks: Map<string, QualityMark[]> | undefined;
  #search: SearchIndex | undefined;

  constructor(info: SnapshotInfo, dataset: Dataset) {
    this.info = info;
    this.dataset = dataset;
    const { schema, nativeSchema, fields, native } = dataset;
    this.#fields = fieldCatalogue(schema, nativeSchema, columnNames(fields.columns, native.columns));
  }

  /**
   * As {@link Store.query}; the choice of a snapshot is not looked at.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`, `INVALID_CURSOR`.
   */
  query(query: Query = {}): QueryResult {
    const parsed = parseQuery(query, this.#fields, this.info.id);
    const order = this.#order(parsed.sorts);
    const end = Math.min(parsed.start + parsed.limit, this.info.companies);
    let total = order.length;
    let chosen: Uint32Array;
    if (parsed.condition.test === 'all' && parsed.condition.of.length === 0) {
      chosen = order.subarray(Math.min(parsed.start, total), end);
    } else {
      const mask = maskOf(parsed.condition, order.length, this.#column);
      total = 0;
      for (let row = 0; row < mask.length; row++) total += mask[row]!;
      chosen = pick(order, mask, parsed.start, Math.min(end, total));
    }
    return {
      rows: this.#toRows(chosen, parsed.fields),
      marks: this.#marksOf(chosen, query.projection && new Set(query.projection)),
      total,
      next: parsed.next(this.info.id, parsed.start + chosen.length, total),
      snapshot: this.info,
    };
  }

  /** The company of a ticker; undefined if there is none. */
  get(ticker: string): CompanyAt | undefined {
    const row = this.#rowOf(ticker);
    if (row === undefined) return undefined;
    const { fields, native } = this.dataset;
    const one = Uint32Array.of(row);
    return {
      fields: toRows(fields.columns, one)[0]!,
      native: toRows(native.columns, one)[0]!,
      marks: this.#marksByTicker().get(ticker) ?? [],
      releaseId: this.info.id,
      asOf: this.info.asOf,
      month: this.info.month,
    };
  }

  /**
   * As {@link Store.aggregate}.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
   */
  aggregate(request: AggregateRequest): Aggregation {
    const { fields, by, quantiles } = checkAggregate(request, this.#fields);
    const mask = this.#mask(request.filter);
    const { keys, groupOf, companies } = this.#groups(by, mask);
    const groups = keys.map((group, index) => ({
      group,
      companies: companies[index]!,
      fields: {} as Record<string, unknown>,
    }));
    for (const field of fields) {
      const values = this.#valuesByGroup(field, groupOf, companies);
      groups.forEach((group, index) => {
        setOwn(group.fields, field, figuresOf(values[index]!, quantiles));
      });
    }
    const order = groups.map((_, index) => index).sort((a, b) => compareGroups(keys[a]!, keys[b]!));
    return { groups: order.map((index) => groups[index] as GroupFigures), snapshot: this.info };
  }

  /**
   * As {@link Store.search}.
   *
   * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
   */
  search(text: string, options: SearchOptions = {}): SearchHit[] {
    const mask = this.#mask(options.filter);
    this.#search ??= SearchIndex.of(this.dataset);
    return this.#search.search(text, options.limit ?? 20, mask && ((row) => mask[row] === 1));
  }

  readonly #column = (name: string): Column | undefined =>
    this.dataset.fields.byName.get(name) ?? this.dataset.native.byName.get(name);

  #mask(filter: Filter | undefined): Uint8Array | undefined {
    if (filter === undefined) return undefined;
    return maskOf(parseFilter(filter, this.#fields), this.info.companies, this.#column);
  }

  #order(sorts: readonly Required<Sort>[]): Uint32Array {
    const key = JSON.stringify(sorts);
    let order = this.#orders.get(key);
    if (!order) {
      order = orderRows(sorts, this.#column, this.#tickerOrder());
      if (this.#orders.size >= ORDERS) this.#orders.delete(this.#orders.keys().next().value!);
    } else this.#orders.delete(key);
    this.#orders.set(key, order);
    return order;
  }

  #tickerOrder(): TickerOrder {
    if (!this.#tickers) {
      const tickers = tickersOf(this.dataset);
      const compare = (a: number, b: number) => comparePoints(tickers[a]!, tickers[b]!);
      let order: Uint32Array | undefined;
      const rows = () => {
        order ??= Uint32Array.from(tickers, (_, row) => row).sort(compare);
        return order;
      };
      this.#tickers = { rows, compare };
    }
    return this.#tickers;
  }

  #rowOf(ticker: string): number | undefined {
    this.#rows ??= rowsByTicker(this.dataset);
    return this.#rows.get(ticker);
  }

  #toRows(chosen: Uint32Array, names: readonly string[]): Row[] {
    const columns = names.map((name): Column | string => this.#column(name) ?? name);
    return toRows(columns, chosen);
  }

  #marksByTicker(): ReadonlyMap<string, QualityMark[]> {
    if (!this.#marks) {
      this.#marks = new Map();
      for (const mark of this.dataset.marks) {
        const marks = this.#marks.get(mark.ticker);
        if (marks) marks.push(mark);
        else this.#marks.set(mark.ticker, [mark]);
      }
    }
    return this.#marks;
  }

  #marksOf(chosen: Uint32Array, fields: ReadonlySet<string> | undefined): QualityMark[] {
    const marks = this.#marksByTicker();
    const column = this.dataset.fields.byName.get(tickerField(this.dataset));
    if (marks.size === 0 || !column) return [];
    return Array.from(chosen, (row) => marks.get(String(cellAt(column, row))) ?? [])
      .flat()
      .filter(({ field }) => !fields || fields.has(field));
  }

  /** The group of each row (−1 for rows left out), and each group's value and size. */
  #groups(by: string | undefined, mask: Uint8Array | undefined) {
    const rowCount = this.info.companies;
    const groupOf = new Int32Array(rowCount).fill(-1);
    const keys: CellValue[] = [];
    const companies: number[] = [];
    const known = new Map<CellValue, number>();
    const groupOfKey = (key: CellValue) => {
      let group = known.get(key);
      if (group === undefined) {
        // −0 is 0.
        group = keys.push(key === 0 ? 0 : key) - 1;
        companies.push(0);
        known.set(key, group);
      }
      return group;
    };
    const column = by === undefined ? undefined : this.#column(by);
    // Each text of a dictionary once; the last place is for the missing.
    const ofCode =
      column?.type === 'string' ? new Int32Array(column.dictionary.length + 1).fill(-1) : undefined;
    if (by === undefined) groupOfKey(null);
    for (let row = 0; row < rowCount; row++) {
      if (mask && mask[row] === 0) continue;
      let group: number;
      if (ofCode && column?.type === 'string') {
        const code = column.codes[row]!;
        const place = code < 0 ? ofCode.length - 1 : code;
        group = ofCode[place]!;
        if (group < 0) {
          group = groupOfKey(cellAt(column, row));
          ofCode[place] = group;
        }
      } else group = groupOfKey(column ? cellAt(column, row) : null);
      groupOf[row] = group;
      companies[group]!++;
    }
    return { keys, groupOf, companies };
  }

  /** The numbers of a field by group, ascending: the rows are walked in the field's order. */
  #valuesByGroup(field: string, groupOf: Int32Array, companies: readonly number[]): Float64Array[] {
    const column = this.#column(field);
    const starts = new Uint32Array(companies.length + 1);
    for (let group = 0; group < companies.length; group++)
      starts[group + 1] = starts[group]! + companies[group]!;
    const ends = starts.slice();
    const sorted = new Float64Array(starts[companies.length]!);
    if (column && column.type !== 'string' && column.type !== 'boolean') {
      const numbers = column.type === 'number' ? column.values : numbersOf(column);
      const order = this.#order([{ field, order: 'asc' }]);
      for (let at = 0; at < order.length; at++) {
        const row = order[at]!;
        const group = groupOf[row]!;
        const value = numbers[row]!;
        // A missing number is NaN.
        if (group >= 0 && !Number.isNaN(value)) sorted[ends[group]!++] = value;
      }
    }
    return companies.map((_, group) => sorted.subarray(starts[group], ends[group]));
  }
}

/** Rows of the order where the mask has 1, from the start-th to before the end-th. */
function pick(order: Uint32Array, mask: Uint8Array, start: number, end: number): Uint32Array {
  const chosen = new Uint32Array(Math.max(0, end - start));
  let seen = 0;
  for (let at = 0; seen < end && at < order.length; at++) {
    const row = order[at]!;
    if (mask[row] === 0) continue;
    if (seen >= start) chosen[seen - start] = row;
    seen++;
  }
  return chosen;
}

/** The numbers among the cells of several types, NaN elsewhere. */
function numbersOf(column: Column): Float64Array {
  return Float64Array.from(column.validity, (_, row) => {
    const value = cellAt(column, row);
    return typeof value === 'number' ? value : Number.NaN;
  });
}

/**
 * Rows as people hold them, filled column by column. A name in place of a column stands for a field that the snapshot
 * has no values of.
 */
function toRows(columns: readonly (Column | string)[], chosen: Uint32Array): Row[] {
  // Rows are copies of one that has all names: setting what is there costs less than adding it, row by row.
  const empty = Object.fromEntries(
    columns.map((column) => [typeof column === 'string' ? column : column.name, null]),
  ) as Row;
  const rows = Array.from(chosen, (): Row => ({ ...empty }));
  for (const column of columns) {
    if (typeof column === 'string') continue;
    const { name, validity } = column;
    if (column.type === 'number') {
      const { values } = column;
      for (let at = 0; at < rows.length; at++) {
        const from = chosen[at]!;
        if (validity[from] === 1) rows[at]![name] = values[from]!;
      }
    } else if (column.type === 'string') {
      const { codes, dictionary } = column;
      for (let at = 0; at < rows.length; at++) {
        const from = chosen[at]!;
        if (validity[from] === 1) rows[at]![name] = dictionary[codes[from]!]!;
      }
    } else for (let at = 0; at < rows.length; at++) rows[at]![name] = cellAt(column, chosen[at]!);
  }
  return rows;
}

/** Sets a property that is the object's own whatever its name; plain assignment to `__proto__` would not. */
function setOwn<Value>(of: Record<string, Value>, name: string, value: Value): void {
  if (name === '__proto__') {
    Object.defineProperty(of, name, { value, enumerable: true, configurable: true, writable: true });
  } else of[name] = value;
}

/** Missing last. */
export function compareGroups(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareCells(a, b);
}

/**
 * Understands a request for figures.
 *
 * @throws StoreError `UNKNOWN_FIELD`, `INVALID_QUERY`.
 */
export function checkAggregate(request: AggregateRequest, fields: FieldCatalogue) {
  const { fields: wanted, by, quantiles = [] } = request;
  if (!Array.isArray(wanted) || wanted.some((name) => typeof name !== 'string'))
    throw invalid('aggregate needs a list of fields');
  for (const name of wanted as readonly string[]) {
    const type = fields.typeOf(name);
    if (type !== 'number' && type !== 'any')
      throw invalid(`aggregate needs fields of numbers; "${name}" is a field of ${type}s`);
  }
  if (by !== undefined) fields.typeOf(by);
  for (const share of quantiles) {
    if (!(share >= 0 && share <= 1))
      throw invalid(`A quantile is a number from 0 to 1, not ${String(share)}`);
  }
  return { fields: wanted as readonly string[], by, quantiles };
}
