import type { CellValue, Column, ColumnTable, Dataset, Row } from '@stock-analyzer/schema';
import { cellAt, rowsToTable } from '@stock-analyzer/schema';

/** What can be corrected: a week, or a bare table of companies. */
export type CorrectionData = Dataset | ColumnTable;

/** Tells a week from a bare table. */
export function isDataset(data: CorrectionData): data is Dataset {
  return 'fields' in data;
}
/** Rows become a table; data stays what it is. */
export function asData(data: CorrectionData | readonly Row[]): CorrectionData {
  return Array.isArray(data) ? rowsToTable(data) : (data as CorrectionData);
}

/** A week's canonical fields, or the table itself. */
export function fieldsOf(data: CorrectionData): ColumnTable {
  return isDataset(data) ? data.fields : data;
}

/** The columns that corrections may be about: a week's canonical fields, then its native ones. */
export function columnsOf(data: CorrectionData): readonly Column[] {
  return isDataset(data) ? [...data.fields.columns, ...data.native.columns] : data.columns;
}

/** The column of a field, by its display name. Of a canonical and a native field of one name the canonical is meant. */
export function columnOf(data: CorrectionData, field: string): Column | undefined {
  return isDataset(data)
    ? (data.fields.byName.get(field) ?? data.native.byName.get(field))
    : data.byName.get(field);
}

/** The cell that a proposal or entry is about; undefined if the data has no such cell. */
export function cellOf(data: CorrectionData, row: number, field: string): CellValue | undefined {
  const column = columnOf(data, field);
  return column && Number.isInteger(row) && row >= 0 && row < column.validity.length
    ? cellAt(column, row)
    : undefined;
}

/** Name of the column that holds the tickers. */
function tickerField(data: CorrectionData): string {
  const field = isDataset(data) ? data.schema.fields.find(({ key }) => key === 'ticker') : undefined;
  return field?.name ?? 'Ticker';
}

/** The ticker of a row as text; null where it has none. */
export function tickerAt(data: CorrectionData, row: number): string | null {
  const value = cellOf(data, row, tickerField(data)) ?? null;
  return value === null ? null : String(value);
}
