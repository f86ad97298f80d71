import { type CellObject, read, utils, type WorkSheet } from '@e965/xlsx';
import { columnLetters, getFormat, type SheetTable, valueAt } from '../public';
import { cellErrorOf } from '../value/cell-error';

/** A cell as both readers tell it. */
export interface ToldCell {
  readonly value: unknown;
  readonly format: string | null;
}

/** A sheet as SheetJS reads it: cells by address, blank ones left out. */
export interface OracleSheet {
  readonly name: string;
  readonly visibility: string;
  readonly declaredRange: string | undefined;
  readonly cells: ReadonlyMap<string, ToldCell>;
}

const VISIBILITY = ['visible', 'hidden', 'very_hidden'];

/**
 * A workbook as SheetJS reads it, values as they are stored. `sheetStubs`, since without it a short cell record
 * counts on from the last cell that was kept, blank ones left out. It stops at the first record of a kind that it
 * does not know, so what it is given here has none; and files of the first Excel that wrote XLSB get sheet names of
 * nonsense.
 */
export function readBySheetJs(bytes: Uint8Array): { date1904: boolean; sheets: OracleSheet[] } {
  const options = { cellNF: true, cellText: false, cellHTML: false, cellFormula: false, sheetStubs: true };
  const book = read(bytes, { type: 'array', dense: true, ...options });
  return {
    date1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.map((name, index) => ({
      name,
      visibility: VISIBILITY[Number(book.Workbook?.Sheets?.[index]?.Hidden ?? 0)]!,
      declaredRange: book.Sheets[name]?.['!ref'],
      cells: cellsOf(book.Sheets[name]),
    })),
  };
}

function cellsOf(sheet: WorkSheet | undefined): Map<string, ToldCell> {
  const cells = new Map<string, ToldCell>();
  const rows: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet?.['!data'] ?? [];
  rows.forEach((row, r) => {
    row?.forEach((cell, c) => {
      if (!cell || cell.t === 'z') return;
      const value = cell.t === 'e' ? cellErrorOf(cell.v as number) : cell.v;
      cells.set(utils.encode_cell({ r, c }), { value, format: typeof cell.z === 'string' ? cell.z : null });
    });
  });
  return cells;
}

/** A table's cells by address, blank ones left out. */
export function cellsOfTable(table: SheetTable): Map<string, ToldCell> {
  const cells = new Map<string, ToldCell>();
  for (let row = 0; row < table.rowCount; row++) {
    for (const column of table.columns) {
      const value = valueAt(column, row);
      if (value === null) continue;
      cells.set(`${column.name}${table.firstRow + row}`, { value, format: getFormat(column, row) });
    }
  }
  return cells;
}

/** The same of rows, without formats. */
export function cellsOfRows(
  rows: readonly { row: number; cells: readonly unknown[] }[],
): Map<string, unknown> {
  const cells = new Map<string, unknown>();
  for (const { row, cells: values } of rows) {
    values.forEach((value, column) => {
      if (value !== null) cells.set(`${columnLetters(column)}${row}`, value);
    });
  }
  return cells;
}

/** The values alone. */
export function valuesOf(cells: ReadonlyMap<string, ToldCell>): Map<string, unknown> {
  return new Map([...cells].map(([address, { value }]) => [address, value]));
}
