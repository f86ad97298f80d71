import type { Dataset } from '@stock-analyzer/schema';
import { type Change, type Method, numberColumns, numbersOf } from './method';

/** Columns that hold prices of one share, side by side in a price table. */
const PRICES = new Set(['Price', '52W High', '52W Low']);

/**
 * The repair of "100x errors" that the best-known price client (yfinance) describes: prices of one share, by
 * date and by column, are smoothed by a local median; where a price is about 100 times its local median, or a
 * hundredth of it, currency units were mixed up (pounds and pence), and it is divided or multiplied by 100.
 * This is that idea by our own hand: the local median of a cell is that of the last weeks and, for prices, of
 * the neighbouring price columns; "about 100" is a quotient that rounds to 100 in steps of 20.
 */
export const priceRepair: Method = {
  name: 'price_repair',
  look(week, earlier) {
    const changes: Change[] = [];
    const rowsOf = earlier.map(rowByTicker);
    const tickers = tickersOf(week);
    for (const { field, numbers } of numberColumns(week)) {
      const columns = PRICES.has(field.name) ? [...PRICES] : [field.name];
      // A cell without neighbours is its own median.
      if (columns.length === 1 && earlier.length === 0) continue;
      const now = columns.map((name) => columnNamed(week, name));
      const before = earlier.map((then) => columns.map((name) => columnNamed(then, name)));
      numbers.forEach((value, row) => {
        if (Number.isNaN(value) || value === 0) return;
        const near = now.map((column) => column[row] ?? Number.NaN);
        before.forEach((columnsThen, at) => {
          const rowThen = rowsOf[at]!.get(tickers[row] ?? '') ?? -1;
          near.push(...columnsThen.map((column) => column[rowThen] ?? Number.NaN));
        });
        const ratio = value / median(near);
        const to = isHundred(ratio) ? value / 100 : isHundred(1 / ratio) ? value * 100 : undefined;
        if (to === undefined) return;
        changes.push({ row, field: field.name, to, automatic: true, confidence: 1, group: null });
      });
    }
    return { changes, shown: [], plausibleWarnings: 0 };
  },
};

function isHundred(ratio: number): boolean {
  return Math.round(ratio / 20) * 20 === 100;
}

function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function columnNamed(week: Dataset, name: string): Float64Array {
  return numbersOf(week.fields.byName.get(name) ?? week.native.byName.get(name));
}

function tickersOf({ fields }: Dataset): (string | null)[] {
  const column = fields.byName.get('Ticker');
  if (column?.type === 'string') return Array.from(column.codes, (code) => column.dictionary[code] ?? null);
  return column?.type === 'mixed'
    ? column.values.map((value) => (value === null ? null : String(value)))
    : [];
}

function rowByTicker(week: Dataset): Map<string, number> {
  return new Map(tickersOf(week).flatMap((ticker, row) => (ticker === null ? [] : [[ticker, row]])));
}
