import { type CellValue, cellAt, type Dataset, isoToExcelSerial, toFraction } from '@stock-analyzer/schema';
import { cellJson } from '@stock-analyzer/schema/json';
import type { ParsedSheet, SheetColumn } from '../../transform/sheet';

/** One column of a file that existing pages read. */
export interface LegacyColumn {
  /** The key that the pages know. */
  readonly key: string;
  /** The key before a repetition gave it a suffix. */
  readonly base: string;
  readonly about: SheetColumn;
  /** By row of the sheet's table: the value in the unit that the pages expect. */
  readonly value: (row: number) => CellValue;
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
    const raw = (row: number) => (corrected ? cellAt(corrected, companyOf[row]!) : cellAt(own, row));
    const base = keyOf(about, used);
    return [{ key: uniqueKey(base, used), base, about, value: (row) => legacyValue(raw(row), about) }];
  });
}

/** Makes a function that writes a row's members as JSON: `"Ticker":"NVDA",…`. */
export function legacyWriter(columns: readonly LegacyColumn[]): (row: number) => string {
  const keys = columns.map(({ key }, index) => `${index ? ',' : ''}${JSON.stringify(key)}:`);
  return (row) => {
    let members = '';
    for (let index = 0; index < columns.length; index++)
      members += keys[index]! + cellJson(columns[index]!.value(row));
    return members;
  };
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

function legacyValue(value: CellValue, { field, sourceUnit }: SheetColumn): CellValue {
  if (typeof value === 'number' && sourceUnit === 'fraction') return toFraction(value);
  if (typeof value === 'string' && field?.kind === 'date') return isoToExcelSerial(value);
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
