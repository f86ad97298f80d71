import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companySchema } from '../company/schema';
import type { FieldDefinition } from '../field';
import { cleanHeader, columnNames, type HeaderRule, resolveHeaders, type SeriesRule } from './index';

const native = (name: string): FieldDefinition => ({
  name,
  key: name,
  column: 'x',
  category: 'native',
  kind: 'number',
  unit: 'none',
  description: { en: '', ko: '' },
});
const fields = [
  ...companySchema.fields,
  ...[
    'Return (1W)',
    'Divergence (1W)',
    'EPS Change (1W)',
    'Expected Return (10Y)',
    'PER (Fwd)',
    'Growth Pick',
    'EPS 1W',
    'EPS 1M',
    'EPS 6M',
    'EPS YTD',
  ].map(native),
  { ...native('PEG (Oct-25)'), month: 'Oct-25' },
];

function resolve(
  texts: readonly string[],
  options: {
    rules?: HeaderRule[];
    series?: SeriesRule[];
    titles?: readonly (string | null)[];
    date1904?: boolean;
  } = {},
) {
  const headers = texts.map((text, index) => ({ text, index, groupTitle: options.titles?.[index] ?? null }));
  return resolveHeaders(headers, { fields, ...options });
}
const told = (matches: ReturnType<typeof resolve>) =>
  matches.map((match) =>
    match.kind === 'field'
      ? match.field.name
      : match.kind === 'ambiguous'
        ? `?${match.candidates.join('|')}`
        : match.kind === 'date'
          ? match.date
          : match.kind,
  );

describe('names', () => {
  it('finds fields by name, alias and month, whatever spaces and newlines stand around', () => {
    expect(
      told(resolve([' Ticker ', 'Corp', 'WI26', 'ROE\n (Fwd)', 'ＰＥＲ (Oct-25)', 'exchange\u200b'])),
    ).toEqual(['Ticker', 'corpName', 'industry', 'ROE (Fwd)', 'PER (Oct-25)', 'exchange']);
  });
  it('takes the month as a parameter', () => {
    const [match] = resolve(['PBR (Nov-25)']);
    expect(match).toMatchObject({
      kind: 'field',
      field: { name: 'PBR (Oct-25)' },
      by: 'month',
      month: 'Nov-25',
    });
    expect(told(resolve(['PER (Fwd)']))).toEqual(['PER (Fwd)']);
    expect(told(resolve(['ROE (Nov-25)']))).toEqual(['unknown']);
  });
  it('reports what it does not know, and what has no header', () => {
    expect(told(resolve(['Moon phase', '', 'Unnamed: 3', 'NaN', '  ']))).toEqual([
      'unknown',
      'blank',
      'blank',
      'blank',
      'blank',
    ]);
  });
  it('does not choose between two columns of one field', () => {
    expect(told(resolve(['Ticker', 'ROE (Fwd)', 'ROE (Fwd).1', 'corpName', 'Corp']))).toEqual([
      'Ticker',
      '?ROE (Fwd)',
      '?ROE (Fwd)',
      '?corpName',
      '?corpName',
    ]);
  });
});

describe('rules', () => {
  const blocks: HeaderRule[] = [
    { header: 'W', field: 'Return (1W)', group: '수익률', nth: 0, of: 3 },
    { header: 'W', field: 'Divergence (1W)', group: '괴리율', nth: 1, of: 3 },
    { header: 'W', field: 'EPS Change (1W)', group: 'EPS Consensus Change', nth: 2, of: 3 },
    { header: 'W', field: 'EPS Change (1W)', nth: 0, of: 1 },
  ];
  it('beat an equal field name', () => {
    expect(told(resolve(['Return (Y)']))).toEqual(['Return (Y)']);
    const rules = [{ header: 'Return (Y)', field: 'Expected Return (10Y)' }];
    expect(told(resolve(['Return (Y)'], { rules }))).toEqual(['Expected Return (10Y)']);
  });
  it('beat a name that claims the same field', () => {
    const rules = [{ header: 'Corp', field: 'corpName' }];
    expect(told(resolve(['Corp', 'corpName'], { rules }))).toEqual(['corpName', '?corpName']);
  });
  it('tell groups apart by title, in any order', () => {
    const titles = ['Fwd 12M EPS Consensus Change (%)', '기간별 수익률 (25/10/03)', '괴리율 (EPS+HYY)'];
    expect(told(resolve(['W', 'W', 'W'], { rules: blocks, titles }))).toEqual([
      'EPS Change (1W)',
      'Return (1W)',
      'Divergence (1W)',
    ]);
  });
  it('tell groups apart by order where there is no title', () => {
    const expected = ['Return (1W)', 'Divergence (1W)', 'EPS Change (1W)'];
    expect(told(resolve(['W', 'W', 'W'], { rules: blocks }))).toEqual(expected);
    expect(told(resolve(['W', 'W.1', 'W.2'], { rules: blocks }))).toEqual(expected);
    expect(told(resolve(['W'], { rules: blocks }))).toEqual(['EPS Change (1W)']);
  });
  it('leave open what neither title nor order tells', () => {
    expect(resolve(['W', 'W'], { rules: blocks }).every(({ kind }) => kind === 'ambiguous')).toBe(true);
    const titles = ['기간별 수익률', null, null];
    expect(told(resolve(['W', 'W', 'W'], { rules: blocks, titles }))[0]).toBe('Return (1W)');
    expect(resolve(['W', 'W', 'W'], { rules: blocks, titles })[1]!.kind).toBe('ambiguous');
  });
  it('go by order where one title covers all of them', () => {
    const titles = ['기간별 수익률', '기간별 수익률', '기간별 수익률'];
    expect(told(resolve(['W', 'W', 'W'], { rules: blocks, titles }))).toEqual([
      'Return (1W)',
      'Divergence (1W)',
      'EPS Change (1W)',
    ]);
  });
  it('know a neighbour whatever its month', () => {
    const rules = [{ header: 'Price', after: 'EPS ({month})', field: 'PER (Fwd)' }];
    expect(told(resolve(['EPS (Nov-25)', 'Price', 'Price'], { rules }))).toEqual([
      'unknown',
      'PER (Fwd)',
      'unknown',
    ]);
  });
  it('do not stretch: the first of three is not the first of one', () => {
    const rules = [{ header: 'W', field: 'Return (1W)', nth: 0, of: 3 }];
    expect(told(resolve(['W'], { rules }))).toEqual(['?Return (1W)']);
  });
  it('know a header by its neighbour, even one without text', () => {
    const rules = [{ header: '', field: 'Growth Pick', after: 'Sales (3)' }];
    expect(told(resolve(['Sales (3)', '', ''], { rules }))).toEqual(['unknown', 'Growth Pick', 'blank']);
  });
  it('carry a month', () => {
    const rules = [{ header: 'PEG ratio ({month})', field: 'PEG (Oct-25)' }];
    expect(resolve(['PEG ratio (Nov-25)'], { rules })[0]).toMatchObject({ month: 'Nov-25', by: 'rule' });
  });
  it('that name a field that the schema lacks leave the header open', () => {
    expect(told(resolve(['X'], { rules: [{ header: 'X', field: 'No such' }] }))).toEqual(['?No such']);
  });
});

