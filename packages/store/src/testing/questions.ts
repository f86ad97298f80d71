import {
  type CellValue,
  columnOf,
  columnTable,
  companySchema,
  type Dataset,
  extendSchema,
  type QualityMark,
  type Row,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import type { AggregateRequest } from '../query/aggregate';
import type { Filter, Query } from '../query/language';
import { sampleWeek } from './sample-week';

const more = { unit: 'none', description: { en: '', ko: '' } } as const;
/** The company schema, and a field of each further kind. */
const schema = extendSchema(companySchema, {
  version: '1.1.0',
  fields: [
    { ...more, name: 'Active', key: 'active', column: 'active', category: 'identity', kind: 'boolean' },
    { ...more, name: 'Listed', key: 'listed', column: 'listed', category: 'identity', kind: 'date' },
  ],
});

/** Few values, so that questions hit: letters of either case, other scripts, beyond the BMP, quotes and wildcards. */
const text = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'B',
    'ab',
    'aB',
    '_',
    '%',
    "'",
    '"',
    '',
    ' ',
    'é',
    'É',
    'ß',
    'ＡＢ',
    '삼성전자',
    '전자',
    '😀',
    '\uffef',
    '\ufffd',
    '\ud800',
  ],
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.1 + 0.2, 1e-7, 5e-324, 1.7976931348623157e308, Number.POSITIVE_INFINITY, 12.5),
  fc.double({ noNaN: true }).map((value) => value + 0),
);
const flag = fc.boolean();
const NUMBERS = ['ROE (Fwd)', 'PER (Oct-25)', '(USD mn)'] as const;
const TEXTS = ['corpName', 'industry', 'Rating', 'Listed'] as const;
const NATIVE = ['Price', 'Note'] as const;

const LETTERS = ['b', 'B', 'a', 'A', '😀', '\uffef'];

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3, nil: null });

/** A week with canonical fields of every kind, native fields, a field that the schema does not know, and marks. */
export const anyWeek: fc.Arbitrary<Dataset> = fc
  .array(
    fc.record({
      corpName: text,
      industry: optional(text),
      Rating: optional(text),
      Active: optional(flag),
      Listed: optional(fc.constantFrom('1999-01-22', '2020-02-29', '2021-12-31')),
      'ROE (Fwd)': optional(number),
      'PER (Oct-25)': optional(number),
      Unknown: optional(fc.oneof(text, number, flag)),
      native: fc.record({ Price: optional(fc.oneof(number, text, flag)), Note: optional(text) }),
      marked: flag,
    }),
    { maxLength: 12 },
  )
  .map((companies) => {
    const tickers = companies.map((_, index) => `${LETTERS[index % LETTERS.length]}${index % 5}${index}`);
    const rows = companies.map(
      ({ native: _, marked: __, ...row }, index): Row => ({ ...row, Ticker: tickers[index]! }),
    );
    const names = ['Ticker', ...TEXTS, 'Active', 'ROE (Fwd)', 'PER (Oct-25)', 'Unknown'];
    const marks = companies.flatMap(({ marked }, index): QualityMark[] =>
      marked ? [mark(tickers[index]!, 'ROE (Fwd)'), mark(tickers[index]!, 'Price')] : [],
    );
    const table = (all: readonly Row[], wanted: readonly string[]) =>
      columnTable(
        all.length,
        wanted.map((name) =>
          columnOf(
            name,
            all.map((row) => row[name] ?? null),
          ),
        ),
      );
    return sampleWeek([], [], {
      schema,
      fields: table(rows, names),
      native: table(
        companies.map(({ native }) => native),
        NATIVE,
      ),
      marks,
    });
  });

function mark(ticker: string, field: string): QualityMark {
  const approvedAt = '2025-10-11T00:00:00.000Z';
  return { ticker, field, was: 1, rule: 'power_of_ten', confidence: 0.9, approvedBy: 'a person', approvedAt };
}

const conditionsOn = (value: fc.Arbitrary<CellValue>, isText: boolean): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ $eq: optional(value) }),
    fc.record({ $ne: optional(value) }),
    fc.record({ $in: fc.array(optional(value), { maxLength: 4 }) }),
    fc.record({ $nin: fc.array(optional(value), { maxLength: 4 }) }),
    fc.record({ $exists: flag }),
    fc.record({ $gt: value }),
    fc.record({ $lte: value }),
    fc.record({ $gte: value, $lt: value }),
    ...(isText ? [fc.record({ $contains: text }), fc.record({ $startsWith: text })] : []),
  );

const leaf: fc.Arbitrary<Filter> = fc
  .oneof(
    fc.tuple(fc.constantFrom(...NUMBERS), conditionsOn(number, false)),
    fc.tuple(fc.constantFrom(...TEXTS, 'Ticker'), conditionsOn(text, true)),
    fc.tuple(fc.constant('Active'), conditionsOn(flag, false)),
    fc.tuple(fc.constantFrom(...NATIVE, 'Unknown'), conditionsOn(fc.oneof(number, text, flag), false)),
  )
  .map(([field, conditions]) => ({ [field]: conditions }) as Filter);

/** Filters nested a few levels deep. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(leaf, leaf).map(([a, b]) => ({ ...a, ...b })),
    fc.array(tie('filter'), { maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(tie('filter'), { maxLength: 3 }).map(($or) => ({ $or })),
    tie('filter').map(($not) => ({ $not })),
  ),
})).filter;

const FIELDS = ['Ticker', ...TEXTS, 'Active', ...NUMBERS, ...NATIVE, 'Unknown'];

/** A filter, sorts, a window and a projection, or none of them. */
export const anyQuery: fc.Arbitrary<Query> = fc.record(
  {
    filter: anyFilter,
    sort: fc.array(
      fc.record({
        field: fc.constantFrom(...FIELDS),
        order: fc.constantFrom('asc' as const, 'desc' as const),
      }),
      { maxLength: 3 },
    ),
    limit: fc.nat(6),
    offset: fc.nat(6),
    projection: fc.uniqueArray(fc.constantFrom(...FIELDS), { maxLength: 4 }),
  },
  { requiredKeys: [] },
);

/** Figures of number fields, of all or by group. */
export const anyAggregate: fc.Arbitrary<AggregateRequest> = fc.record(
  {
    fields: fc.uniqueArray(fc.constantFrom(...NUMBERS, 'Price'), { maxLength: 3 }),
    by: fc.constantFrom('industry', 'Rating', 'Active', 'ROE (Fwd)', 'Note', 'Ticker'),
    filter: anyFilter,
    quantiles: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 }),
  },
  { requiredKeys: ['fields'] },
);

/** What people type. */
export const anySearch = fc.oneof(
  text,
  fc.tuple(text, text).map((words) => words.join(' ')),
);
