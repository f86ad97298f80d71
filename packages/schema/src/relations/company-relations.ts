import type { Relation } from './relation';

/** One side may be this many times the other. */
const within = (times: number) => ({ relative: 1 - 1 / times, absolute: 0 });

/**
 * Formulas that hold between the canonical fields. Tolerances are wide where the sides are of different dates or
 * definitions: PER and PBR are of the month, ROE of the next twelve.
 */
export const companyRelations: readonly Relation[] = [
  {
    name: 'roe-from-multiples',
    left: 'roe',
    kind: '≈',
    right: '100 * pbr / per',
    tolerance: { ...within(5), absolute: 2 },
    severity: 'info',
    description: { en: 'ROE = PBR ÷ PER', ko: 'ROE = PBR ÷ PER' },
  },
  {
    name: 'payout-from-yield',
    left: 'payoutRatio',
    kind: '≈',
    right: 'dividendYield * per',
    tolerance: { ...within(4), absolute: 3 },
    severity: 'info',
    description: { en: 'payout ratio = dividend yield × PER', ko: '배당성향 = 배당수익률 × PER' },
  },
  {
    name: 'gross-above-operating',
    left: 'grossMargin',
    kind: '≥',
    right: 'operatingMargin',
    tolerance: { relative: 0.02, absolute: 0.5 },
    severity: 'warning',
    description: { en: 'gross margin ≥ operating margin', ko: '매출총이익률 ≥ 영업이익률' },
  },
  {
    name: 'operating-above-net',
    left: 'operatingMargin',
    kind: '≥',
    right: 'netMargin',
    // Non-operating gains are real.
    tolerance: { relative: 0.5, absolute: 10 },
    severity: 'info',
    description: { en: 'operating margin ≥ net margin, by and large', ko: '영업이익률 ≥ 순이익률 (대체로)' },
  },
  {
    name: 'ev-sales-from-ebitda',
    left: 'evSales',
    kind: '≈',
    right: 'evEbitda * ebitda / revenue',
    tolerance: within(1.5),
    severity: 'info',
    description: {
      en: 'EBITDA ÷ revenue = EV/Sales ÷ EV/EBITDA',
      ko: 'EBITDA ÷ 매출 = EV/Sales ÷ EV/EBITDA',
    },
  },
  {
    name: 'cap-from-sales',
    left: 'marketCapUsdMn',
    kind: '≈',
    right: 'priceSales * revenue',
    tolerance: within(3),
    severity: 'info',
    description: { en: 'market cap = price/sales × revenue', ko: '시가총액 = PSR × 매출' },
  },
  {
    name: 'current-above-quick',
    left: 'currentRatio',
    kind: '≥',
    right: 'quickRatio',
    tolerance: { relative: 0.02, absolute: 0.01 },
    severity: 'warning',
    description: { en: 'current ratio ≥ quick ratio', ko: '유동비율 ≥ 당좌비율' },
  },
  {
    name: 'high-above-low',
    left: 'week52High',
    kind: '≥',
    right: 'week52Low',
    tolerance: { relative: 0, absolute: 0 },
    severity: 'error',
    description: { en: '52-week high ≥ 52-week low', ko: '52주 최고가 ≥ 52주 최저가' },
  },
];