describe('dates', () => {
  const series: SeriesRule[] = [
    {
      steps: [
        { field: 'EPS (Fwd)', lag: [0, 0] },
        { field: 'EPS 1W', lag: [5, 9] },
        { field: 'EPS 1M', lag: [26, 33] },
        { field: 'EPS 6M', lag: [175, 190] },
        { field: 'EPS YTD', lag: 'year_start' },
      ],
    },
  ];
  it('are read from serials', () => {
    expect(told(resolve(['45933', '45926.0', '45926.0.1', '2025-10-03', '12345', '0.2']))).toEqual([
      '2025-10-03',
      '2025-09-26',
      '2025-09-26',
      '2025-10-03',
      'unknown',
      'unknown',
    ]);
    expect(told(resolve([String(45933 - 1462)], { date1904: true }))).toEqual(['2025-10-03']);
  });
  it('get the fields of their series by their distance from the newest', () => {
    const matches = resolve(['45933', '45926.0', '45903.0', '45750.0', '45653.0'], { series });
    expect(told(matches)).toEqual(['EPS (Fwd)', 'EPS 1W', 'EPS 1M', 'EPS 6M', 'EPS YTD']);
    expect(matches[1]).toMatchObject({ by: 'series', date: '2025-09-26' });
    expect(told(resolve(['45940.0', '45933.0', '45757.0'], { series }))).toEqual([
      'EPS (Fwd)',
      'EPS 1W',
      'EPS 6M',
    ]);
  });
  it('go by order where two steps fall on one day', () => {
    // As of 2025-07-04: six months before is 2025-01-03, which is a day of the year's start too.
    const texts = ['45842', '45835', '45812', '45660', '45653'];
    expect(told(resolve(texts, { series }))).toEqual(['EPS (Fwd)', 'EPS 1W', 'EPS 1M', 'EPS 6M', 'EPS YTD']);
    expect(told(resolve(['45842', '45660'], { series }))).toEqual(['EPS (Fwd)', '?EPS 6M|EPS YTD']);
  });
  it('stay dates where no step fits', () => {
    expect(told(resolve(['45933', '45920'], { series }))).toEqual(['EPS (Fwd)', '2025-09-20']);
  });
});

describe('column names', () => {
  it('are unique', () => {
    const names = columnNames(resolve(['W', 'W', 'W', '', '', 'Ticker', 'Unnamed: 9', '45933', '45933']));
    expect(names).toEqual([
      'W',
      'W.1',
      'W.2',
      'Column D',
      'Column E',
      'Ticker',
      'Column G',
      '2025-10-03',
      '2025-10-03.1',
    ]);
  });
  it('harmless whatever the headers', () => {
    expect(columnNames(resolve(['__proto__', 'constructor', '__proto__', 'toString']))).toEqual([
      '__proto__',
      'constructor',
      '__proto__.1',
      'toString',
    ]);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 20 }), (texts) => {
        const matches = resolve(texts);
        const names = columnNames(matches);
        expect(matches.map(({ index }) => index)).toEqual(texts.map((_, index) => index));
        expect(new Set(names).size).toBe(texts.length);
      }),
    );
  });
  it('come quickly for a sheet of 16,384 equal headers', () => {
    const start = performance.now();
    columnNames(resolve(new Array<string>(16_384).fill('x')));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

it('cleans headers', () => {
  expect(cleanHeader('FY+1 /\n FY 0 ')).toBe('FY+1 / FY 0');
});
