import { cellAt, type Dataset } from '@stock-analyzer/schema';

/** Display name of the field that companies are known by. */
export function tickerField({ schema }: Pick<Dataset, 'schema'>): string {
  return schema.fields.find(({ column }) => column === 'ticker')?.name ?? 'Ticker';
}

/** The ticker of each row. */
export function tickersOf(dataset: Dataset): string[] {
  const column = dataset.fields.byName.get(tickerField(dataset));
  return Array.from({ length: dataset.fields.rowCount }, (_, row) => String(column && cellAt(column, row)));
}

/** The row of each ticker. */
export function rowsByTicker(dataset: Dataset): Map<string, number> {
  return new Map(tickersOf(dataset).map((ticker, row) => [ticker, row]));
}
