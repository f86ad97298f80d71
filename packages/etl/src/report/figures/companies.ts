import { type Column, cellAt, type Dataset, type FieldDefinition } from '@stock-analyzer/schema';

/** What the rows of every table say of their company. */
export interface Companies {
  readonly count: number;
  readonly ticker: (row: number) => string;
  readonly name: (row: number) => string;
  /** Empty if the source has none. */
  readonly industry: (row: number) => string;
  readonly exchange: (row: number) => string;
}

export function companiesOf({ fields }: Dataset): Companies {
  const reader = (name: string) => {
    const column: Column | undefined = fields.byName.get(name);
    return (row: number) => (column ? String(cellAt(column, row) ?? '') : '');
  };
  return {
    count: fields.rowCount,
    ticker: reader('Ticker'),
    name: reader('corpName'),
    industry: reader('industry'),
    exchange: reader('exchange'),
  };
}

/** What is known of a field, be it canonical or the source's own. */
export function definitionOf({ schema, nativeSchema }: Dataset, field: string): FieldDefinition | undefined {
  return schema.byName.get(field) ?? nativeSchema.byName.get(field);
}
