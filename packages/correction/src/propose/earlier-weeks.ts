import type { Column, FieldDefinition, StringColumn } from '@stock-analyzer/schema';
import type { CorrectionData } from '../data';
import { columnsByField, textAt } from './columns';
import { TextNumbers } from './text-numbers';

/** An approved earlier week. */
export interface EarlierWeek {
  /** Its columns by the field's display name. */
  readonly columns: ReadonlyMap<string, Column>;
  /** By row of this week: the row of the same company; -1 for none. */
  readonly rows: Int32Array;
}

/** What companies are known by, this week. */
interface Known {
  readonly tickers: TextNumbers;
  readonly names: Column | undefined;
}

/** Earlier weeks, and which of their rows are this week's companies: by ticker, else by name. */
export function earlierWeeks(
  weeks: readonly CorrectionData[],
  definitions: readonly FieldDefinition[],
  { tickers, names }: Known,
): EarlierWeek[] {
  const nameOf = new Map(definitions.toReversed().map((field) => [field.key, field.name]));
  return weeks.map((week) => {
    const columns = columnsByField(week, definitions);
    const columnOf = (key: string) => columns.get(nameOf.get(key) ?? '');
    const rows = rowsOfTickers(tickers, columnOf('ticker'));
    matchNames(names, columnOf('corpName'), rows);
    return { columns, rows };
  });
}

/** By row: the earlier row of the same ticker; -1 for none, and for a ticker that the earlier week has twice. */
function rowsOfTickers(tickers: TextNumbers, earlier: Column | undefined): Int32Array {
  const { texts, numbers, firsts } = tickers;
  const there = new RowsOfTexts(firsts.length);
  // Most weeks have the companies in one order: the one after the last is looked at before all are.
  let next = 0;
  for (let row = 0; row < (earlier?.validity.length ?? 0); row++) {
    const ticker = textAt(earlier!, row);
    if (ticker === null) continue;
    const number = ticker === texts[next] ? numbers[next] : tickers.of(ticker);
    if (number === undefined) continue;
    there.put(number, row);
    next = firsts[number]! + 1;
  }
  return numbers.map((number) => there.only(number));
}

/** Puts in rows of the same name where there is none of the same ticker, unless another company has the row. */
function matchNames(names: Column | undefined, earlier: Column | undefined, rows: Int32Array): void {
  const unknown: number[] = [];
  for (let row = 0; row < rows.length; row++) if (rows[row]! < 0) unknown.push(row);
  if (!earlier || unknown.length === 0) return;
  const own = new TextNumbers(unknown.map((row) => (names ? textAt(names, row) : null)));
  const there = new RowsOfTexts(own.firsts.length);
  const { validity } = earlier;
  // Of a dictionary each text is looked for once.
  const known = earlier.type === 'string' ? earlier.dictionary.map((name) => own.of(name)) : undefined;
  for (let row = 0; row < validity.length; row++) {
    if (validity[row] !== 1) continue;
    const number = known ? known[(earlier as StringColumn).codes[row]!] : own.of(textAt(earlier, row)!);
    if (number !== undefined) there.put(number, row);
  }
  const isTaken = new Uint8Array(validity.length);
  for (let row = 0; row < rows.length; row++) if (rows[row]! >= 0) isTaken[rows[row]!] = 1;
  unknown.forEach((row, at) => {
    const found = there.only(own.numbers[at]!);
    if (found >= 0 && isTaken[found] === 0) rows[row] = found;
  });
}

/** By number of a text: its row, counted from 1; 0 for none, -1 for several. */
class RowsOfTexts {
  private readonly rows: Int32Array;

  constructor(count: number) {
    this.rows = new Int32Array(count);
  }

  put(number: number, row: number): void {
    this.rows[number] = this.rows[number] === 0 ? row + 1 : -1;
  }

  /** The row of a text that stands in one only; -1 for any other. */
  only(number: number): number {
    return Math.max(this.rows[number]! - 1, -1);
  }
}
