import { type Category, cellAt, type Dataset } from '@stock-analyzer/schema';
import { definitionOf } from './companies';

/** Which kinds of fields move investment figures most. */
const ORDER: readonly Category[] = [
  'valuation',
  'profitability',
  'fundamental',
  'performance',
  'financial_health',
  'native',
  'identity',
];

/**
 * How much is at stake in a field, the least number the most: a wrong ticker gives every figure to the wrong company;
 * then come the figures that money follows, and at last names and labels.
 */
export function fieldRank(dataset: Dataset, field: string): number {
  if (field === 'Ticker') return -1;
  const definition = definitionOf(dataset, field);
  return definition ? ORDER.indexOf(definition.category) : ORDER.length;
}

/** How large a company is: its market cap, or 0 where that is not known. */
export function companySize({ fields }: Dataset): (row: number) => number {
  const column = fields.byName.get('(USD mn)');
  return (row) => {
    const size = column && cellAt(column, row);
    return typeof size === 'number' && Number.isFinite(size) ? size : 0;
  };
}
