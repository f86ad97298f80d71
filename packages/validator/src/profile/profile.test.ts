import {
  columnTable,
  companySchema,
  type Dataset,
  defineSchema,
  numberColumn,
  rowsToTable,
  stringColumn,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field } from '../testing/rows';
import { profileDataset } from './profile';

const only = (values: readonly unknown[], schema = companySchema) =>
  profileDataset(
    values.map((value) => ({ 'ROE (Fwd)': value })),
    { schema },
  ).fields[0]!;

/** Numbers with many equal ones, tails, and both zeros. */
const numbers = fc.array(
  fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0.001, max: 1e6, noNaN: true }),
    fc.constantFrom(0, -0),
  ),
  { minLength: 1, maxLength: 200 },
);

describe('numbers', () => {
  it('are counted, ranked and put into bars as a naive count would', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { numbers: found, distinct, top, count } = only(values);
        const sorted = values.map((value) => value + 0).sort((a, b) => a - b);
        const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
        expect(count).toBe(values.length);
        expect(found).toMatchObject({
          count: values.length,
          min: sorted[0],
          max: sorted.at(-1),
          zeros: values.filter((value) => value === 0).length,
          negatives: values.filter((value) => value < 0).length,
          integers: values.filter(Number.isInteger).length,
          quantiles: { p01: at(0.01), p25: at(0.25), p50: at(0.5), p75: at(0.75), p99: at(0.99) },
        });
        const naive = new Map<number, number>();
        for (const value of sorted) naive.set(value, (naive.get(value) ?? 0) + 1);
        expect(distinct).toBe(naive.size);
        expect(top).toEqual(
          [...naive]
            .sort(([a, x], [b, y]) => y - x || a - b)
            .slice(0, 10)
            .map(([value, times]) => ({ value, count: times })),
        );
        const { edges, counts, below, above } = found!.histogram;
        expect(below + above + counts.reduce((sum, bar) => sum + bar, 0)).toBe(values.length);
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        counts.forEach((bar, index) => {
          const [from, to] = [edges[index]!, edges[index + 1]!];
          const isLast = index === counts.length - 1;
          expect(bar).toBe(
            values.filter((value) => value >= from && (isLast ? value <= to : value < to)).length,
          );
        });
      }),
      { numRuns: 500 },
    );
  });

  it('that span orders of magnitude get a logarithmic axis', () => {
    const sizes = Array.from({ length: 1000 }, (_, index) => 10 ** (index / 100));
    expect(only(sizes).numbers?.histogram.scale).toBe('log');
    expect(Math.max(...only(sizes).numbers!.histogram.counts)).toBeLessThan(60);
    expect(only(sizes.map((size) => -size)).numbers?.histogram.scale).toBe('linear');
  });
});

describe('texts', () => {
  it('show their shapes and what they may be', () => {
    const tickers = [
      'NVDA',
      'AAPL',
      '005930.KS',
      '1398.HK',
      '600519.SS',
      'BRK.B',
      ' ',
      '1,234.5',
      '2025-10-10',
      '삼성',
    ];
    const { texts, distinct, types } = only(tickers);
    expect(types).toEqual({ number: 0, string: 10, boolean: 0, other: 0 });
    expect(distinct).toBe(10);
    expect(texts).toMatchObject({
      shortest: 1,
      longest: 10,
      blank: 1,
      numeric: 1,
      dates: 1,
      other_shapes: 0,
    });
    expect(texts?.shapes.slice(0, 2)).toEqual([
      { value: '9.A', count: 3 },
      { value: 'A', count: 2 },
    ]);
    expect(texts?.shapes.map(({ value }) => value)).toContain('L');
  });

  it('of too many shapes are counted, not kept', () => {
    const shapes = Array.from({ length: 3000 }, (_, index) =>
      index.toString(2).replaceAll('0', 'a.').replaceAll('1', 'a-'),
    );
    const { texts } = only(shapes);
    expect(texts).toMatchObject({ distinct_shapes: 1000, other_shapes: 2000 });
  });
});

