import { companySchema, defineSchema, extendSchema } from '@stock-analyzer/schema';
import { stockExchanges } from '@stock-analyzer/schema/exchanges';
import { globalScouterRelations, globalScouterRestatements } from '@stock-analyzer/schema/relations';
import { companyNativeFields, sheetDefinitions } from '@stock-analyzer/schema/sheets';
import type { SheetProfile, SourceProfile } from './types';

/** Names are the source's own, which existing pages filter by. */
const EXCHANGES = Object.fromEntries(stockExchanges.map(({ name, spellings }) => [name, spellings]));
const CURRENCIES = Object.fromEntries(stockExchanges.map(({ name, currency }) => [name, currency]));

const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  M_Company: ['Momentum_Company'],
  T_EPS_C: ['T_EPS C'],
  T_Growth_C: ['T_Growth C'],
};

/** Dashboards on one chosen stock, notes and counts: blocks side by side, no table. */
const FREE_SHEETS: readonly SheetProfile[] = [
  { id: 'ReadMe', role: 'free' },
  { id: 'UP_&_Down', names: ['Up & Down', 'UP_and_Down'], role: 'free' },
  { id: 'A_Contrast', role: 'free' },
  { id: 'S_Chart', role: 'free' },
  { id: 'T_Chart', role: 'free' },
  { id: 'T_EPS_H', role: 'free' },
  { id: 'T_Growth_H', role: 'free' },
];

const KNOWN_SHEETS = sheetDefinitions.map(
  ({ id, schema, rules, series, required }): SheetProfile => ({
    id,
    ...(OTHER_NAMES[id] ? { names: OTHER_NAMES[id] } : {}),
    role: id === 'M_Company' || id === 'A_Company' ? 'companies' : 'table',
    schema,
    rules,
    series,
    required,
    // Group titles say "(%)" all the same: the cells hold fractions, shown as percentages.
    percentages: 'fraction',
    // Below each week's date T_Chk tells the fiscal year that was the last reported one, as a serial.
    ...(id === 'T_Chk' ? { datedColumns: 'date' as const } : {}),
    // Exports without an empty header lack the growth basis, and those that kept one group of three its siblings.
    ...(id === 'A_Company' ? { optional: ['Growth Basis'] } : {}),
    ...(id === 'M_Company' ? { needed: true } : {}),
  }),
);

const S_MYLIST: SheetProfile = {
  ...KNOWN_SHEETS.find(({ id }) => id === 'A_Company')!,
  id: 'S_Mylist',
  role: 'table',
};

/** Tables whose columns are no fields of ours: read under their own headers. */
const OTHER_TABLES: readonly SheetProfile[] = [
  { id: 'A_Compare', role: 'table', required: ['Ticker', 'Corp'] },
  // Two rows a company: as reported, and with the outliers of its history left out.
  { id: 'S_Valuation', role: 'table', required: ['Ticker', 'Corp', 'FY 0'] },
];

const typical = (names: readonly string[], sizes: readonly number[]) =>
  names.map((name, at) => [name, sizes[at]!] as const);
const PERIODS = ['1W', '1M', '3M', '6M', 'YTD', '12M'] as const;

/**
 * The profile of the Global Scouter workbook (`Global_Scouter_YYYYMMDD.xlsb`) and of the CSV exports of its
 * sheets.
 *
 * Companies are the union of A_Company and M_Company by ticker; where both give a value A_Company wins.
 * Percentages are fractions in every sheet. `Return (Y)` of A_Company is an expected ten-year return, never
 * the canonical past-year one, which the return block's `12 M` fills; today's column of the EPS consensus is
 * the canonical `EPS (Fwd)`.
 *
 * @example
 * ```ts
 * import { globalScouter } from '@stock-analyzer/etl';
 *
 * globalScouter.companies; // → ['A_Company', 'M_Company']
 * globalScouter.schema.byName.get('exchange')?.values?.includes('Tokyo'); // → true
 * ```
 */
export const globalScouter: SourceProfile = {
  id: 'global-scouter',
  schema: extendSchema(companySchema, {
    version: '1.0.0+global-scouter',
    override: { exchange: { values: Object.keys(EXCHANGES) } },
  }),
  nativeSchema: defineSchema({ id: 'global-scouter-native', version: '1.0.0', fields: companyNativeFields }),
  sheets: [...KNOWN_SHEETS, S_MYLIST, ...OTHER_TABLES, ...FREE_SHEETS],
  companies: ['A_Company', 'M_Company'],
  asOf: {
    markers: ['※', '기준', '기간별 수익률'],
    formats: ['YY/MM/DD', 'YYYY/MM/DD', 'YYYY-MM-DD'],
    fileName: ['YYYYMMDD', 'YYYY-MM-DD'],
    headers: true,
  },
  exchanges: EXCHANGES,
  currencies: CURRENCIES,
  errorTokens: [],
  dateFormats: ['YYYY-MM-DD', 'YYYY/MM/DD', 'YY/MM/DD'],
  titles: ['기업정보'],
  typicalPercent: Object.fromEntries([
    ...typical(
      ['ROE (Fwd)', 'Operating Margin (Fwd)', 'Dividend Yield (Fwd)', 'Return (Y)'],
      [12, 12, 2, 20],
    ),
    ...typical(['Price Change (1D)', 'Price Change (1W)', 'PER vs Average'], [1.2, 3, 20]),
    ...typical(['Sales Growth (3Y)', 'Expected Return (10Y)'], [8, 10]),
    ...typical(
      PERIODS.map((period) => `Return (${period})`),
      [3, 6, 11, 16, 16, 20],
    ),
    ...typical(
      PERIODS.map((period) => `Divergence (${period})`),
      [3, 7, 13, 19, 20, 28],
    ),
    ...typical(
      PERIODS.map((period) => `EPS Change (${period})`),
      [1, 2.5, 5, 8, 9, 13],
    ),
  ]),
  relations: globalScouterRelations,
  restatements: globalScouterRestatements,
};
