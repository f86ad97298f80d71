import type { FieldDefinition } from '../field';
import { companyRules, sharedFields, valuationFields, valuationRules } from './company-columns';
import { canonical, defineSheet } from './definition';
import { consensusSeries, consensusSeriesWithYearStart, momentumFields, momentumRules } from './momentum';

const IDENTITY = canonical('Ticker', 'corpName', 'industry', 'exchange');

/** What only one of the two sheets has. */
const ONLY_MAIN = ['Fiscal Month', 'PER (Fwd)', 'PBR (Fwd)'];
const ONLY_ANALYSED = [
  'Fiscal Year End (FY 0)',
  'Price Change (1D)',
  'Price Change (1W)',
  'Cash Conversion Cycle (FY 0)',
];
const YEAR_TO_DATE = ['Return (YTD)', 'Divergence (YTD)', 'EPS Change (YTD)', 'EPS Consensus (Year start)'];

const without = (fields: readonly FieldDefinition[], names: readonly string[]) =>
  fields.filter(({ name }) => !names.includes(name));

/** Every company that the source follows: price, margins, forward multiples, and momentum in three blocks. */
export const mCompanySheet = defineSheet({
  id: 'M_Company',
  fields: [
    ...IDENTITY,
    ...canonical('(USD mn)', 'ROE (Fwd)', 'Operating Margin (Fwd)', 'Return (Y)', 'EPS (Fwd)'),
    ...without(sharedFields, ONLY_ANALYSED),
    ...without(momentumFields, YEAR_TO_DATE),
  ],
  rules: [...companyRules, ...momentumRules],
  series: [consensusSeries],
  required: ['Ticker', 'Corp', 'Exchange'],
});

/** The companies that the source analyses: valuation of the month, growth, and ten-year expectations. */
export const aCompanySheet = defineSheet({
  id: 'A_Company',
  fields: [
    ...IDENTITY,
    ...canonical('PER (Oct-25)', 'PBR (Oct-25)', 'Dividend Yield (Fwd)'),
    ...canonical('(USD mn)', 'ROE (Fwd)', 'Operating Margin (Fwd)', 'Return (Y)', 'EPS (Fwd)'),
    ...without(sharedFields, ONLY_MAIN),
    ...valuationFields,
    ...momentumFields,
  ],
  rules: [...companyRules, ...valuationRules, ...momentumRules],
  series: [consensusSeriesWithYearStart],
  required: ['Ticker', 'Exchange'],
});

/** Every native field that a company of the dataset may have, in the order in which they are written. */
export const companyNativeFields: readonly FieldDefinition[] = [
  ...sharedFields,
  ...valuationFields,
  ...momentumFields,
];
