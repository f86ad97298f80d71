import type { Column, Dataset, QualityMark } from '@stock-analyzer/schema';
import { rowsByTicker, tickersOf } from '../dataset/tickers';
import { parseFilter } from '../query/condition';
import { columnNames, type FieldCatalogue, fieldCatalogue } from '../query/fields';
import type { Filter, Query, QueryResult, Sort } from '../query/language';
import { parseQuery } from '../query/parse';
import { comparePoints } from '../query/text';
import { recent } from '../recent';
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
  #names: readonly string[] | undefined;
  #byTicker: Uint32Array | undefined;
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
    this.#rows ??= rowsByTicker(this.dataset);
    const row = this.#rows.get(ticker);
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
    return recent(this.#orders, ORDERS, JSON.stringify(sorts), () =>
      orderRows(sorts, this.column, this.#tickerOrder()),
    );
  }

  #tickerOrder(): TickerOrder {
    const tickers = this.#tickers();
    const compare = (a: number, b: number) => comparePoints(tickers[a]!, tickers[b]!);
    return {
      compare,
      rows: () => {
        this.#byTicker ??= Uint32Array.from(tickers, (_, row) => row).sort(compare);
        return this.#byTicker;
      },
    };
  }

  #tickers(): readonly string[] {
    this.#names ??= tickersOf(this.dataset);
    return this.#names;
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
    if (marks.size === 0) return [];
    const tickers = this.#tickers();
    return Array.from(chosen, (row) => marks.get(tickers[row]!) ?? [])
      .flat()
      .filter(({ field }) => !fields || fields.has(field));
  }
}
