import type { Column } from './table';

/** How a workbook shows a sheet. */
export type SheetVisibility = 'visible' | 'hidden' | 'very_hidden';

/**
 * A sheet as it was read, before any of it is understood: every column whole, header rows included. The
 * columns are named by their letters (`A`, `B`…), row 0 of each is the spreadsheet's row `firstRow`.
 */
export interface SheetTable {
  /** The sheet's name as the workbook spells it. */
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** Spreadsheet row number (1-based) of the columns' first row. */
  readonly firstRow: number;
  /** Rows from the first to the last that holds a value. Blank rows between them count. */
  readonly rowCount: number;
  /** In order; columns without any value may be left out. */
  readonly columns: readonly Column[];
  /** What the sheet declares of its size, for example `A1:AG1048576`; it may be far more than it holds. */
  readonly declaredRange?: string;
  /** Rows that stand in the file and hold no value, wherever they stand; known of XLSB. */
  readonly blankRows?: number;
}

/**
 * Column letters of a 0-based index: 0 is `A`, 26 is `AA`.
 *
 * @example
 * ```ts
 * import { columnIndex, columnLetters } from '@stock-analyzer/schema';
 *
 * columnLetters(8); // → 'I'
 * columnIndex('AA'); // → 26
 * ```
 */
export function columnLetters(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * The 0-based index of column letters: the inverse of {@link columnLetters}.
 *
 * @example
 * ```ts
 * import { columnIndex } from '@stock-analyzer/schema';
 *
 * columnIndex('I'); // → 8
 * ```
 */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
