import {
  companySchema,
  type Dataset,
  defineSchema,
  type FieldDefinition,
  type QualityMark,
  type Row,
  rowsToTable,
} from '@stock-analyzer/schema';
import type { ProvidedWeek } from './harness';

/**
 * A week made of rows, for tests of a store: what is not given is as plain as possible.
 *
 * @param fields Canonical values by display name.
 * @param native The source's own values, row by row beside them.
 * @param rest Replaces parts of the dataset.
 * @example
 * ```ts
 * import { weekOf } from '@stock-analyzer/store/conformance';
 * import { openMemoryStore } from '@stock-analyzer/store/memory';
 *
 * const store = openMemoryStore();
 * await store.publish(weekOf([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 }]));
 * (await store.get('NVDA'))?.fields['ROE (Fwd)']; // → 79.43
 * ```
 */
export function weekOf(
  fields: readonly Row[],
  native: readonly Row[] = [],
  rest: Partial<Dataset> = {},
): Dataset {
  const table = rowsToTable(native);
  return {
    asOf: '2025-10-10',
    month: 'Oct-25',
    schema: companySchema,
    nativeSchema: defineSchema({ id: 'sample', version: '1.0.0', fields: table.columns.map(nativeField) }),
    fields: rowsToTable(fields),
    native: table,
    origins: null,
    provenance: {
      file: 'week.xlsb',
      sha256: 'ab'.repeat(32),
      bytes: 90_000_000_000,
      profile: 'sample',
      modifiedAt: '2025-10-11T01:02:03.000Z',
    },
    marks: [],
    ...rest,
  };
}

function nativeField({ name }: { name: string }, index: number): FieldDefinition {
  return {
    name,
    key: `native${index}`,
    column: `native_${index}`,
    category: 'native',
    kind: 'number',
    unit: 'none',
    description: { en: name, ko: name },
  };
}

/** A week under an id, staged on the day after its date and released a second later. */
export function provided(releaseId: string, dataset: Dataset, day = dayAfter(dataset.asOf)): ProvidedWeek {
  return {
    dataset,
    releaseId,
    stagedAt: `${day}T09:00:00.000Z`,
    releasedAt: `${day}T09:00:01.000Z`,
  };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

/** Values of {@link sampleCompanies} by short keys, so that the table below can be read as one. */
function company(
  Ticker: string,
  corpName: string,
  industry: string | null,
  exchange: string | null,
  Rating: string | null,
  roe: number | null,
  per: number | null,
  size: number | null,
): Row {
  return {
    Ticker,
    corpName,
    industry,
    exchange,
    Rating,
    'ROE (Fwd)': roe,
    'PER (Oct-25)': per,
    '(USD mn)': size,
  };
}

/**
 * Companies with what makes stores differ: Hangul and Latin, upper and lower case, full width, letters beyond 16
 * bits, equal values, missing values, 0 and negative numbers. Not in the order of tickers.
 */
export const sampleCompanies: readonly Row[] = [
  company('NVDA', 'NVIDIA', '반도체', 'NASDAQ', 'Buy', 79.43, 31.2, 4_500_000),
  company('AAPL', 'Apple', 'IT하드웨어', 'NASDAQ', null, 181.76, 29.8, 3_700_000),
  company('005930.KS', '삼성전자', '반도체', 'KOSPI', 'Buy', 9.1, 14.5, 420_000),
  company('000660.KS', 'SK하이닉스', '반도체', 'KOSPI', 'Strong Buy', 31.2, 8.1, 210_000),
  company('brk.b', 'berkshire Hathaway', '보험', 'NYSE', 'Hold', 0, 12.4, 1_050_000),
  company('BRK.A', 'Berkshire Hathaway', '보험', 'NYSE', 'Hold', 0, 12.4, 1_050_000),
  company('7203.T', 'Toyota Motor', '자동차', null, 'Sell', 9.1, null, 250_000),
  company('NEG', 'Deep Loss Inc.', '자동차', 'NYSE', 'Sell', -12.5, -3.2, null),
  company('FULL', 'ＦＵＬＬ Ｗｉｄｔｈ', null, 'KOSDAQ', null, null, null, null),
  company('𝔘NI', '𝔘nicode Holdings', 'IT하드웨어', 'KOSDAQ', 'Hold', 15.5, 20, 10),
  company('ﬀ', 'ﬀ Ligature', 'it하드웨어', 'KOSDAQ', 'Buy', 15.5, 20, 10),
  company('쏘카', '쏘카 (Socar)', '자동차', 'KOSPI', null, -12.5, 1e-7, 300),
];

/** The source's own values of {@link sampleCompanies}: texts, numbers, booleans, and one field with all of them. */
export const sampleNative: readonly Row[] = sampleCompanies.map((_, row) => ({
  'Fiscal month': row % 3 === 0 ? null : ['Jan', 'Sep', 'Dec'][row % 3]!,
  Price: row % 4 === 0 ? null : row * 1.5 - 3,
  Active: row % 5 === 4 ? null : row % 2 === 0,
  Anything: [10, 'ten', true, null, 9, 'Ten', false, '9', -1, 'tea', 10, null][row]!,
}));

/** What was corrected in {@link firstWeek}. */
export const sampleMarks: readonly QualityMark[] = [
  mark('NVDA', 'ROE (Fwd)', 0.7943),
  mark('AAPL', 'ROE (Fwd)', 1.8176),
  mark('NVDA', 'PER (Oct-25)', null),
  mark('7203.T', 'Fiscal month', 'May'),
];

function mark(ticker: string, field: string, was: QualityMark['was']): QualityMark {
  return {
    ticker,
    field,
    was,
    rule: 'scale',
    confidence: 0.97,
    approvedBy: 'policy:careful',
    approvedAt: '2025-10-04T08:00:00.000Z',
  };
}

/** The week that questions are tried on. */
export const firstWeek = provided(
  'week-1',
  weekOf(sampleCompanies, sampleNative, { asOf: '2025-10-03', marks: sampleMarks }),
);

/** A week later: NVDA's ROE is other, AAPL is gone, one company is new. */
export const secondWeek = provided(
  'week-2',
  weekOf(
    [
      ...sampleCompanies
        .filter(({ Ticker }) => Ticker !== 'AAPL')
        .map((row) => (row.Ticker === 'NVDA' ? { ...row, 'ROE (Fwd)': 80 } : row)),
      company('TSLA', 'Tesla', '자동차', 'NASDAQ', 'Hold', 10, 180, 1_400_000),
    ],
    [],
    { asOf: '2025-10-10' },
  ),
);

/** Tickers in the order of code points. */
export const sampleTickers: readonly string[] = [
  '000660.KS',
  '005930.KS',
  '7203.T',
  'AAPL',
  'BRK.A',
  'FULL',
  'NEG',
  'NVDA',
  'brk.b',
  '쏘카',
  'ﬀ',
  '𝔘NI',
];
