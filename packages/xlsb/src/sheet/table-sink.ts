import { checkLimit } from '../check-limit';
import type { XlsbLimits } from '../limits';
import type { SharedStrings } from '../shared/shared-strings';
import { BOOLEAN, buildColumn, ERROR, NUMBER, SHARED, TEXT, TOKEN } from './build-column';
import type { CellLog } from './cell-log';
import type { CellSink } from './cell-sink';
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
  #row = -1;

  constructor(context: TableContext) {
    this.#context = context;
    this.#log = context.log;
  }

  row(row: number): void {
    this.#row = row;
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
    const log = this.#log;
    const { strings, formats } = this.#context;
    const first = log.length > 0 ? log.rows[0]! : 0;
    const rowCount = log.length > 0 ? this.#row - first + 1 : 0;
    const textOf = (kind: number, number: number) =>
      kind === SHARED ? strings.text(number) : this.#texts[number]!;
    const filled = log.kinds.subarray(0, log.columnCount).filter((kinds) => kinds !== 0);
    this.#checkCells(rowCount * filled.length);
    const { order, starts } = log.byColumn();
    const columns: Column[] = [];
    for (let index = 0; index < log.columnCount; index++) {
      const kinds = log.kinds[index]!;
      if (kinds === 0) continue;
      const cells = { log, order, start: starts[index]!, end: starts[index + 1]!, first, rowCount };
      columns.push(buildColumn(columnLetters(index), kinds, cells, formats, textOf));
    }
    return { firstRow: first + 1, rowCount, columns };
  }

  #add(column: number, style: number, kind: number, value: number): void {
    const log = this.#log;
    const at = log.length++;
    if (at === log.rows.length) {
      this.#checkCells(at);
      log.grow();
    }
    log.rows[at] = this.#row;
    log.columns[at] = column;
    log.tags[at] = style | (kind << 24);
    log.numbers[at] = value;
    log.kinds[column]! |= kind;
    if (column >= log.columnCount) log.columnCount = column + 1;
  }

  #checkCells(count: number): void {
    const { limits, sheet } = this.#context;
    checkLimit('cells', limits, count, 'The sheet has # cells', { sheet });
  }
}
