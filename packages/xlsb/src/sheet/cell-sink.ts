/** The rows and columns that a spreadsheet can have. */
export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** Receives the cells of a sheet that hold something, row by row. Rows and columns count from 0. */
export interface CellSink {
  /** A row that holds something begins. */
  row(row: number): void;
  number(column: number, style: number, value: number): void;
  /** A text of the workbook's shared ones, by its number. */
  shared(column: number, style: number, index: number): void;
  text(column: number, style: number, text: string): void;
  boolean(column: number, style: number, value: boolean): void;
  /** An error, by the byte that stands for it. */
  error(column: number, style: number, byte: number): void;
}
