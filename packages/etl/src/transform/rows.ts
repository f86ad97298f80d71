import { type Column, cellAt, parseErrorToken, parseTicker, type SheetTable } from '@stock-analyzer/schema';
import type { SourceProfile } from '../profile/types';
import type { RowReason } from './accounting';
import { type SheetLayout, textAt } from './layout';

/** Which rows of a sheet are data, and why the others are not. Rows are 0-based rows of the table. */
export interface RowPlan {
  /** Data rows, in the sheet's order. */
  readonly kept: Int32Array;
  /** Their tickers, in a sheet of companies. */
  readonly tickers: readonly string[];
  readonly reasons: Map<RowReason, number>;
  readonly quarantined: readonly {
    readonly row: number;
    readonly reason: RowReason;
    readonly ticker: string | null;
  }[];
}

/** The rows of any sheet: all below the header that hold something. */
export function planRows(layout: SheetLayout, profile: SourceProfile): RowPlan {
  const { table } = layout;
  const reasons = reasonsAbove(layout, profile);
  const filled = filledRows(table);
  const ticker = sourceOf(layout, 'Ticker');
  const kept: number[] = [];
  for (let row = firstDataRow(layout); row < table.rowCount; row++) {
    if (filled[row] === 0) count(reasons, 'blank');
    else if (ticker && isJunk(table, ticker, row)) count(reasons, 'junk');
    else kept.push(row);
  }
  return { kept: Int32Array.from(kept), tickers: [], reasons, quarantined: [] };
}

/** The rows of a sheet of companies: each has a ticker of its own and a name. */
export function planCompanyRows(layout: SheetLayout, profile: SourceProfile): RowPlan {
  const { table } = layout;
  const reasons = reasonsAbove(layout, profile);
  const filled = filledRows(table);
  const ticker = sourceOf(layout, 'Ticker')!;
  const name = sourceOf(layout, 'corpName');
  const header = textAt(ticker, layout.headerRow!);
  const titles = new Set(profile.titles);
  const seen = new Set<string>();
  const kept: number[] = [];
  const tickers: string[] = [];
  const quarantined: RowPlan['quarantined'][number][] = [];
  const quarantine = (row: number, reason: RowReason, symbol: string | null) => {
    count(reasons, reason);
    quarantined.push({ row, reason, ticker: symbol });
  };
  for (let row = firstDataRow(layout); row < table.rowCount; row++) {
    if (filled[row] === 0) {
      count(reasons, 'blank');
      continue;
    }
    const symbol = valueAt(ticker, row, profile);
    if (symbol === null || symbol === '0') {
      if (isJunk(table, ticker, row)) count(reasons, 'junk');
      else quarantine(row, 'missing_ticker', null);
    } else if (symbol === header) count(reasons, 'header');
    else if (titles.has(symbol)) count(reasons, 'group_title');
    else if (!name || nameAt(name, row, profile) === null) quarantine(row, 'missing_name', symbol);
    else if (seen.has(symbol)) quarantine(row, 'duplicate_ticker', symbol);
    else {
      seen.add(symbol);
      kept.push(row);
      tickers.push(symbol);
    }
  }
  return { kept: Int32Array.from(kept), tickers, reasons, quarantined };
}

/** The column of a field, if the sheet has it. */
export function sourceOf(layout: SheetLayout, field: string): Column | undefined {
  return layout.columns.find(({ match }) => match.kind === 'field' && match.field.name === field)?.source;
}

function firstDataRow({ headerRow }: SheetLayout): number {
  return headerRow === null ? 0 : headerRow + 1;
}

function reasonsAbove(
  { table, headerRow, titleRow }: SheetLayout,
  profile: SourceProfile,
): Map<RowReason, number> {
  const reasons = new Map<RowReason, number>();
  if (headerRow === null) return reasons;
  for (let row = 0; row < headerRow; row++) {
    const texts = table.columns.flatMap((column) => textAt(column, row) ?? []);
    const note = texts.some((text) => text.includes(profile.asOf.markers[0] ?? '※'));
    count(reasons, texts.length === 0 ? 'blank' : row === titleRow && !note ? 'group_title' : 'metadata');
  }
  count(reasons, 'header');
  return reasons;
}

function count(reasons: Map<RowReason, number>, reason: RowReason): void {
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

/** One byte a row: 1 if any cell holds more than spaces, or an error. */
function filledRows({ columns, rowCount }: SheetTable): Uint8Array {
  const filled = new Uint8Array(rowCount);
  for (const column of columns) {
    for (const row of column.causes?.keys() ?? []) filled[row] = 1;
    const spaces = column.type === 'string' ? column.dictionary.map((text) => text.trim() === '') : [];
    for (let row = 0; row < rowCount; row++) {
      if (filled[row] === 1 || column.validity[row] === 0) continue;
      if (column.type === 'string' && spaces[column.codes[row]!]) continue;
      if (column.type === 'mixed' && textAt(column, row) === null) continue;
      filled[row] = 1;
    }
  }
  return filled;
}

/** A row that formulas left behind: no ticker, and zeros or errors wherever there is anything. */
function isJunk({ columns }: SheetTable, ticker: Column, row: number): boolean {
  const symbol = textAt(ticker, row);
  if (symbol !== null && symbol.trim() !== '0' && parseErrorToken(symbol) === null) return false;
  return columns.every((column) => {
    const value = cellAt(column, row);
    if (typeof value !== 'string') return value === null || value === 0;
    const text = value.trim();
    return text === '' || text === '0' || parseErrorToken(text) !== null;
  });
}

function valueAt(column: Column, row: number, { errorTokens }: SourceProfile): string | null {
  const text = parseTicker(cellAt(column, row));
  return text !== null && parseErrorToken(text, errorTokens) === null ? text : null;
}

/** A name is text: a number where a name should be is what a formula makes of an empty cell. */
function nameAt(column: Column, row: number, profile: SourceProfile): string | null {
  return cellAt(column, row) === 0 ? null : valueAt(column, row, profile);
}
