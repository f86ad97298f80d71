import type { ColumnTable } from '@stock-analyzer/schema';
import { isTable } from '../columns/read-input';

/** What a stream is made of: rows, lists of rows, tables. */
export type StreamItem = object | readonly object[] | ColumnTable;

/** A stream of any length. */
export type RowStream = Iterable<StreamItem> | AsyncIterable<StreamItem>;

/** A piece of a stream that is checked at once: rows, or a table. */
export type Batch = readonly unknown[] | ColumnTable;

const BATCH_ROWS = 4096;

/** Puts rows together to batches; tables are batches as they come. */
export async function* batchesOf(source: RowStream): AsyncGenerator<Batch> {
  let rows: unknown[] = [];
  const add = function* (item: unknown): Generator<Batch> {
    if (isTable(item)) {
      if (rows.length > 0) yield rows;
      rows = [];
      yield item;
      return;
    }
    for (const row of Array.isArray(item) ? item : [item]) {
      rows.push(row);
      if (rows.length < BATCH_ROWS) continue;
      yield rows;
      rows = [];
    }
  };
  // Awaiting what is there already would cost more than the check.
  if (Symbol.asyncIterator in source) for await (const item of source) yield* add(item);
  else for (const item of source) yield* add(item);
  if (rows.length > 0) yield rows;
}
