import {
  type Column,
  type ColumnFormats,
  cellAt,
  columnIndex,
  columnLetters,
  parseNumber,
  type SheetTable,
} from '@stock-analyzer/schema';
import { cleanHeader, columnNames, type HeaderMatch, resolveHeaders } from '@stock-analyzer/schema/header';
import type { SheetProfile } from '../profile/types';

/** One column of a sheet with what its header means. */
export interface LayoutColumn {
  readonly source: Column;
  readonly letters: string;
  readonly match: HeaderMatch;
  /** Unique in the sheet: the field's display name, or the sheet's own header. */
  readonly name: string;
}

/** Where things stand in a sheet. Rows are 0-based rows of the table. */
export interface SheetLayout {
  readonly table: SheetTable;
  /** Null if there is no header row: everything is data. */
  readonly headerRow: number | null;
  readonly titleRow: number | null;
  readonly columns: readonly LayoutColumn[];
}

/** Header rows further down are not looked for: what stands there is data. */
const DEEPEST_HEADER = 100;

/** Finds the row that holds all required headers. */
export function findHeaderRow(table: SheetTable, required: readonly string[]): number | null {
  const wanted = new Set(required.map(headerKeyOf));
  if (wanted.size === 0) return null;
  for (let row = 0; row < Math.min(table.rowCount, DEEPEST_HEADER); row++) {
    const found = new Set<string>();
    for (const column of table.columns) {
      const text = textAt(column, row);
      if (text && wanted.has(headerKeyOf(text))) found.add(headerKeyOf(text));
    }
    if (found.size === wanted.size) return row;
  }
  return null;
}

function headerKeyOf(text: string): string {
  return cleanHeader(text).toLowerCase();
}

/** Resolves the headers of a sheet whose header row is known. */
export function layOut(
  table: SheetTable,
  headerRow: number,
  profile: SheetProfile | undefined,
  date1904: boolean,
): SheetLayout {
  const titleRow = rowAbove(table, headerRow);
  const byIndex = new Map(table.columns.map((column) => [columnIndex(column.name), column]));
  const last = Math.max(-1, ...byIndex.keys());
  let title: string | null = null;
  const headers = Array.from({ length: last + 1 }, (_, index) => {
    const column = byIndex.get(index);
    if (column && titleRow !== null) title = textAt(column, titleRow) ?? title;
    return { index, text: (column && textAt(column, headerRow)) ?? '', groupTitle: title };
  });
  const matches = resolveHeaders(headers, {
    fields: profile?.schema?.fields ?? [],
    rules: profile?.rules ?? [],
    series: profile?.series ?? [],
    date1904,
  });
  const names = columnNames(matches);
  const columns = matches.flatMap((match, index): LayoutColumn[] => {
    const source = byIndex.get(index);
    return source ? [{ source, letters: columnLetters(index), match, name: names[index]! }] : [];
  });
  return { table, headerRow, titleRow, columns };
}

/** The layout of a sheet without a header row: columns are called by their letters. */
export function layOutFree(table: SheetTable): SheetLayout {
  const columns = table.columns.map((source): LayoutColumn => {
    const match: HeaderMatch = { kind: 'blank', index: columnIndex(source.name), text: '' };
    return { source, letters: source.name, match, name: source.name };
  });
  return { table, headerRow: null, titleRow: null, columns };
}

/** The header row of a sheet that no profile knows stands near its top. */
const DEEPEST_GUESS = 10;
/** The part of the columns that such a row has to name. */
const NAMED = 0.7;

/**
 * The header row of a sheet that no profile knows: the first row of texts and dates that names nearly all
 * columns. A row with other numbers is data.
 */
export function guessHeaderRow(table: SheetTable): number | null {
  const used = table.columns.filter(({ validity }) => validity.includes(1));
  for (let row = 0; row < Math.min(table.rowCount, DEEPEST_GUESS); row++) {
    const texts = used.flatMap((column) => textAt(column, row) ?? []);
    if (texts.every(isName) && texts.length > 1 && texts.length >= NAMED * used.length) return row;
  }
  return null;
}

/** A text, or the serial of a date from 1982 to 2036. */
function isName(text: string): boolean {
  return parseNumber(text) === null || /^[34]\d{4}(?:\.0)?$/.test(text);
}

/** The nearest row above that holds anything. */
function rowAbove(table: SheetTable, row: number): number | null {
  for (let above = row - 1; above >= 0; above--) {
    if (table.columns.some((column) => textAt(column, above) !== null)) return above;
  }
  return null;
}

/** A cell as text; null if it is blank or holds only spaces. */
export function textAt(column: Column, row: number): string | null {
  const value = cellAt(column, row);
  if (value === null) return column.causes?.get(row)?.text ?? null;
  const text = String(value);
  return text.trim() === '' ? null : text;
}

/** The number formats of chosen rows, renumbered. */
export function pickFormats(formats: ColumnFormats, rows: Int32Array): ColumnFormats {
  const exceptions = new Map<number, string>();
  if (formats.exceptions.size > 0) {
    rows.forEach((row, at) => {
      const format = formats.exceptions.get(row);
      if (format !== undefined) exceptions.set(at, format);
    });
  }
  return { common: formats.common, exceptions };
}