describe('the unit of percentages', () => {
  const roe = Array.from({ length: 40 }, (_, index) => 4 + index);

  it.each([
    ['percent', 1],
    ['fraction', 0.01],
    ['basis_points', 100],
  ] as const)('is seen to be %s', (unit, factor) => {
    const { percent_unit } = only(roe.map((value) => value * factor));
    expect(percent_unit).toMatchObject({ seems: unit, plausible_bound: 100 });
    expect(percent_unit?.typical_size).toBeCloseTo(23 * factor, 9);
    expect(percent_unit?.up_to_one).toBe(unit === 'fraction' ? 100 : 0);
  });

  it('is not told from a few values, nor of what is no percentage', () => {
    expect(only([12, 13]).percent_unit?.seems).toBeNull();
    expect(
      profileDataset([{ 'PER (Oct-25)': 20 }], { schema: companySchema }).fields[0]?.percent_unit,
    ).toBeNull();
    expect(profileDataset([{ 'ROE (Fwd)': 20 }]).fields[0]?.percent_unit).toBeNull();
  });
});

describe('the input', () => {
  const rows = [{ Ticker: 'A', 'PER (Nov-25)': 1 }, { Ticker: 'B' }];

  it('gives the same as rows and as a table', () => {
    expect(profileDataset(rowsToTable(rows), { schema: companySchema })).toEqual(
      profileDataset(new Set(rows), { schema: companySchema }),
    );
  });

  it('tells what is known of each column, and which fields are absent', () => {
    const { companies, absent, fields, as_of } = profileDataset(rows, { schema: companySchema });
    expect({ companies, as_of, absent: absent.length }).toEqual({ companies: 2, as_of: null, absent: 37 });
    expect(fields[1]).toMatchObject({
      field: 'PER (Nov-25)',
      unit: 'multiple',
      count: 1,
      missing: 1,
      completeness: 50,
    });
    expect(profileDataset(rows).fields[1]).toMatchObject({ kind: null, unit: null });
  });

  it('takes a dataset with its native fields, number formats and unreadable cells', () => {
    const fields = columnTable(2, [
      stringColumn('Ticker', ['NVDA', 'AFMD']),
      {
        ...numberColumn('ROE (Fwd)', [79.43, null]),
        causes: new Map([[1, { kind: 'token', text: '#N/A' }]]),
        formats: { common: '0.0%', exceptions: new Map([[1, 'General']]) },
      },
    ]);
    const dataset: Dataset = {
      asOf: '2025-10-10',
      month: null,
      schema: companySchema,
      nativeSchema: defineSchema({
        id: 'native',
        version: '1.0.0',
        fields: [field({ name: 'CCC', unit: 'days' })],
      }),
      fields,
      native: columnTable(2, [numberColumn('CCC', [12, 13])]),
      origins: null,
      provenance: { file: null, sha256: null, bytes: null, profile: 'test', modifiedAt: null },
      marks: [],
    };
    const profile = profileDataset(dataset);
    expect(profile.as_of).toBe('2025-10-10');
    expect(profile.fields.map((each) => [each.field, each.native, each.unit])).toEqual([
      ['Ticker', false, 'none'],
      ['ROE (Fwd)', false, 'percent'],
      ['CCC', true, 'days'],
    ]);
    expect(profile.fields[1]).toMatchObject({
      unreadable: 1,
      formats: [
        { value: '0.0%', count: 1 },
        { value: 'General', count: 1 },
      ],
    });
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });

  it('survives anything that rows may hold', () => {
    const hostile = [
      null,
      7,
      ['x'],
      JSON.parse('{"__proto__": 1}'),
      { a: { b: 1 }, c: Number.POSITIVE_INFINITY, d: 1n },
    ];
    const { companies, fields } = profileDataset(hostile as object[]);
    expect(companies).toBe(5);
    expect(fields.map((each) => [each.field, each.types.other])).toEqual([
      ['__proto__', 0],
      ['a', 1],
      ['c', 1],
      ['d', 1],
    ]);
    expect(() => profileDataset(7 as never)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
