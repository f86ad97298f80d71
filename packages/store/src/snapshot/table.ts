import { type Column, cellAt, type Dataset, type QualityMark } from '@stock-analyzer/schema';
import { rowsByTicker, tickerField, tickersOf } from '../dataset/tickers';
import { parseFilter } from '../query/condition';
import { columnNames, type FieldCatalogue, fieldCatalogue } from '../query/fields';
import type { Filter, Query, QueryResult, Sort } from '../query/language';
import { parseQuery } from '../query/parse';
import { comparePoints } from '../query/text';
import type { CompanyAt, SnapshotInfo } from '../release/types';
import { maskOf } from './mask';
import { orderRows, type TickerOrder } from './order';
import { pick, toRows } from './rows';

/** How many orders of rows are kept for the next query. */
const ORDERS = 24;

/**
 * The part of a snapshot in memory that every page needs: it answers queries, and gives companies by ticker. What the
 * other questions are answered from is here too, so that all share it.
 *
 * @internal
 */
export class SnapshotTable {
  readonly info: SnapshotInfo;
  readonly dataset: Dataset;
  readonly catalogue: FieldCatalogue;
  readonly #orders = new Map<string, Uint32Array>();
  #tickers: TickerOrder | undefined;
  #rows: Map<string, number> | undefined;
  #marks: Map<string, QualityMark[]> | undefined;

  constructor(info: SnapshotInfo, dataset: Dataset) {
    this.info = info;
    this.dataset = dataset;
    const { schema, nativeSchema, fields, native } = dataset;
    this.catalogue = fieldCatalogue(schema, nativeSchema, columnNames(fields.columns, native.columns));
  }

  query(query: Query = {}): QueryResult {
    const parsed = parseQuery(query, this.catalogue, this.info.id);
    const order = this.order(parsed.sorts);
    const end = Math.min(parsed.start + parsed.limit, this.info.companies);
    let total = order.length;
    let chosen: Uint32Array;
    if (parsed.condition.test === 'all' && parsed.condition.of.length === 0) {
      chosen = order.subarray(Math.min(parsed.start, total), end);
    } else {
      const mask = maskOf(parsed.condition, order.length, this.column);
      total = 0;
      for (let row = 0; row < mask.length; row++) total += mask[row]!;
      chosen = pick(order, mask, parsed.start, Math.min(end, total));
    }
    return {
      rows: toRows(
        parsed.fields.map((name) => this.column(name) ?? name),
        chosen,
      ),
      marks: this.#marksOf(chosen, query.projection && new Set(query.projection)),
      total,
      next: parsed.next(this.info.id, parsed.start + chosen.length, total),
      snapshot: this.info,
    };
  }

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

  /** The column of a name; undefined if the snapshot has none. */
  readonly column = (name: string): Column | undefined =>
    this.dataset.fields.byName.get(name) ?? this.dataset.native.byName.get(name);

  /** The rows that fit; undefined for all. */
  mask(filter: Filter | undefined): Uint8Array | undefined {
    if (filter === undefined) return undefined;
    return maskOf(parseFilter(filter, this.catalogue), this.info.companies, this.column);
  }

  /** All rows in an order, from memory if it was asked for lately. */
  order(sorts: readonly Required<Sort>[]): Uint32Array {
    const key = JSON.stringify(sorts);
    let order = this.#orders.get(key);
    if (!order) {
      order = orderRows(sorts, this.column, this.#tickerOrder());
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
}
