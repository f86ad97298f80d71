import type { Category } from './field';

/** Where GraphQL keeps a category's fields: in a type of its own, under one field of the row's type. */
export interface GraphqlGroup {
  readonly type: string;
  readonly field: string;
}

/** The document's groups; identity fields stand in the row's type itself. */
export const graphqlGroups: Readonly<Record<Exclude<Category, 'identity'>, GraphqlGroup>> = {
  valuation: { type: 'ValuationMetrics', field: 'valuation' },
  profitability: { type: 'ProfitabilityMetrics', field: 'profitability' },
  financial_health: { type: 'FinancialHealthMetrics', field: 'financialHealth' },
  performance: { type: 'PerformanceMetrics', field: 'performance' },
  fundamental: { type: 'FundamentalData', field: 'fundamental' },
  native: { type: 'NativeData', field: 'native' },
};

/** The name of the type that a schema's rows have: `company` is `Company`. */
export function graphqlRowType(schemaId: string): string {
  const name = schemaId
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return /^[A-Z]/.test(name) ? name : `Row${name}`;
}
