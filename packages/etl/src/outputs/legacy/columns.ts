import {
  type CellValue,
  type Column,
  cellAt,
  columnOf,
  type Dataset,
  isoToExcelSerial,
  numberColumn,
  toFraction,
} from '@stock-analyzer/schema';
import type { ParsedSheet, SheetColumn } from '../../transform/sheet';

/** One column of a file that existing pages read. */
export interface LegacyColumn {
  /** The key before a repetition gave it a suffix. */
  readonly base: string;
  readonly about: SheetColumn;
  /** Under the key that the pages know, by row of the sheet's table, in the unit that the pages expect. */
  readonly column: Column;
}

/** What the pages call the identity columns, whatever the sheet calls them. */
const IDENTITY_KEYS = new Map([
  ['Ticker', 'Ticker'],
  ['corpName', 'corpName'],
  ['exchange', 'exchange'],
  ['industry', 'industry'],
]);

/**
 * A sheet's columns under the keys that the exports had: the headers, with pandas' suffixes where they repeat
 * (`W`, `W.1`). Percentages are fractions again and dates serials. Canonical values are the dataset's, so that
 * corrections reach the pages too; everything else is the sheet's own.
 */
export function legacyColumns(sheet: ParsedSheet, dataset: Dataset): LegacyColumn[] {
  const companyOf = companyRows(sheet, dataset);
  const used = new Set<string>();
  return sheet.columns.flatMap((about, index): LegacyColumn[] => {
    if (about.letters === null || about.header.trim() === '') return [];
    const own = sheet.table.columns[index]!;
    const corrected = companyOf && about.field && dataset.fields.byName.get(about.field.name);
    const raw = corrected ? rowsOf(corrected, companyOf) : own;
    const base = keyOf(about, used);
    return [{ base, about, column: legacyColumn(uniqueKey(base, used), raw, about) }];
  });
}

/** Company row of the dataset by row of a sheet of companies; undefined for other sheets. */
function companyRows(sheet: ParsedSheet, dataset: Dataset): number[] | undefined {
  if (sheet.role !== 'companies') return undefined;
  const companies = dataset.fields.byName.get('Ticker')!;
  const rowOf = new Map<CellValue, number>();
  for (let row = 0; row < dataset.fields.rowCount; row++) rowOf.set(cellAt(companies, row), row);
  const tickers = sheet.table.byName.get('Ticker')!;
  return Array.from({ length: sheet.table.rowCount }, (_, row) => rowOf.get(cellAt(tickers, row))!);
}

/** The column's cells in the given rows; a row that there is not has none. */
function rowsOf(column: Column, rows: readonly number[]): Column {
  const { name } = column;
  if (column.type !== 'number' && column.type !== 'string')
    return columnOf(
      name,
      rows.map((row) => cellAt(column, row)),
    );
  const validity = Uint8Array.from(rows, (row) => column.validity[row] ?? 0);
  return column.type === 'number'
    ? { type: 'number', name, validity, values: Float64Array.from(rows, (row) => column.values[row]!) }
    : { ...column, validity, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) };
}

function legacyColumn(name: string, column: Column, about: SheetColumn): Column {
  const isFraction = about.sourceUnit === 'fraction';
  const isDate = about.field?.kind === 'date';
  if (column.type === 'number')
    return isFraction ? numberColumn(name, column.values.map(toFraction)) : { ...column, name };
  if (column.type === 'boolean' || !(isDate || (isFraction && column.type === 'mixed')))
    return { ...column, name };
  return columnOf(
    name,
    Array.from(column.validity, (_, row) => legacyValue(cellAt(column, row), isFraction, isDate)),
  );
}

function legacyValue(value: CellValue, isFraction: boolean, isDate: boolean): CellValue {
  if (typeof value === 'number' && isFraction) return toFraction(value);
  if (typeof value === 'string' && isDate) return isoToExcelSerial(value);
  return value;
}

/**
 * Dates are keyed by their serial as the exports had it: pandas read the first header as a whole number and
 * the others as floats.
 */
function keyOf({ field, date, header }: SheetColumn, used: ReadonlySet<string>): string {
  const serial = date === null ? null : isoToExcelSerial(date);
  if (serial !== null) return [...used].some((key) => /^\d{5}$/.test(key)) ? `${serial}.0` : String(serial);
  return (field && IDENTITY_KEYS.get(field.name)) ?? header.trim();
}

function uniqueKey(base: string, used: Set<string>): string {
  let key = base;
  for (let suffix = 1; used.has(key); suffix++) key = `${base}.${suffix}`;
  used.add(key);
  return key;
}
