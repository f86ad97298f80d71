import type { FieldDefinition } from '../field';
import type { HeaderRule } from '../header';
import { companyRules, sharedFields } from './company-columns';
import { canonical, defineSheet } from './definition';
import { consensusSeries, momentumFields, momentumRules } from './momentum';
import { nativeField, PERCENT } from './native-field';

/** The weekly block of E_Indicators, from left to right: header, name, English, Korean. */
const INDICATORS = [
  ['TED', 'TED Spread', 'Spread of interbank lending over treasury bills', 'TED 스프레드'],
  ['HYS(US)', 'HY Spread (US)', 'Spread of US high-yield bonds', '미국 하이일드 스프레드'],
  ['HYS(EM)', 'HY Spread (EM)', 'Spread of emerging-market high-yield bonds', '이머징 하이일드 스프레드'],
  ['HYS(EU)', 'HY Spread (EU)', 'Spread of European high-yield bonds', '유럽 하이일드 스프레드'],
  ['HYY(US)', 'HY Yield (US)', 'Yield of US high-yield bonds', '미국 하이일드 금리'],
  ['HYY(EM)', 'HY Yield (EM)', 'Yield of emerging-market high-yield bonds', '이머징 하이일드 금리'],
  ['HYY(EU)', 'HY Yield (EU)', 'Yield of European high-yield bonds', '유럽 하이일드 금리'],
  ['T30Y', 'Treasury Yield (30Y)', 'Yield of 30-year US treasuries', '미국 국채 30년 금리'],
  ['T20Y', 'Treasury Yield (20Y)', 'Yield of 20-year US treasuries', '미국 국채 20년 금리'],
  ['T10Y', 'Treasury Yield (10Y)', 'Yield of 10-year US treasuries', '미국 국채 10년 금리'],
  ['T2Y', 'Treasury Yield (2Y)', 'Yield of 2-year US treasuries', '미국 국채 2년 금리'],
  ['T10Y-2Y', 'Treasury Spread (10Y-2Y)', '10-year yield less 2-year yield', '장단기 금리차 (10년-2년)'],
  [
    '10Y BEI',
    'Breakeven Inflation (10Y)',
    'Inflation that the market expects over 10 years',
    '10년 기대인플레이션',
  ],
  [
    '5Y BEI',
    'Breakeven Inflation (5Y)',
    'Inflation that the market expects over 5 years',
    '5년 기대인플레이션',
  ],
  [
    '5-10 BEI',
    'Breakeven Inflation (5Y-10Y)',
    '10-year less 5-year expected inflation',
    '기대인플레이션 차이',
  ],
  ['10Y TIPS', 'TIPS Yield (10Y)', 'Real yield of 10-year US treasuries', '10년 실질금리'],
] as const;

/** Interest rates, spreads and expected inflation by week. Blocks to the right of it repeat its headers. */
export const eIndicatorsSheet = defineSheet({
  id: 'E_Indicators',
  fields: [
    nativeField({ name: 'Date', kind: 'date', unit: 'none', en: 'Day of the observation', ko: '기준일' }),
    ...INDICATORS.map(([, name, en, ko]) => nativeField({ name, ...PERCENT, en, ko })),
  ],
  // Known by their neighbours, because T10Y or HYY(US) alone occurs in several blocks.
  rules: [
    { header: 'Date', after: '', field: 'Date' },
    ...INDICATORS.map(([header, field], at) => ({
      header,
      field,
      after: INDICATORS[at - 1]?.[0] ?? 'Date',
      // The daily block repeats these two side by side; the weekly block comes first.
      ...(header === 'HYY(EM)' || header === 'HYY(EU)' ? { nth: 0 } : {}),
    })),
  ],
  required: ['Date', 'TED', 'HYS(US)'],
});

const FUND_FIELDS: readonly FieldDefinition[] = [
  ...canonical(
    'Ticker',
    'corpName',
    '(USD mn)',
    'ROE (Fwd)',
    'Operating Margin (Fwd)',
    'Return (Y)',
    'EPS (Fwd)',
  ),
  ...sharedFields,
  ...momentumFields,
];
const FUND_RULES: readonly HeaderRule[] = [
  ...companyRules,
  ...momentumRules,
  { header: ['ETF', 'ETFs', 'Index'], field: 'corpName' },
];

/** Momentum of indices and sectors, in the columns of M_Company. */
export const mEtfsSheet = defineSheet({
  id: 'M_ETFs',
  fields: FUND_FIELDS,
  rules: FUND_RULES,
  series: [consensusSeries],
  required: ['Ticker'],
});

/** What indices and sectors are made of; charts stand beside the table. */
export const aEtfsSheet = defineSheet({
  id: 'A_ETFs',
  fields: FUND_FIELDS,
  rules: FUND_RULES,
  series: [{ ...consensusSeries, nth: 0 }],
  required: ['Ticker', 'Corp', 'ROE (Fwd)'],
});
