import { cellAt } from '@stock-analyzer/schema';
import { stockExchanges } from '@stock-analyzer/schema/exchanges';
import type { DetectorContext } from '../../propose/context';
import { fold } from '../spelling/names';

/** How the tickers of an exchange are written. */
export interface TickerForm {
  /** `.HK`; empty for none. */
  readonly ending: string;
  /** Digits at least; 0 for letters. */
  readonly digits: number;
  /** So many of the exchange's tickers are written so. */
  readonly count: number;
  readonly total: number;
}

const DIGITS = /^(\d+)(\.[A-Z]{1,2})$/;
/** Fewer tickers than this tell nothing of an exchange: what is known of it anyway counts. */
const FEWEST = 5;
/** An exchange whose tickers are not all but a few written alike has no form. */
const ALIKE = 0.8;

/** Both of Korea's exchanges are called so: it does not tell which ending a ticker has. */
const SHARED = 'KRX';

/** The form of each exchange's tickers, by the exchange's name, as the data itself shows it. */
export function tickerForms({ tickers }: DetectorContext, exchangeOf: (row: number) => string | null) {
  const shapes = new Map<string, Map<string, number>>();
  tickers.forEach((ticker, row) => {
    const exchange = exchangeOf(row);
    if (ticker === null || exchange === null) return;
    const shape = shapeOf(ticker);
    const counts = shapes.get(exchange) ?? new Map<string, number>();
    shapes.set(exchange, counts);
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  });
  const forms = new Map<string, TickerForm>();
  for (const { name, ending, digits } of stockExchanges)
    forms.set(name, { ending, digits, count: 0, total: 0 });
  for (const [exchange, counts] of shapes) {
    const form = commonest(counts);
    const known = forms.get(exchange);
    if (!form || form.total < FEWEST) continue;
    // Some of an exchange's tickers may be longer than what it fills up to.
    const isLonger = known !== undefined && known.ending === form.ending && known.digits < form.digits;
    forms.set(exchange, isLonger ? { ...form, digits: known.digits } : form);
  }
  return forms;
}

/** How many digits, and the ending behind them; `0` for a ticker of letters. */
function shapeOf(ticker: string): string {
  const [, digits = '', ending = ''] = startsWithDigit(ticker) ? (DIGITS.exec(ticker) ?? []) : [];
  return `${digits.length}${ending}`;
}

/** Most tickers do not, and need no closer look for digits. */
export function startsWithDigit(text: string): boolean {
  const unit = text.charCodeAt(0);
  return unit >= 48 && unit <= 57;
}

function commonest(counts: ReadonlyMap<string, number>): TickerForm | null {
  let total = 0;
  let best: readonly [string, number] = ['', 0];
  for (const [shape, count] of counts) {
    total += count;
    if (count > best[1]) best = [shape, count];
  }
  const [shape, count] = best;
  if (count < ALIKE * total) return null;
  const digits = Number.parseInt(shape, 10);
  return { ending: shape.slice(String(digits).length), digits, count, total };
}

/** By row: the exchange under its usual name, else what its currency tells; null where there is neither. */
export function exchangeReader({ fields }: DetectorContext): (row: number) => string | null {
  const textsOf = (key: string) => {
    const column = fields.find(({ field }) => field.key === key)?.column;
    return (row: number) => {
      const value = column ? cellAt(column, row) : null;
      return typeof value === 'string' ? value : null;
    };
  };
  const exchangeAt = textsOf('exchange');
  const currencyAt = textsOf('currency');
  const names = new Map<string, string>();
  const byCurrency = new Map<string, string | null>();
  for (const { name, spellings, currency } of stockExchanges) {
    for (const spelling of [name, ...spellings]) {
      if (spelling !== SHARED) names.set(fold(spelling), name);
    }
    byCurrency.set(currency, byCurrency.has(currency) ? null : name);
  }
  const known = new Map<string, string>();
  return (row) => {
    const text = exchangeAt(row);
    if (text === null) return byCurrency.get(currencyAt(row) ?? '') ?? null;
    const name = known.get(text) ?? names.get(fold(text)) ?? text;
    known.set(text, name);
    return name;
  };
}
