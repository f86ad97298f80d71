import {
  type CellValue,
  type ColumnTable,
  cellAt,
  type Dataset,
  type NumberColumn,
} from '@stock-analyzer/schema';

/** One value that moved far more from last week than its field's values usually do. */
export interface UnusualMove {
  readonly ticker: string;
  readonly field: string;
  readonly from: number;
  readonly to: number;
  /** Robust z-score of the move among all companies' moves of this field. */
  readonly score: number;
}

/** What changed since the week before. */
export interface WeekComparison {
  /** As-of date of the week compared with. */
  readonly previous_as_of: string;
  readonly companies_in: readonly { readonly ticker: string; readonly name: string }[];
  readonly companies_out: readonly { readonly ticker: string; readonly name: string }[];
  /** The same ticker under another name, or the same name under another ticker. */
  readonly renamed: readonly {
    readonly from: { readonly ticker: string; readonly name: string };
    readonly to: { readonly ticker: string; readonly name: string };
  }[];
  /** Most unusual first, at most 100. */
  readonly unusual_moves: readonly UnusualMove[];
  readonly unusual_moves_total: number;
}

const MAX_MOVES = 100;
/** A move this many robust deviations from its field's median move is unusual. */
const UNUSUAL = 10;
/** Fields with fewer moves than this have no distribution to be unusual in. */
const MIN_MOVES = 30;

/**
 * Compares two weeks by ticker: who came, left or was renamed, and which values moved unusually.
 *
 * @example
 * ```ts
 * import { canonicalProfile, compareWeeks, transformWorkbook } from '@stock-analyzer/etl';
 * import { readWorkbook } from '@stock-analyzer/etl/read';
 *
 * const week = async (date: string, csv: string) => {
 *   const file = `companies-${date}.csv`;
 *   const { tables } = await readWorkbook(new TextEncoder().encode(csv), { name: file });
 *   return transformWorkbook(tables, canonicalProfile, { file }).dataset;
 * };
 * const before = await week('2025-10-03', 'Ticker,corpName\nFB,Meta\nNVDA,NVIDIA\n');
 * const after = await week('2025-10-10', 'Ticker,corpName\nMETA,Meta\nNVDA,NVIDIA\nAAPL,Apple\n');
 * const { companies_in, renamed } = compareWeeks(before, after);
 * companies_in.map(({ ticker }) => ticker); // → ['AAPL']
 * renamed.map(({ from, to }) => `${from.ticker} to ${to.ticker}`); // → ['FB to META']
 * ```
 */
export function compareWeeks(previous: Dataset, current: Dataset): WeekComparison {
  const before = companiesOf(previous.fields);
  const after = companiesOf(current.fields);
  const gone = [...before.keys()].filter((ticker) => !after.has(ticker));
  const came = [...after.keys()].filter((ticker) => !before.has(ticker));
  const goneByName = new Map(gone.map((ticker) => [before.get(ticker)!.name, ticker]));
  const renamed: WeekComparison['renamed'][number][] = [];
  const company = (of: typeof before, ticker: string) => ({ ticker, name: of.get(ticker)!.name });
  for (const [ticker, { name }] of after) {
    const old = before.get(ticker);
    const oldTicker = old ? ticker : goneByName.get(name);
    if (oldTicker === undefined || (old && old.name === name)) continue;
    // Share classes have one name: each ticker that is gone became one other at most.
    if (!old) goneByName.delete(name);
    renamed.push({ from: company(before, oldTicker), to: { ticker, name } });
  }
  const renamedFrom = new Set(renamed.map(({ from }) => from.ticker));
  const renamedTo = new Set(renamed.map(({ to }) => to.ticker));
  const moves = unusualMoves(previous.fields, current.fields, before, after);
  return {
    previous_as_of: previous.asOf,
    companies_in: came.filter((ticker) => !renamedTo.has(ticker)).map((ticker) => company(after, ticker)),
    companies_out: gone.filter((ticker) => !renamedFrom.has(ticker)).map((ticker) => company(before, ticker)),
    renamed,
    unusual_moves: moves.slice(0, MAX_MOVES),
    unusual_moves_total: moves.length,
  };
}

type Companies = ReadonlyMap<string, { readonly row: number; readonly name: string }>;

function companiesOf(table: ColumnTable): Companies {
  const tickers = table.byName.get('Ticker');
  const names = table.byName.get('corpName');
  const companies = new Map<string, { row: number; name: string }>();
  for (let row = 0; tickers && row < table.rowCount; row++) {
    companies.set(text(cellAt(tickers, row)), { row, name: names ? text(cellAt(names, row)) : '' });
  }
  return companies;
}

function text(value: CellValue): string {
  return value === null ? '' : String(value);
}

function unusualMoves(
  old: ColumnTable,
  now: ColumnTable,
  before: Companies,
  after: Companies,
): UnusualMove[] {
  const found: UnusualMove[] = [];
  const pairs = [...after].flatMap(([ticker, { row }]) => {
    const earlier = before.get(ticker);
    return earlier ? [{ ticker, row, oldRow: earlier.row }] : [];
  });
  const moves = new Float64Array(pairs.length);
  const pairOf = new Int32Array(pairs.length);
  for (const column of now.columns) {
    const earlier = old.byName.get(column.name);
    if (column.type !== 'number' || earlier?.type !== 'number') continue;
    const size = typicalSize(earlier);
    let count = 0;
    pairs.forEach(({ row, oldRow }, at) => {
      const move = asinhScale(column.values[row]!, size) - asinhScale(earlier.values[oldRow]!, size);
      if (!Number.isFinite(move)) return;
      moves[count] = move;
      pairOf[count++] = at;
    });
    if (count < MIN_MOVES) continue;
    const middle = median(moves.slice(0, count));
    const distances = moves.slice(0, count).map((move) => Math.abs(move - middle));
    const spread = 1.4826 * median(distances.slice());
    if (spread === 0) continue;
    for (let index = 0; index < count; index++) {
      const score = distances[index]! / spread;
      if (score < UNUSUAL) continue;
      const { ticker, row, oldRow } = pairs[pairOf[index]!]!;
      const [from, to] = [earlier.values[oldRow]!, column.values[row]!];
      found.push({ ticker, field: column.name, from, to, score: Math.round(score * 10) / 10 });
    }
  }
  return found.sort((a, b) => b.score - a.score || a.ticker.localeCompare(b.ticker, 'en'));
}

/** Logarithmic far from zero, linear near it, and defined for negative values, which margins and multiples have. */
function asinhScale(value: number, size: number): number {
  return Math.asinh(value / size);
}

function typicalSize(column: NumberColumn): number {
  const sizes = column.values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  return sizes.length ? median(sizes) : 1;
}

/** Sorts the values that it is given. */
function median(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
