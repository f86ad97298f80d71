import type { Column } from '@stock-analyzer/schema';
import type { Sort } from '../query/language';
import { compareText } from '../query/text';
import { compareCells } from './cells';
import type { ColumnOf } from './mask';

type Comparator = (a: number, b: number) => number;

/** The order of tickers, which decides wherever a sort does not. */
export interface TickerOrder {
  /** All rows by their tickers; made when it is first asked for. */
  rows(): Uint32Array;
  compare: Comparator;
}

/** All rows in the order of the sorts; where these say nothing, in that of their tickers. */
export function orderRows(
  sorts: readonly Required<Sort>[],
  columnOf: ColumnOf,
  tickers: TickerOrder,
): Uint32Array {
  const columns = sorts.flatMap(({ field, order }) => {
    const column = columnOf(field);
    return column ? [{ column, compare: comparatorOf(column, order === 'desc' ? -1 : 1) }] : [];
  });
  const [first, ...rest] = columns;
  if (!first) return tickers.rows();
  if (first.column.type === 'number' && rest.length === 0) {
    // Few companies share a number: comparing these alone is less work than ordering all by their tickers.
    const rows = Uint32Array.from(first.column.values, (_, row) => row);
    return rows.sort((a, b) => first.compare(a, b) || tickers.compare(a, b));
  }
  // Sorting is stable, so equal rows keep the order of tickers.
  return tickers
    .rows()
    .slice()
    .sort((a, b) => {
      let order = first.compare(a, b);
      for (let at = 0; order === 0 && at < rest.length; at++) order = rest[at]!.compare(a, b);
      return order;
    });
}

function comparatorOf(column: Column, sign: 1 | -1): Comparator {
  const { validity } = column;
  const compare = presentComparator(column);
  return (a, b) => {
    if (validity[a] !== validity[b]) return validity[b]! - validity[a]!;
    return validity[a] === 1 ? sign * compare(a, b) : 0;
  };
}

function presentComparator(column: Column): Comparator {
  switch (column.type) {
    case 'number':
    case 'boolean': {
      const { values } = column;
      return (a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0);
    }
    case 'string': {
      const ranks = textRanks(column.dictionary);
      const { codes } = column;
      return (a, b) => ranks[codes[a]!]! - ranks[codes[b]!]!;
    }
    case 'mixed':
      return (a, b) => compareCells(column.values[a]!, column.values[b]!);
  }
}

/** The place of each text among all, in the order of texts. */
function textRanks(texts: readonly string[]): Uint32Array {
  const order = Uint32Array.from(texts, (_, index) => index).sort((a, b) =>
    compareText(texts[a]!, texts[b]!),
  );
  const ranks = new Uint32Array(texts.length);
  let rank = -1;
  for (let at = 0; at < order.length; at++) {
    // A dictionary made elsewhere may hold a text twice.
    if (at === 0 || texts[order[at]!] !== texts[order[at - 1]!]) rank++;
    ranks[order[at]!] = rank;
  }
  return ranks;
}
