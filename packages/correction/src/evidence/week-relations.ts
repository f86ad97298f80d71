import { globalScouterRelations, type Relation } from '@stock-analyzer/schema/relations';

/** A field's key with this behind it is what the field was last week. */
export const LAST_WEEK = 'LastWeek';

const EXACT = { relative: 0.002, absolute: 0.02 };
const past = '100 * (price / priceLastWeek - 1)';

/**
 * What holds by and large, and is evidence where nothing exact speaks, but no issue by itself. How closely it
 * holds is learned from the data.
 */
const loose: readonly Relation[] = [
  about(
    'roa',
    'netMargin * assetTurnover',
    'ROA = net margin × asset turnover',
    'ROA = 순이익률 × 총자산회전율',
  ),
  about('priceSales', 'perFwd * netMargin / 100', 'price/sales = PER × net margin', 'PSR = PER × 순이익률'),
  about(
    'roic',
    'operatingMargin * assetTurnover',
    'ROIC, by and large operating margin × asset turnover',
    'ROIC ≈ 영업이익률 × 총자산회전율',
  ),
  about(
    'priceCashflow',
    'marketCapUsdMn / ebitda',
    'price/cash flow, by and large market cap ÷ EBITDA',
    'PCR ≈ 시가총액 ÷ EBITDA',
  ),
  ...(
    [
      ['eps', 'epsConsensus1wAgo'],
      ['epsConsensus1wAgo', 'epsConsensus1mAgo'],
      ['epsConsensus1mAgo', 'epsConsensus3mAgo'],
      ['epsConsensus3mAgo', 'epsConsensus6mAgo'],
      ['epsConsensus6mAgo', 'epsConsensusYearStart'],
      ['epsConsensus6mAgo', 'epsConsensus12mAgo'],
    ] as const
  ).map(([left, right]) => about(left, right, 'estimates of neighbouring dates', '인접한 시점의 컨센서스')),
  {
    ...about(
      'marketCapUsdMn',
      'price * avgVolume3M',
      'market cap, by and large so many days of trade',
      '시가총액 ≈ 거래대금의 배수',
    ),
    constant: { by: 'currency', as: 'factor' },
  },
  {
    ...about('ebitda', 'operatingMargin * revenue / 100', 'EBITDA ≥ operating income', 'EBITDA ≥ 영업이익'),
    kind: '≥',
  },
];

/**
 * The formulas of a week, and those that tie it to the one before it; the latter say nothing where the weeks
 * are not a week apart, for then they hold nowhere.
 */
export const allRelations: readonly Relation[] = [
  ...globalScouterRelations,
  ...loose,
  relation('return-of-week', 'return1w', past, {
    en: "return of a week = price ÷ last week's price − 1",
    ko: '1주 수익률 = 현재가 ÷ 지난주 현재가 − 1',
  }),
  relation('return-since-new-year', 'returnYtd', '(100 + returnYtdLastWeek) * price / priceLastWeek - 100', {
    en: "return of the year = last week's, and the price since",
    ko: '연초 대비 수익률 = 지난주 값과 이후 주가 변동',
  }),
  relation('consensus-of-last-week', 'epsConsensus1wAgo', 'epsLastWeek', {
    en: "consensus of a week ago = last week's EPS",
    ko: '1주 전 컨센서스 = 지난주 EPS',
  }),
];

function relation(name: string, left: string, right: string, description: Relation['description']): Relation {
  return { name, left, kind: '=', right, tolerance: EXACT, severity: 'warning', description };
}

function about(left: string, right: string, en: string, ko: string): Relation {
  const tolerance = { relative: 0.5, absolute: 0 };
  return {
    name: `${left}-by-${right}`,
    left,
    kind: '≈',
    right,
    tolerance,
    severity: 'info',
    description: { en, ko },
  };
}
