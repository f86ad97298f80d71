import type { ColumnTable, Dataset } from '@stock-analyzer/schema';

/** What can be corrected: a week, or a bare table of companies. */
export type CorrectionData = Dataset | ColumnTable;

/** Tells a week from a bare table. */
export function isDataset(data: CorrectionData): data is Dataset {
  return 'fields' in data;
}

/** The table that corrections are about: a week's canonical fields, or the table itself. */
export function fieldsOf(data: CorrectionData): ColumnTable {
  return isDataset(data) ? data.fields : data;
}

/** The same data with another table of fields. */
export function withFields<Data extends CorrectionData>(data: Data, fields: ColumnTable): Data {
  return (isDataset(data) ? { ...data, fields } : fields) as Data;
}
