import type { CellErrorCode } from '../value/cell-error';

// The shapes of tables are those of `@stock-analyzer/schema`, which this package, installable for itself, does not use.

/** Why a cell that is not blank has no value: an error, or a number that is none (`NaN`, `Infinity`). */
export interface MissingCause {
  readonly kind: 'error' | 'token';
  /** The cell as a spreadsheet shows it, such as `#N/A`. */
  readonly text: string;
  /** Which error it is, where it is a known one. */
  readonly error?: CellErrorCode;
}

/** The number formats of a column's cells, such as `0.0%`: evidence of units. */
export interface ColumnFormats {
  /** The format of all rows without an exception; null if unknown. */
  readonly common: string | null;
  /** By row of the table, from 0. */
  readonly exceptions: ReadonlyMap<number, string>;
}

interface ColumnBase {
  /** Column letters, such as `AB`. */
  readonly name: string;
  /** One byte a row: 1 where there is a value, 0 where it is missing. */
  readonly validity: Uint8Array;
  /** By row of the table, from 0: why a value is missing. A missing value without a cause is blank. */
  readonly causes?: ReadonlyMap<number, MissingCause>;
  readonly formats?: ColumnFormats;
}

/** Numbers; NaN where the value is missing. Dates are serial numbers: see {@link dateOf}. */
export interface NumberColumn extends ColumnBase {
  readonly type: 'number';
  readonly values: Float64Array;
}

/** Texts, dictionary-coded: row i holds `dictionary[codes[i]]`; -1 where it is missing. */
export interface StringColumn extends ColumnBase {
  readonly type: 'string';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

/** Booleans, one byte a row. */
export interface BooleanColumn extends ColumnBase {
  readonly type: 'boolean';
  readonly values: Uint8Array;
}

/** Values of several types; null where the value is missing. */
export interface MixedColumn extends ColumnBase {
  readonly type: 'mixed';
  readonly values: readonly (string | number | boolean | null)[];
}

/** One column of a {@link SheetTable}. */
export type Column = NumberColumn | StringColumn | BooleanColumn | MixedColumn;

/** How a workbook shows a sheet. */
export type SheetVisibility = 'visible' | 'hidden' | 'very_hidden';

/** A sheet as typed columns. Plain data: it can be posted to and from a worker, see {@link transferables}. */
export interface SheetTable {
  /** The sheet's name as the workbook spells it. */
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** Spreadsheet row number (1-based) of the columns' first row. */
  readonly firstRow: number;
  /** Rows from the first to the last that holds a value. Blank rows between them count. */
  readonly rowCount: number;
  /** In order; columns without any value are left out. */
  readonly columns: readonly Column[];
  /** What the sheet declares of its size, such as `A1:AG1048576`; it may be far more than it holds. */
  readonly declaredRange?: string;
  /** Rows that stand in the file and hold no value, wherever they stand. */
  readonly blankRows: number;
  /** The row number (1-based) before which reading ended, if it ended by `stopAfterBlankRows`. */
  readonly stoppedBefore?: number;
}

/**
 * Column letters of a 0-based index: 0 is `A`, 26 is `AA`.
 *
 * @example
 * ```ts
 * import { columnLetters } from '@stock-analyzer/xlsb';
 *
 * columnLetters(8); // → 'I'
 * ```
 */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
