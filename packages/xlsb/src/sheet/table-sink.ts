import { tooLarge, type XlsbLimits } from '../limits';
import type { SharedStrings } from '../workbook/shared-strings';
import type { CellLog } from './cell-log';
import type { CellSink } from './cell-sink';
import { BOOLEAN, ColumnBuilder, ERROR, NUMBER, SHARED, TEXT, TOKEN } from './column-builder';
import { type Column, columnLetters } from './columns';

/** Where a table's texts and formats come from, and what it may cost. */
export interface TableContext {
  readonly sheet: string;
  readonly strings: SharedStrings;
  /** Number formats by style. */
  readonly formats: readonly string[];
  readonly limits: XlsbLimits;
  /** An empty log to gather cells in. */
  readonly log: CellLog;
}

/** Gathers a sheet's cells and makes typed columns of them. */
export class TableSink implements CellSink {
  readonly #context: TableContext;
  readonly #log: CellLog;
  readonly #texts: string[] = [];

  constructor(context: TableContext) {
    this.#context = context;
    this.#log = context.log;
  }

  row(row: number): void {
    this.#log.beginRow(row);
  }

  number(column: number, style: number, value: number): void {
    this.#add(column, style, Number.isFinite(value) ? NUMBER : TOKEN, value);
  }

  shared(column: number, style: number, index: number): void {
    this.#add(column, style, SHARED, index);
  }

  text(column: number, style: number, text: string): void {
    this.#add(column, style, TEXT, this.#texts.push(text) - 1);
  }

  boolean(column: number, style: number, value: boolean): void {
    this.#add(column, style, BOOLEAN, value ? 1 : 0);
  }

  error(column: number, style: number, byte: number): void {
    this.#add(column, style, ERROR, byte);
  }

  /** The table: from the first row that holds something to the last. @throws XlsbError `TOO_LARGE` */
  build(): { firstRow: number; rowCount: number; columns: Column[] } {
    const { rows, rowCount: filled, kinds: kindsOf, columnCount } = this.#log;
    const first = filled > 0 ? rows[0]! : 0;
    const rowCount = filled > 0 ? rows[filled - 1]! - first + 1 : 0;
    const { strings, formats } = this.#context;
    const textOf = (kind: number, number: number) =>
      kind === SHARED ? strings.text(number) : this.#texts[number]!;
    const used: ColumnBuilder[] = [];
    const builders: ColumnBuilder[] = [];
    for (let index = 0; index < columnCount; index++) {
      const kinds = kindsOf[index]!;
      if (kinds === 0) continue;
      this.#checkCells(rowCount * (used.length + 1));
      const builder = new ColumnBuilder(columnLetters(index), kinds, rowCount, textOf);
      builders[index] = builder;
      used.push(builder);
    }
    this.#fill(builders, first);
    if (formats.length > 0) {
      for (const builder of used) builder.chooseFormat(formats);
      this.#format(builders, first, formats);
    }
    return { firstRow: first + 1, rowCount, columns: used.map((builder) => builder.column()) };
  }

  #fill(builders: readonly ColumnBuilder[], first: number): void {
    const { columns, tags, numbers } = this.#log;
    this.#eachRow((row, start, end) => {
      for (let at = start; at < end; at++) {
        const tag = tags[at]!;
        builders[columns[at]!]!.set(row - first, tag >>> 24, numbers[at]!, tag & 0xffffff);
      }
    });
  }

  #format(builders: readonly ColumnBuilder[], first: number, formats: readonly string[]): void {
    const { columns, tags } = this.#log;
    this.#eachRow((row, start, end) => {
      for (let at = start; at < end; at++) {
        builders[columns[at]!]!.setFormat(row - first, formats[tags[at]! & 0xffffff] ?? 'General');
      }
    });
  }

  #eachRow(visit: (row: number, start: number, end: number) => void): void {
    const { rows, rowStarts, rowCount, length } = this.#log;
    for (let i = 0; i < rowCount; i++) {
      visit(rows[i]!, rowStarts[i]!, i + 1 < rowCount ? rowStarts[i + 1]! : length);
    }
  }

  #add(column: number, style: number, kind: number, value: number): void {
    const log = this.#log;
    const at = log.length++;
    if (at === log.columns.length) {
      this.#checkCells(at);
      log.grow();
    }
    log.columns[at] = column;
    log.tags[at] = style | (kind << 24);
    log.numbers[at] = value;
    log.kinds[column]! |= kind;
    if (column >= log.columnCount) log.columnCount = column + 1;
  }

  #checkCells(count: number): void {
    const { limits, sheet } = this.#context;
    if (count > limits.cells) throw tooLarge(`The sheet has ${count} cells`, 'cells', limits, { sheet });
  }
}
