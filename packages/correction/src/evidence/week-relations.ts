import { globalScouterRelations, type Relation } from '@stock-analyzer/schema/relations';

/** A field's key with this behind it is what the field was last week. */
export const LAST_WEEK = 'LastWeek';

const EXACT = { relative: 0.002, absolute: 0.02 };
const NEIGHBOURS = 'estimates of neighbouring dates';

/**
 * What holds by and large, and is evidence where nothing exact speaks, but no issue by itself. How closely it
 * holds is learned from the data.
 */
const loose: readonly Relation[] = [
  about('roa', 'netMargin * assetTurnover', 'ROA = net margin × asset turnover'),
  about('priceSales', 'perFwd * netMargin / 100', 'price/sales = PER × net margin'),
  ...['1wAgo', '1mAgo', '3mAgo', '6mAgo', '12mAgo'].map((then, at, all) =>
    about(at > 0 ? `epsConsensus${all[at - 1]}` : 'eps', `epsConsensus${then}`, NEIGHBOURS),
  ),
  about('epsConsensus6mAgo', 'epsConsensusYearStart', NEIGHBOURS),
];

/** The same, and so loose that a true extreme breaks them too: on the word of one of them no value is proposed. */
const weak: readonly Relation[] = [
  about('roic', 'operatingMargin * assetTurnover', 'ROIC ≈ operating margin × asset turnover'),
  about('priceCashflow', 'marketCapUsdMn / ebitda', 'price/cash flow ≈ market cap ÷ EBITDA'),
  {
    ...about('marketCapUsdMn', 'price * avgVolume3M', 'market cap ≈ so many days of trade'),
    constant: { by: 'currency', as: 'factor' },
  },
  { ...about('ebitda', 'operatingMargin * revenue / 100', 'EBITDA ≥ operating income'), kind: '≥' },
];

/** Whether more than the general size of things speaks out of a relation. */
export const isTelling = (relation: Relation): boolean => !weak.includes(relation);

/**
 * The formulas of a week, and those that tie it to the one before it; the latter say nothing where the weeks
 * are not a week apart, for then they hold nowhere.
 */
export const allRelations: readonly Relation[] = [
  ...globalScouterRelations,
  ...loose,
  ...weak,
  exact('return1w', '100 * (price / priceLastWeek - 1)', "return of a week = price ÷ last week's price − 1"),
  exact(
    'returnYtd',
    '(100 + returnYtdLastWeek) * price / priceLastWeek - 100',
    "return of the year = last week's, and the price since",
  ),
  exact('epsConsensus1wAgo', 'epsLastWeek', "consensus of a week ago = last week's EPS"),
];

function exact(left: string, right: string, formula: string): Relation {
  return { ...about(left, right, formula), kind: '=', tolerance: EXACT };
}

function about(left: string, right: string, formula: string): Relation {
  const tolerance = { relative: 0.5, absolute: 0 };
  // Evidence names formulas in one language.
  const description = { en: formula, ko: formula };
  return { name: `${left}-by-${right}`, left, kind: '≈', right, tolerance, severity: 'info', description };
}
