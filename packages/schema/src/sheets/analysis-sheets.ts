import type { FieldDefinition } from '../field';
import type { HeaderRule, SeriesRule } from '../header';
import { companyRules, sharedFields, valuationFields, valuationRules } from './company-columns';
import { canonical, defineSheet } from './definition';
import { MULTIPLE, nativeField, PERCENT, TEXT } from './native-field';

const LISTED: readonly FieldDefinition[] = [
  ...canonical('Ticker', 'corpName', 'industry', 'exchange'),
  ...canonical('PER (Oct-25)', 'PBR (Oct-25)', '(USD mn)', 'ROE (Fwd)', 'Operating Margin (Fwd)'),
  ...sharedFields,
];

/** `PER (1~5)` and `%`: the nearest of the five levels from minimum to maximum, and the distance to it. */
const BANDS: readonly FieldDefinition[] = (['PER', 'PBR'] as const).flatMap((ratio) => [
  nativeField({
    name: `${ratio} Band`,
    ...TEXT,
    en: `Which of the five levels of its ${ratio}, from minimum to maximum, the share is at`,
    ko: `${ratio} 5단계 중 현재 단계`,
  }),
  nativeField({
    name: `${ratio} vs Band`,
    ...PERCENT,
    en: `${ratio} of the month against the ${ratio} of that level`,
    ko: `${ratio} 단계 대비`,
    formula: `100 × (${ratio} of the month ÷ ${ratio} of the level − 1)`,
  }),
]);
const BAND_RULES: readonly HeaderRule[] = (['PER', 'PBR'] as const).flatMap((ratio) => [
  { header: `${ratio} (1~5)`, field: `${ratio} Band` },
  { header: '%', after: `${ratio} (1~5)`, field: `${ratio} vs Band` },
]);

const YEARS = ['FY+1', 'FY+2', 'FY+3'] as const;
const WEEKS = ['Now', '1W ago', '2W ago', '3W ago', '4W ago', '5W ago'] as const;

/** Expected EPS of the next three fiscal years, in the listing currency, over six weeks. */
export const tEpsCSheet = defineSheet({
  id: 'T_EPS_C',
  fields: [
    ...LISTED,
    ...BANDS,
    ...YEARS.flatMap((year) => [
      nativeField({
        name: `EPS ${year} Change (1W)`,
        ...PERCENT,
        en: `Change of the EPS expected for ${year}, in a week`,
        ko: `${year} EPS 컨센서스 1주 변화율`,
      }),
      ...WEEKS.map((week) =>
        nativeField({
          name: `EPS ${year} (${week})`,
          kind: 'currency',
          unit: 'listing_currency',
          en: week === 'Now' ? `EPS expected for ${year}` : `EPS expected for ${year}, as it was ${week}`,
          ko: `${year} EPS 컨센서스 (${week})`,
        }),
      ),
    ]),
  ],
  rules: [
    ...companyRules,
    ...BAND_RULES,
    ...YEARS.map((year, nth) => ({ header: 'W', field: `EPS ${year} Change (1W)`, nth, of: YEARS.length })),
  ],
  series: YEARS.map(
    (year, nth): SeriesRule => ({
      nth,
      steps: WEEKS.map((week, weeks) => ({
        field: `EPS ${year} (${week})`,
        lag: weeks === 0 ? [0, 0] : [7 * weeks - 2, 7 * weeks + 2],
      })),
    }),
  ),
  required: ['Ticker', 'Corp', 'Exchange'],
});

/** Header, English, Korean. 7: FY-4 to FY+3; 3: FY 0 to FY+3; 4: FY-4 to FY 0. */
const MEASURES = [
  ['Sales', 'sales', '매출'],
  ['OP', 'operating profit', '영업이익'],
  ['EPS', 'EPS', 'EPS'],
  ['BPS', 'book value per share', 'BPS'],
] as const;
const SPANS = [7, 3, 4] as const;

const growth = MEASURES.flatMap(([name, en, ko]) =>
  SPANS.map((years) =>
    nativeField({
      name: `${name} Growth (${years}Y)`,
      ...PERCENT,
      en: `Growth of ${en} a year over ${years} years`,
      ko: `${ko} ${years}년 성장률`,
    }),
  ),
);
const averageGrowth = nativeField({
  name: 'Average Growth (7Y, 3Y)',
  ...PERCENT,
  en: 'Mean of the growth rates over seven and three years',
  ko: '7년·3년 평균 성장률',
});

