import { companyRules, sharedFields, valuationFields, valuationRules } from './company-columns';
import { canonical, defineSheet } from './definition';
import { consensusSeries, consensusSeriesWithYearStart, momentumFields, momentumRules } from './momentum';

const IDENTITY = canonical('Ticker', 'corpName', 'industry', 'exchange');

/** Every company that the source follows: price, margins, forward multiples, and momentum in three blocks. */
export const mCompanySheet = defineSheet({
  id: 'M_Company',
  fields: [
    ...IDENTITY,
    ...canonical('(USD mn)', 'ROE (Fwd)', 'Operating Margin (Fwd)', 'Return (Y)', 'EPS (Fwd)'),
    ...sharedFields,
    ...momentumFields,
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
    ...sharedFields,
    ...valuationFields,
    ...momentumFields,
  ],
  rules: [...companyRules, ...valuationRules, ...momentumRules],
  series: [consensusSeriesWithYearStart],
  required: ['Ticker', 'Exchange'],
});

/** Every native field that a company of the dataset may have, in the order in which they are written. */
export const companyNativeFields = [...sharedFields, ...valuationFields, ...momentumFields];
