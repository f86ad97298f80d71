import { type BookType, type CellObject, utils, type WorkBook, write } from '@e965/xlsx';
import { cellAt, type SheetTable } from '@stock-analyzer/schema';

/** Cells of a sheet for tests: plain values, or SheetJS cells where a format or an error is wanted. */
export type TestRows = readonly (readonly (CellObject | string | number | boolean | null)[])[];

/** A workbook as bytes, written by SheetJS. */
export function bookBytes(
  sheets: Readonly<Record<string, TestRows>> | readonly (readonly [string, TestRows])[],
  bookType: BookType,
  change: (book: WorkBook) => void = () => {},
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Array.isArray(sheets) ? sheets : Object.entries(sheets)) {
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row: TestRows[number]) => [...row])), name);
  }
  change(book);
  return new Uint8Array(write(book, { type: 'array', bookType, compression: true }) as ArrayBuffer);
}

/** A table's cells as rows. */
export function rowsOf(table: SheetTable): unknown[][] {
  return Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map((column) => cellAt(column, row)),
  );
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