/** Growth of sales, operating profit, EPS and book value over seven, three and four years. */
export const tGrowthCSheet = defineSheet({
  id: 'T_Growth_C',
  fields: [...LISTED, ...BANDS, ...growth, averageGrowth],
  rules: [
    ...companyRules,
    ...BAND_RULES,
    ...MEASURES.flatMap(([name]) =>
      SPANS.map((years) => ({ header: `${name} (${years})`, field: `${name} Growth (${years}Y)` })),
    ),
    { header: 'Avg (7,3)', field: 'Average Growth (7Y, 3Y)' },
  ],
  required: ['Ticker', 'Corp', 'Exchange'],
});

const fairPrice = (ratio: string, en: string, ko: string) => [
  nativeField({
    name: `Fair Price (${ratio})`,
    kind: 'currency',
    unit: 'listing_currency',
    en: `Price at the average ${ratio}`,
    ko: `평균 ${ratio} 적용 주가`,
    formula: `${en} × ${ratio} (Avg)`,
  }),
  nativeField({
    name: `Fair Return (${ratio})`,
    ...PERCENT,
    en: `Return from the price to the price at the average ${ratio}`,
    ko,
    formula: `100 × (Fair Price (${ratio}) ÷ Price − 1)`,
  }),
];
const perShare = (name: 'EPS' | 'BPS', en: string, ko: string) =>
  nativeField({
    name: `${name} (Oct-25)`,
    column: `${name.toLowerCase()}_month`,
    kind: 'currency',
    unit: 'listing_currency',
    month: 'Oct-25',
    en: `${en} of the month`,
    ko: `해당 월 기준 ${ko}`,
  });

/** Companies ranked by growth and by how far their multiples are from the average. */
export const tRankSheet = defineSheet({
  id: 'T_Rank',
  fields: [
    ...LISTED,
    ...BANDS,
    ...YEARS.map((year) =>
      nativeField({
        name: `EPS Growth (${year})`,
        ...PERCENT,
        en: `EPS expected for ${year} against the fiscal year before`,
        ko: `${year} EPS 성장률`,
      }),
    ),
    nativeField({
      name: 'FY 0 vs Former FY+1',
      ...PERCENT,
      en: 'EPS of FY 0 against what was expected when it was FY+1',
      ko: 'FY 0 EPS의 직전 FY+1 추정치 대비',
    }),
    ...valuationFields.filter(({ name }) =>
      ['Sales Growth (3Y)', 'PEG (Oct-25)', 'PER vs Average'].includes(name),
    ),
    nativeField({
      name: 'PBR vs Average',
      ...PERCENT,
      en: 'PBR of the month against its average',
      ko: '평균 PBR 대비',
    }),
    nativeField({
      name: 'PER+PBR Rank',
      kind: 'number',
      unit: 'none',
      en: 'Sum of both ranks',
      ko: 'PER+PBR 순위 합',
    }),
    ...valuationFields.filter(({ name }) => name === 'PER (Avg)'),
    nativeField({ name: 'PBR (Avg)', ...MULTIPLE, en: 'Average PBR', ko: '평균 PBR' }),
    perShare('EPS', 'Earnings per share', '주당순이익'),
    ...fairPrice('PER', 'EPS of the month', '평균 PER 적용 기대수익률'),
    perShare('BPS', 'Book value per share', '주당순자산'),
    ...fairPrice('PBR', 'BPS of the month', '평균 PBR 적용 기대수익률'),
  ],
  rules: [
    ...companyRules,
    ...BAND_RULES,
    ...valuationRules.filter(({ header }) => header === '% PER (Avg)' || header === 'Sales (3)'),
    { header: 'FY+1 / FY 0', field: 'EPS Growth (FY+1)' },
    { header: 'FY+2 / FY+1', field: 'EPS Growth (FY+2)' },
    { header: 'FY+3 / FY+2', field: 'EPS Growth (FY+3)' },
    { header: 'F0←F+1', field: 'FY 0 vs Former FY+1' },
    { header: '% PBR (Avg)', field: 'PBR vs Average' },
    { header: 'PER+PBR', field: 'PER+PBR Rank' },
    { header: 'Price', after: 'EPS ({month})', field: 'Fair Price (PER)' },
    { header: 'Price', after: 'BPS ({month})', field: 'Fair Price (PBR)' },
    { header: 'Return', nth: 0, of: 2, field: 'Fair Return (PER)' },
    { header: 'Return', nth: 1, of: 2, field: 'Fair Return (PBR)' },
  ],
  required: ['Ticker', 'Corp', 'Exchange'],
});

