import type { FieldDefinition } from '../field';
import type { HeaderRule, SeriesRule, SeriesStep } from '../header';
import { nativeField, PERCENT } from './native-field';

/** The periods of the blocks `W, 1 M, 3 M, 6 M, YTD, 12 M`: header, suffix of our names, words. */
const PERIODS = [
  { header: 'W', suffix: '1W', en: 'a week', ko: '1주' },
  { header: '1 M', suffix: '1M', en: 'a month', ko: '1개월' },
  { header: '3 M', suffix: '3M', en: 'three months', ko: '3개월' },
  { header: '6 M', suffix: '6M', en: 'six months', ko: '6개월' },
  { header: 'YTD', suffix: 'YTD', en: 'the year to date', ko: '연초 대비' },
  { header: '12 M', suffix: '12M', en: 'a year', ko: '12개월' },
] as const;

/**
 * The three blocks of one header row, in their order, told apart by group title. The return of 12 months is
 * the canonical `Return (Y)`.
 */
const BLOCKS = [
  { name: 'Return', titles: ['기간별 수익률', 'Price Return'] },
  { name: 'Divergence', titles: ['괴리율', 'Divergence'] },
  { name: 'EPS Change', titles: ['EPS Consensus Change'] },
] as const;

const fieldOf = (block: string, suffix: string) =>
  block === 'Return' && suffix === '12M' ? 'Return (Y)' : `${block} (${suffix})`;

/** Price returns, headers `W` to `YTD` under `기간별 수익률`. */
const returns = PERIODS.filter(({ suffix }) => suffix !== '12M').map(({ suffix, en, ko }) =>
  nativeField({
    name: `Return (${suffix})`,
    ...PERCENT,
    possible: { min: -100 },
    en: `Price return of ${en}`,
    ko: `${ko} 수익률`,
    formula: '100 × (price ÷ price at the start − 1)',
  }),
);

/** 괴리율, headers `W` to `12 M` under `괴리율 (EPS+HYY)`. */
const divergences = PERIODS.map(({ suffix, en, ko }) =>
  nativeField({
    name: `Divergence (${suffix})`,
    ...PERCENT,
    en: `How far earnings expectations and bond yields ran ahead of the price in ${en}`,
    ko: `${ko} 괴리율 (EPS+HYY)`,
    formula: 'EPS change + change of the high-yield bond yield − return, of the same period',
  }),
);

/** Changes of the consensus, headers `W` to `12 M` under `Fwd 12M EPS Consensus Change (%)`. */
const changes = PERIODS.map(({ suffix, en, ko }) =>
  nativeField({
    name: `EPS Change (${suffix})`,
    ...PERCENT,
    en: `Change of the expected EPS of the next 12 months, in ${en}`,
    ko: `Fwd 12M EPS 컨센서스 ${ko} 변화율`,
    formula: '100 × (EPS consensus − EPS consensus at the start) ÷ |EPS consensus at the start|',
  }),
);

/** The consensus at earlier dates; headers are those dates as Excel serials, under `Fwd 12M EPS Consensus (USD)`. */
const consensus = [
  ['EPS Consensus (1W ago)', 'a week', '1주 전'],
  ['EPS Consensus (1M ago)', 'a month', '1개월 전'],
  ['EPS Consensus (3M ago)', 'three months', '3개월 전'],
  ['EPS Consensus (6M ago)', 'six months', '6개월 전'],
  ['EPS Consensus (12M ago)', 'a year', '12개월 전'],
].map(([name, en, ko]) =>
  nativeField({
    name: name!,
    kind: 'currency',
    unit: 'usd',
    en: `Expected EPS of the next 12 months, as it was ${en} ago`,
    ko: `${ko} Fwd 12M EPS 컨센서스 (달러)`,
  }),
);
const consensusYearStart = nativeField({
  name: 'EPS Consensus (Year start)',
  kind: 'currency',
  unit: 'usd',
  en: 'Expected EPS of the next 12 months, as it was in the last week of the year before',
  ko: '연초 Fwd 12M EPS 컨센서스 (달러)',
});

/** All native fields of the momentum columns. */
export const momentumFields: readonly FieldDefinition[] = [
  ...returns,
  ...divergences,
  ...changes,
  ...consensus,
  consensusYearStart,
];

/**
 * What `W … 12 M` mean: by group title, else by order where there are three of each. Where an export has kept
 * one of three equal names, it kept the last: the EPS changes.
 */
export const momentumRules: readonly HeaderRule[] = PERIODS.flatMap(({ header, suffix }) => [
  ...BLOCKS.map(({ name, titles }, nth) => ({
    header,
    field: fieldOf(name, suffix),
    group: titles,
    nth,
    of: BLOCKS.length,
  })),
  { header, field: fieldOf('EPS Change', suffix), nth: 0, of: 1 },
]);

const step = (field: string, lag: SeriesStep['lag']): SeriesStep => ({ field, lag });
const NOW = step('EPS (Fwd)', [0, 0]);
const PAST = [
  step('EPS Consensus (1W ago)', [5, 9]),
  step('EPS Consensus (1M ago)', [26, 33]),
  step('EPS Consensus (3M ago)', [86, 95]),
  step('EPS Consensus (6M ago)', [178, 187]),
];
const YEAR_AGO = step('EPS Consensus (12M ago)', [361, 370]);

/** The dated columns of M_Company: today's consensus is the canonical `EPS (Fwd)`. */
export const consensusSeries: SeriesRule = { steps: [NOW, ...PAST, YEAR_AGO] };

/** The dated columns of A_Company, which have the year's start between 6 and 12 months. */
export const consensusSeriesWithYearStart: SeriesRule = {
  steps: [NOW, ...PAST, step('EPS Consensus (Year start)', 'year_start'), YEAR_AGO],
};
