import type { FieldDefinition } from '../field';
import type { HeaderRule } from '../header';
import { MULTIPLE, nativeField, PERCENT, TEXT } from './native-field';

/** Native fields that the sheets of companies share; the header that each comes from stands beside it. */
export const sharedFields: readonly FieldDefinition[] = [
  // Not a column of its own: the exchange as the source spells it.
  nativeField({
    name: 'Exchange (Source)',
    ...TEXT,
    en: 'Exchange as the source spells it',
    ko: '원본 거래소 표기',
  }),
  // 결산
  nativeField({
    name: 'Fiscal Month',
    ...TEXT,
    values: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    en: 'Month in which the fiscal year ends',
    ko: '결산월',
  }),
  // FY 0, FY O
  nativeField({
    name: 'Fiscal Year End (FY 0)',
    kind: 'date',
    unit: 'none',
    en: 'First day of the month in which the last reported fiscal year ended',
    ko: '최근 결산 연월 (FY 0)',
  }),
  // 설립
  nativeField({
    name: 'Founded',
    kind: 'number',
    unit: 'year',
    integer: true,
    plausible: { min: 1500, max: 2100 },
    en: 'Year of foundation',
    ko: '설립 연도',
  }),
  // Price, 현재가
  nativeField({
    name: 'Price',
    kind: 'currency',
    unit: 'listing_currency',
    possible: { min: 0 },
    en: 'Share price in the currency of its exchange',
    ko: '현재가 (거래소 통화)',
  }),
  // Not a column of its own: the sign in the price's text, else the exchange's currency.
  nativeField({
    name: 'Currency',
    ...TEXT,
    pattern: '^[A-Z]{3}$',
    en: 'Currency of the price (ISO 4217)',
    ko: '통화',
  }),
  // 전일대비
  nativeField({
    name: 'Price Change (1D)',
    ...PERCENT,
    possible: { min: -100 },
    en: 'Price against the day before',
    ko: '전일대비',
  }),
  // 전주대비
  nativeField({
    name: 'Price Change (1W)',
    ...PERCENT,
    possible: { min: -100 },
    en: 'Price against the week before',
    ko: '전주대비',
  }),
  // PER (Fwd)
  nativeField({
    name: 'PER (Fwd)',
    ...MULTIPLE,
    en: 'Price to the expected earnings of the next 12 months',
    ko: '예상 12개월 주가수익비율',
    formula: 'price ÷ exchange rate to the dollar ÷ EPS (Fwd)',
  }),
  // PBR (Fwd)
  nativeField({
    name: 'PBR (Fwd)',
    ...MULTIPLE,
    en: 'Price to the expected book value of the next 12 months',
    ko: '예상 12개월 주가순자산비율',
  }),
  // CCC (FY 0)
  nativeField({
    name: 'Cash Conversion Cycle (FY 0)',
    kind: 'number',
    unit: 'days',
    en: 'Days from paying suppliers to being paid by customers; banks have none',
    ko: '현금전환주기 (일)',
  }),
];

/** Native fields of the valuation columns of A_Company and the sheets made from it. */
export const valuationFields: readonly FieldDefinition[] = [
  // % PER (Avg)
  nativeField({
    name: 'PER vs Average',
    ...PERCENT,
    en: 'PER of the month against its average',
    ko: '평균 PER 대비',
    formula: '100 × (PER of the month ÷ PER (Avg) − 1)',
  }),
  // Sales (3)
  nativeField({
    name: 'Sales Growth (3Y)',
    ...PERCENT,
    en: 'Growth of sales a year, FY 0 to FY+3',
    ko: '향후 3년 매출 성장률',
  }),
  // The column without a header to the right of Sales (3)
  nativeField({
    name: 'Growth Basis',
    ...TEXT,
    en: 'Which growth rate the forward PERs are computed with',
    ko: '적용 성장률',
  }),
  // PER (3)
  nativeField({
    name: 'PER (3Y Fwd)',
    ...MULTIPLE,
    en: 'Price to the earnings expected in three years',
    ko: '3년 후 PER',
  }),
  // PER (5)
  nativeField({
    name: 'PER (5Y Fwd)',
    ...MULTIPLE,
    en: 'Price to the earnings expected in five years',
    ko: '5년 후 PER',
    formula: 'PER (3Y Fwd) ÷ (1 + growth)²',
  }),
  // PER (10)
  nativeField({
    name: 'PER (10Y Fwd)',
    ...MULTIPLE,
    en: 'Price to the earnings expected in ten years',
    ko: '10년 후 PER',
    formula: 'PER (5Y Fwd) ÷ (1 + growth)⁵',
  }),
  // PEG (Oct-25)
  nativeField({
    name: 'PEG (Oct-25)',
    column: 'peg',
    ...MULTIPLE,
    month: 'Oct-25',
    en: 'PER of the month to the growth rate in percent',
    ko: '해당 월 기준 PEG',
    formula: 'PER of the month ÷ growth in percent',
  }),
  // PER (Avg)
  nativeField({ name: 'PER (Avg)', ...MULTIPLE, en: 'Average PER, FY-4 to FY+3', ko: '평균 PER' }),
  // Price (10), and Price to the right of PER (Avg)
  nativeField({
    name: 'Expected Price (10Y)',
    kind: 'currency',
    unit: 'listing_currency',
    en: 'Price expected in ten years; negative where losses are',
    ko: '10년 후 기대 주가',
  }),
  // Return (Y): an expectation, not the canonical return of the past year
  nativeField({
    name: 'Expected Return (10Y)',
    ...PERCENT,
    possible: { min: -100 },
    en: 'Return a year expected over ten years',
    ko: '기대수익률 (10년, 연)',
    formula: '100 × ((Expected Price (10Y) ÷ Price)^(1/10) − 1)',
  }),
];

/** What the headers of {@link sharedFields} and {@link valuationFields} are called in the sheets. */
export const companyRules: readonly HeaderRule[] = [
  { header: ['Corp', 'corpName'], field: 'corpName' },
  { header: ['WI26', 'industry'], field: 'industry' },
  { header: '결산', field: 'Fiscal Month' },
  // With a zero, or with the letter O as some sheets have it.
  { header: ['FY 0', 'FY O'], field: 'Fiscal Year End (FY 0)' },
  { header: '설립', field: 'Founded' },
  { header: '현재가', field: 'Price' },
  { header: '전일대비', field: 'Price Change (1D)' },
  { header: '전주대비', field: 'Price Change (1W)' },
  { header: 'OPM (Fwd)', field: 'Operating Margin (Fwd)' },
  { header: 'CCC (FY 0)', field: 'Cash Conversion Cycle (FY 0)' },
];

/** What the headers of {@link valuationFields} are called; these beat equal canonical names. */
export const valuationRules: readonly HeaderRule[] = [
  { header: '% PER (Avg)', field: 'PER vs Average' },
  { header: 'Sales (3)', field: 'Sales Growth (3Y)' },
  { header: '', after: 'Sales (3)', field: 'Growth Basis' },
  { header: 'PER (3)', field: 'PER (3Y Fwd)' },
  { header: 'PER (5)', field: 'PER (5Y Fwd)' },
  { header: 'PER (10)', field: 'PER (10Y Fwd)' },
  { header: 'Price (10)', field: 'Expected Price (10Y)' },
  { header: 'Price', after: 'PER (Avg)', field: 'Expected Price (10Y)' },
  { header: 'Return (Y)', field: 'Expected Return (10Y)' },
  { header: ['DY (FY+1)', 'DY (F+1)'], field: 'Dividend Yield (Fwd)' },
];
