import { checkLimit } from '../check-limit';
import type { XlsbLimits } from '../limits';
import type { SharedStrings } from '../shared/shared-strings';
import type { Styles } from '../shared/styles';
import { type CellError, cellErrorOf } from '../value/cell-error';
import { dateOf } from '../value/date';
import type { CellSink } from './cell-sink';

/** What a cell of a row holds. Null is blank; a Date only where dates were asked for. */
export type RowValue = string | number | boolean | Date | CellError | null;

/** A row that holds something. */
export interface SheetRow {
  /** Spreadsheet row number: the first row is 1. */
  readonly row: number;
  /** By column, from A; the last one holds something. */
  readonly cells: readonly RowValue[];
}

/** Where the texts and dates of rows come from, and what they may cost. */
export interface RowContext {
  readonly sheet: string;
  readonly strings: SharedStrings;
  readonly styles: Styles | undefined;
  readonly date1904: boolean;
  /** Numbers with a date format become Dates. */
  readonly dates: boolean;
  readonly limits: XlsbLimits;
}

/** Gathers rows. */
export class RowSink implements CellSink {
  /** Those gathered since they were last taken. */
  #rows: SheetRow[] = [];
  #cells: RowValue[] = [];
  /** Cells of all rows gathered, blank ones included. */
  #size = 0;
  readonly #context: RowContext;

  constructor(context: RowContext) {
    this.#context = context;
  }

  row(row: number): void {
    this.#cells = [];
    this.#rows.push({ row: row + 1, cells: this.#cells });
  }

  number(column: number, style: number, value: number): void {
    const { dates, styles, date1904 } = this.#context;
    const date = dates && styles?.isDate(style) ? dateOf(value, { date1904 }) : null;
    this.#set(column, date ?? value);
  }

  shared(column: number, _style: number, index: number): void {
    this.#set(column, this.#context.strings.text(index));
  }

  text(column: number, _style: number, text: string): void {
    this.#set(column, text);
  }

  boolean(column: number, _style: number, value: boolean): void {
    this.#set(column, value);
  }

  error(column: number, _style: number, byte: number): void {
    this.#set(column, cellErrorOf(byte));
  }

  /** Whether so many rows are there that have ended. */
  has(count: number): boolean {
    return this.#rows.length > count;
  }

  /** The first so many rows, which have to have ended, or all. */
  take(count = this.#rows.length): SheetRow[] {
    const taken = this.#rows.slice(0, count);
    this.#rows = this.#rows.slice(count);
    for (const { cells } of taken) this.#size -= cells.length;
    return taken;
  }

  #set(column: number, value: RowValue): void {
    const cells = this.#cells;
    this.#size += column + 1 - cells.length;
    const { limits, sheet } = this.#context;
    if (this.#size > limits.cells)
      checkLimit('cells', limits, this.#size, 'The rows have # cells', { sheet });
    while (cells.length < column) cells.push(null);
    cells.push(value);
  }
}