const FISCAL_YEARS = ['FY-4', 'FY-3', 'FY-2', 'FY-1', 'FY 0', 'FY+1', 'FY+2', 'FY+3'] as const;

/** Flows by fiscal year, told apart by group title only: name, title, English, Korean. */
const FLOWS = [
  [
    'Operating Cash Flow',
    ['영업활동', '영업현금', 'Operating Cash Flow', 'CFO'],
    'Cash flow from operations',
    '영업활동현금흐름',
  ],
  [
    'Free Cash Flow',
    ['잉여현금', 'Free Cash Flow', 'FCF'],
    'Cash flow left after investments',
    '잉여현금흐름',
  ],
  ['Net Income', ['순이익', 'Net Income'], 'Net income', '순이익'],
] as const;

/** Cash flows of eight fiscal years, reported and expected. */
export const tCfoSheet = defineSheet({
  id: 'T_CFO',
  fields: [
    ...LISTED,
    ...BANDS,
    ...FLOWS.flatMap(([flow, , en, ko]) =>
      FISCAL_YEARS.map((year) =>
        nativeField({
          name: `${flow} (${year})`,
          kind: 'number',
          unit: 'none',
          en: `${en} of ${year}, in the millions that the source reports in`,
          ko: `${year} ${ko}`,
        }),
      ),
    ),
  ],
  rules: [
    ...companyRules.filter(({ field }) => field !== 'Fiscal Year End (FY 0)'),
    ...BAND_RULES,
    { header: ['FY 0', 'FY O'], after: 'WI26', field: 'Fiscal Year End (FY 0)' },
    ...FLOWS.flatMap(([flow, group]) =>
      FISCAL_YEARS.map((header) => ({ header, field: `${flow} (${header})`, group })),
    ),
  ],
  required: ['Ticker', 'Corp', 'Exchange'],
});

/** When each fiscal year's figures changed over: the dated columns hold dates. */
export const tChkSheet = defineSheet({
  id: 'T_Chk',
  fields: [
    ...LISTED,
    ...BANDS,
    nativeField({
      name: 'Fiscal Year End (FY+1)',
      kind: 'date',
      unit: 'none',
      en: 'First day of the month in which the fiscal year under way ends',
      ko: '진행 중 결산 연월 (FY+1)',
    }),
    nativeField({ name: 'Check', ...TEXT, en: "The source's own check mark", ko: '점검' }),
  ],
  rules: [
    ...companyRules,
    ...BAND_RULES,
    { header: 'FY+1', field: 'Fiscal Year End (FY+1)' },
    { header: 'CHK', field: 'Check' },
  ],
  required: ['Ticker', 'Corp', 'Exchange'],
});

/** How each share moves with its expected sales and earnings and with bond yields. */
export const tCorrelationSheet = defineSheet({
  id: 'T_Correlation',
  fields: [
    ...canonical('Ticker', 'corpName'),
    ...(['Sales', 'EPS', 'HYY'] as const).map((what) =>
      nativeField({
        name: `Correlation (${what})`,
        kind: 'number',
        unit: 'none',
        possible: { min: -1, max: 1 },
        en: `Correlation of the price with ${what === 'HYY' ? 'the high-yield bond yield' : `expected ${what}`}`,
        ko: `주가와 ${what === 'HYY' ? '하이일드 금리' : `Fwd 12M ${what}`}의 상관계수`,
      }),
    ),
  ],
  rules: [
    { header: 'Fwd 12M Sales', field: 'Correlation (Sales)' },
    { header: 'Fwd 12M EPS', field: 'Correlation (EPS)' },
    { header: 'HYY', field: 'Correlation (HYY)' },
  ],
  required: ['Ticker', 'Corp', 'Fwd 12M Sales', 'Fwd 12M EPS'],
});
