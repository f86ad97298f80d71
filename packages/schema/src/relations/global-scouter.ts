import { companyRelations } from './company-relations';
import type { Relation } from './relation';

/** The source computes with doubles: its own formulas hold to the last digits it keeps. */
const EXACT = { relative: 0.002, absolute: 0.02 };

const PERIODS = [
  ['1w', 'epsConsensus1wAgo', 'return1w'],
  ['1m', 'epsConsensus1mAgo', 'return1m'],
  ['3m', 'epsConsensus3mAgo', 'return3m'],
  ['6m', 'epsConsensus6mAgo', 'return6m'],
  ['ytd', 'epsConsensusYearStart', 'returnYtd'],
  ['12m', 'epsConsensus12mAgo', 'returnY'],
] as const;

const keyOf = (word: string, period: string) => `${word}${period === 'ytd' ? 'Ytd' : period}`;

const momentum = PERIODS.flatMap(([period, then, past]): Relation[] => [
  {
    name: `eps-change-${period}`,
    left: keyOf('epsChange', period),
    kind: '=',
    right: `100 * (eps - ${then}) / abs(${then})`,
    tolerance: EXACT,
    severity: 'warning',
    description: { en: 'EPS change = (new − old) ÷ |old|', ko: 'EPS 변화율 = (현재 − 과거) ÷ |과거|' },
  },
  {
    name: `divergence-${period}`,
    left: keyOf('divergence', period),
    kind: '=',
    right: `${keyOf('epsChange', period)} - ${past}`,
    constant: { by: 'exchange', as: 'offset' },
    tolerance: EXACT,
    severity: 'warning',
    description: {
      en: "divergence = EPS change + change of the region's high-yield bond − return",
      ko: '괴리율 = EPS 변화율 + HYY 변화 − 수익률',
    },
  },
]);

/**
 * The relations of a Global Scouter week: the canonical ones and those between the source's native fields, by
 * which its own sheets are computed.
 */
export const globalScouterRelations: readonly Relation[] = [
  ...companyRelations,
  ...momentum,
  {
    name: 'per-from-price',
    left: 'perFwd',
    kind: '=',
    right: 'price / eps',
    constant: { by: 'currency', as: 'factor' },
    tolerance: { relative: 0.01, absolute: 0.02 },
    severity: 'warning',
    description: { en: 'PER = price ÷ exchange rate ÷ EPS', ko: 'PER = 주가 ÷ 환율 ÷ EPS' },
  },
  {
    name: 'roe-from-forward-multiples',
    left: 'roe',
    kind: '≈',
    right: '100 * pbrFwd / perFwd',
    tolerance: { relative: 0.67, absolute: 2 },
    severity: 'info',
    description: { en: 'ROE = PBR ÷ PER, of the next 12 months', ko: 'ROE = PBR ÷ PER (향후 12개월)' },
  },
  {
    name: 'per-of-month',
    left: 'per',
    kind: '≈',
    right: 'perFwd',
    tolerance: { relative: 0.67, absolute: 2 },
    severity: 'info',
    description: { en: 'PER of the month = PER of the next 12 months', ko: '당월 PER = 향후 12개월 PER' },
  },
  {
    name: 'pbr-of-month',
    left: 'pbr',
    kind: '≈',
    right: 'pbrFwd',
    tolerance: { relative: 0.67, absolute: 0.5 },
    severity: 'info',
    description: { en: 'PBR of the month = PBR of the next 12 months', ko: '당월 PBR = 향후 12개월 PBR' },
  },
  {
    name: 'per-against-average',
    left: 'perVsAverage',
    kind: '=',
    right: '100 * (per / perAvg - 1)',
    tolerance: EXACT,
    severity: 'warning',
    description: { en: '% PER (Avg) = PER ÷ PER (Avg) − 1', ko: '% PER (Avg) = PER ÷ PER (Avg) − 1' },
  },
  {
    name: 'per-in-five-years',
    left: 'per5yFwd',
    kind: '=',
    right: 'per3yFwd / (1 + salesGrowth3y / 100) ^ 2',
    tolerance: EXACT,
    severity: 'warning',
    description: { en: 'PER (5) = PER (3) ÷ (1 + growth)²', ko: 'PER (5) = PER (3) ÷ (1 + 성장률)²' },
  },
  {
    name: 'per-in-ten-years',
    left: 'per10yFwd',
    kind: '=',
    right: 'per5yFwd / (1 + salesGrowth3y / 100) ^ 5',
    tolerance: EXACT,
    severity: 'warning',
    description: { en: 'PER (10) = PER (5) ÷ (1 + growth)⁵', ko: 'PER (10) = PER (5) ÷ (1 + 성장률)⁵' },
  },
  {
    name: 'peg-from-growth',
    left: 'peg',
    kind: '=',
    right: 'per / salesGrowth3y',
    tolerance: EXACT,
    severity: 'warning',
    description: { en: 'PEG = PER ÷ growth in percent', ko: 'PEG = PER ÷ 성장률(%)' },
  },
  {
    name: 'expected-return',
    left: 'expectedReturn10y',
    kind: '=',
    // The tenth root of a negative quotient is negative here: then the source has no return, and one that it has is off.
    right: '100 * (expectedPrice10y / price / abs(expectedPrice10y / price) ^ 0.9 - 1)',
    tolerance: EXACT,
    severity: 'warning',
    description: {
      en: 'expected return = (price in ten years ÷ price)^(1/10) − 1',
      ko: '기대수익률 = (10년 후 주가 ÷ 현재가)^(1/10) − 1',
    },
  },
  {
    name: 'expected-return-from-multiples',
    left: 'expectedReturn10y',
    kind: '=',
    right: '100 * ((perAvg / per10yFwd) ^ 0.1 - 1)',
    tolerance: EXACT,
    severity: 'warning',
    description: {
      en: 'expected return = (PER (Avg) ÷ PER (10))^(1/10) − 1',
      ko: '기대수익률 = (PER (Avg) ÷ PER (10))^(1/10) − 1',
    },
  },
  {
    name: 'high-above-price',
    left: 'week52High',
    kind: '≥',
    right: 'price',
    tolerance: { relative: 0.02, absolute: 0 },
    severity: 'warning',
    description: { en: '52-week high ≥ price', ko: '52주 최고가 ≥ 현재가' },
  },
  {
    name: 'price-above-low',
    left: 'price',
    kind: '≥',
    right: 'week52Low',
    tolerance: { relative: 0.02, absolute: 0 },
    severity: 'warning',
    description: { en: 'price ≥ 52-week low', ko: '현재가 ≥ 52주 최저가' },
  },
];
