import { type CellValue, cellAt, wholePattern } from '@stock-analyzer/schema';
import { evidence } from '../../evidence/describe';
import type { Evidence } from '../../model/plan';
import { type Detector, isSettled } from '../../propose/context';
import type { TextNumbers } from '../../propose/text-numbers';
import { lastWeek } from '../earlier';
import { findingOf, LOST } from '../finding';
import { exchangeReader, startsWithDigit, type TickerForm, tickerForms } from './forms';

/** All tickers of an exchange are written alike; that of a company among them is no exception. */
const AS_ITS_EXCHANGE = 7;
/** What is known of an exchange anyway, where the data has too few tickers to show it. */
const AS_KNOWN = 4;
const AS_LAST_WEEK = 7;
const NOT_AS_LAST_WEEK = -5;
/** Last week's ticker of the same name, where nothing of this week's is left to compare. */
const LAST_WEEK_ALONE = 3;
/** Case, width and spaces do not tell tickers apart. */
const SAME_BUT_FOR_CASE = 8;
/** Two companies never share a ticker. */
const TAKEN = -12;

/** A damaged ticker and what it may have been. */
interface Damaged {
  readonly row: number;
  readonly to: string | null;
  readonly told: readonly (Evidence | null)[];
}

/**
 * Finds tickers that were taken for numbers (`1398`, `5930.0`), lost their leading zeros (`700.HK`) or are written in
 * other letters, and writes them as their exchange's tickers are. What last week's ticker of the company contradicts, or
 * another row has already, is flagged; so is an ending of another exchange's.
 */
export const detectTickers: Detector = function* (context) {
  const { fields } = context;
  const own = fields.find(({ field }) => field.key === 'ticker');
  if (!own) return;
  const { field, column } = own;
  const isOrdinary = ordinary(field.pattern ?? '.*');
  const exchangeOf = exchangeReader(context);
  const forms = tickerForms(context, exchangeOf);

  const damaged: Damaged[] = [];
  const uses = new Uses(context.tickerNumbers);
  for (let row = 0; row < column.validity.length; row++) {
    const value = cellAt(column, row);
    if (value === null || isSettled(context, row, column.name)) continue;
    const exchange = exchangeOf(row);
    const form = forms.get(exchange ?? '') ?? formOfEnding(forms, value);
    if (isOrdinary(value, form)) uses.own(row);
    else {
      const before = lastWeek(context, field, row);
      const found = restored(value, exchange, form, typeof before === 'string' ? before : null);
      if (found) damaged.push({ row, ...found });
      if (found?.to != null) uses.other(found.to);
    }
  }
  for (const { row, to, told } of damaged) {
    if (to === null) yield findingOf(column, row, 'ticker', null, told, { most: LOST });
    else {
      const isTaken = uses.of(to) > 1;
      const taken = isTaken ? evidence('duplicate', TAKEN, { equal: 1, total: 1 }, to) : null;
      yield findingOf(column, row, 'ticker', to, [...told, taken]);
    }
  }
};

/** How many rows have, or are to have, a ticker. */
class Uses {
  private readonly counts: Int32Array;
  private readonly others = new Map<string, number>();

  constructor(private readonly tickers: TextNumbers) {
    this.counts = new Int32Array(tickers.firsts.length);
  }

  own(row: number): void {
    this.counts[this.tickers.numbers[row]!]!++;
  }

  other(ticker: string): void {
    this.others.set(ticker, (this.others.get(ticker) ?? 0) + 1);
  }

  of(ticker: string): number {
    const number = this.tickers.of(ticker);
    return (this.others.get(ticker) ?? 0) + (number === undefined ? 0 : this.counts[number]!);
  }
}

const NUMBER = /^(\d+)(?:\.0*)?$/;
const WITH_ENDING = /^(\d+)(\.[A-Z]{1,2})$/;

/** The exchange is not known, and the ending tells it. */
function formOfEnding(forms: ReadonlyMap<string, TickerForm>, value: CellValue): TickerForm | null {
  const ending = typeof value === 'string' ? WITH_ENDING.exec(value)?.[2] : undefined;
  if (ending === undefined) return null;
  for (const form of forms.values()) if (form.ending === ending) return form;
  return null;
}

/** Tells tickers that nothing is wrong with. */
function ordinary(pattern: string): (value: CellValue, form: TickerForm | null) => boolean {
  const shape = wholePattern(pattern);
  return (value, form) => {
    if (typeof value !== 'string' || !shape.test(value)) return false;
    const isOfDigits = startsWithDigit(value);
    if (isOfDigits && NUMBER.test(value)) return false;
    if (!form) return true;
    const [, digits, ending = ''] = isOfDigits ? (WITH_ENDING.exec(value) ?? []) : [];
    if (digits !== undefined) return ending === form.ending && digits.length >= form.digits;
    return form.digits === 0 || value.endsWith(form.ending);
  };
}

/** What a damaged ticker was; null if it is none after all. */
function restored(
  value: CellValue,
  exchange: string | null,
  form: TickerForm | null,
  before: string | null,
): Omit<Damaged, 'row'> | null {
  if (before === value) return null;
  const text = String(value)
    .normalize('NFKC')
    .replace(/[\s'\u200b-\u200f\ufeff]/g, '')
    .toUpperCase();
  const [, digits, ending] = NUMBER.exec(text) ?? WITH_ENDING.exec(text) ?? [];
  if (digits !== undefined && form && form.digits > 0 && (ending ?? form.ending) === form.ending) {
    const to = digits.replace(/^0+(?=\d)/, '').padStart(form.digits, '0') + form.ending;
    return { to, told: [formEvidence(exchange, form, 1), historyOf(before, to)] };
  }
  if (digits === undefined && text !== value && text !== '') {
    return { to: text, told: [evidence('list', SAME_BUT_FOR_CASE, {}, text), historyOf(before, text)] };
  }
  if (before !== null) {
    const isSame = digits !== undefined && Number.parseInt(before, 10) === Number(digits);
    return { to: before, told: [evidence('history', isSame ? AS_LAST_WEEK : LAST_WEEK_ALONE, {}, before)] };
  }
  if (form && exchange && !NUMBER.test(text) && (ending || form.ending))
    return { to: null, told: [formEvidence(exchange, form, -1)] };
  return digits === undefined
    ? null
    : { to: null, told: [evidence('format', 0, { value: Number(text) }, text)] };
}

function formEvidence(
  exchange: string | null,
  { count, total, digits, ending }: TickerForm,
  sign: number,
): Evidence {
  const shape = `${exchange ?? ''} ${'0'.repeat(digits)}${ending}`.trim();
  return total > 0
    ? evidence('market', sign * AS_ITS_EXCHANGE, { count, total }, shape)
    : evidence('market', sign * AS_KNOWN, {}, shape);
}

function historyOf(before: string | null, to: string): Evidence | null {
  return before === null
    ? null
    : evidence('history', before === to ? AS_LAST_WEEK : NOT_AS_LAST_WEEK, {}, before);
}
