import type { CellValue, QualityMark, Row } from '@stock-analyzer/schema';
import type * as FastCheck from 'fast-check';
import type { Filter, Query } from '../../query/language';
import type { NaiveWeek } from './naive-store';

/** Which snapshot a question reads: the n-th of those there are, a date, an instant; nothing for the current one. */
export interface NaiveChoice {
  readonly nth?: number;
  readonly asOf?: string;
  readonly knownAt?: string;
}

/** What a release is told. */
export interface NaiveReleaseOptions {
  readonly asHistory?: boolean;
  readonly allowOlder?: boolean;
  /** Whether the caller goes by the release that is current, or by one that is not. */
  readonly ifCurrent?: 'current' | 'other';
}

/** One step of a sequence. Numbers pick from what is there when its turn comes. */
export type Command =
  | { readonly do: 'stage'; readonly week: NaiveWeek; readonly id: string | null }
  | {
      readonly do: 'publish';
      readonly week: NaiveWeek;
      readonly id: string | null;
      readonly options: NaiveReleaseOptions;
    }
  | { readonly do: 'release'; readonly nth: number; readonly options: NaiveReleaseOptions }
  | { readonly do: 'discard'; readonly nth: number }
  | { readonly do: 'upsert'; readonly rows: readonly Row[] }
  | { readonly do: 'remove'; readonly tickers: readonly string[] }
  | { readonly do: 'query'; readonly query: Query; readonly choice: NaiveChoice }
  | { readonly do: 'walk'; readonly query: Query; readonly choice: NaiveChoice }
  | { readonly do: 'walkOn'; readonly nth: number }
  | { readonly do: 'get'; readonly ticker: string; readonly choice: NaiveChoice }
  | {
      readonly do: 'history';
      readonly ticker: string;
      readonly from?: string;
      readonly to?: string;
      readonly knownAt?: string;
    }
  | {
      readonly do: 'aggregate';
      readonly fields: readonly string[];
      readonly by?: string;
      readonly filter: Filter;
      readonly quantiles: readonly number[];
      readonly choice: NaiveChoice;
    }
  | { readonly do: 'search'; readonly text: string; readonly choice: NaiveChoice }
  | { readonly do: 'changes'; readonly from: NaiveChoice | null; readonly to: NaiveChoice | null }
  | { readonly do: 'companies'; readonly choice: NaiveChoice }
  | { readonly do: 'reopen' };

const TICKERS = ['A', 'a', 'B.1', '가나', '𝔘', 'ﬀ'];
const DATES = ['2025-10-03', '2025-10-10', '2025-10-17', '2025-10-24'];
const IDS = ['r1', 'r2', 'r3', 'r4'];
const TEXTS = ['', 'a', 'A', 'ab', 'Ｂ', 'b', '가', '가나다', 'ﬀ', 'ff', 'é', 'É', '𝔘', '10', '%'];
const NUMBERS = [0, 1, -1, 2.5, 10, 0.1, -1e300, 5e-324];
const NUMERIC = ['ROE (Fwd)', 'PER (Oct-25)', '(USD mn)'];
const TEXTUAL = ['corpName', 'industry', 'Rating', 'Ticker'];
const NATIVE = ['Price', 'Any'];

/** Sequences of commands, mostly sensible ones over few names and values, so that they meet. */
export function commandSequences(fc: typeof FastCheck, length: number): FastCheck.Arbitrary<Command[]> {
  const maybe = <T>(value: FastCheck.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
  const from = <T>(values: readonly T[]) => fc.constantFrom(...values);
  const nth = fc.nat(7);
  const text = from(TEXTS);
  const number = from(NUMBERS);
  const date = from(DATES);
  const native = fc.oneof(from([...NUMBERS, -0]), text, fc.boolean());

  const names = fc.record({
    fields: fc.subarray(['industry', 'Rating', ...NUMERIC]),
    native: fc.subarray(NATIVE),
  });
  const cellOf = (field: string): FastCheck.Arbitrary<CellValue> => {
    if (field === 'Ticker') return from(TICKERS);
    if (field === 'corpName') return text;
    if (NATIVE.includes(field)) return maybe(native);
    return NUMERIC.includes(field) ? maybe(number) : maybe(text);
  };
  const row = (fields: readonly string[]) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, cellOf(field)]))) as FastCheck.Arbitrary<Row>;
  const mark: FastCheck.Arbitrary<QualityMark> = fc.record({
    ticker: from(TICKERS),
    field: from([...NUMERIC, ...NATIVE]),
    was: maybe(number),
    rule: fc.constant('rule'),
    confidence: fc.constant(0.9),
    approvedBy: fc.constant('policy'),
    approvedAt: fc.constant('2025-10-04T08:00:00.000Z'),
  });
  const week: FastCheck.Arbitrary<NaiveWeek> = names.chain((has) => {
    const fieldNames = ['Ticker', 'corpName', ...has.fields];
    return fc
      .record({
        asOf: date,
        month: from(['Oct-25', null]),
        companies: fc.uniqueArray(fc.tuple(row(fieldNames), row(has.native)), {
          maxLength: 6,
          selector: ([{ Ticker }]) => Ticker,
        }),
        twice: fc.nat(29).map((at) => at === 0),
        marks: fc.array(mark, { maxLength: 2 }),
      })
      .map(({ asOf, month, companies, twice, marks }) => {
        const all = twice && companies[0] ? [...companies, companies[0]] : companies;
        return {
          asOf,
          month,
          marks,
          fields: all.map(([fields]) => fields),
          native: all.map(([, own]) => own),
          fieldNames: all.length > 0 ? fieldNames : [],
          nativeNames: all.length > 0 ? has.native : [],
        };
      });
  });

  const operand = (field: string): FastCheck.Arbitrary<CellValue> =>
    NATIVE.includes(field)
      ? fc.oneof(
          { weight: 5, arbitrary: native as FastCheck.Arbitrary<CellValue> },
          { weight: 1, arbitrary: fc.constant(null) },
        )
      : fc.oneof(
          {
            weight: 12,
            arbitrary: (TEXTUAL.includes(field)
              ? fc.oneof(text, from(TICKERS))
              : number) as FastCheck.Arbitrary<CellValue>,
          },
          { weight: 2, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: native },
        );
  const conditions = (field: string) =>
    fc.oneof(
      operand(field),
      fc.record({ $eq: operand(field) }),
      fc.record({ $ne: operand(field) }),
      fc.record({ $in: fc.array(operand(field), { maxLength: 3 }) }),
      fc.record({ $nin: fc.array(operand(field), { maxLength: 3 }) }),
      fc.record({ $gt: operand(field) }),
      fc.record({ $gte: operand(field), $lt: operand(field) }),
      fc.record({ $lte: operand(field) }),
      fc.record({ $exists: fc.boolean() }),
      fc.record({ $contains: text }),
      fc.record({ $startsWith: text }),
    );
  const field = fc.oneof(
    { weight: 30, arbitrary: from([...NUMERIC, ...TEXTUAL, ...NATIVE]) },
    { weight: 1, arbitrary: from(['Beta (5Y)', 'nowhere']) },
  );
  const leaf = fc.oneof(
    fc.constant({}),
    field.chain((name) => conditions(name).map((condition) => ({ [name]: condition }))),
  ) as FastCheck.Arbitrary<Filter>;
  const filter: FastCheck.Arbitrary<Filter> = fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }).map(($or) => ({ $or })) },
    { weight: 1, arbitrary: fc.tuple(leaf, leaf).map(([a, b]) => ({ $and: [a, { $not: b }] })) },
  );
  const sort = fc.array(fc.record({ field, order: from(['asc', 'desc'] as const) }), { maxLength: 2 });
  const windows = fc.oneof(
    fc.constant({}),
    fc.record({ limit: fc.nat(5) }),
    fc.record({ limit: fc.nat(5), offset: fc.nat(5) }),
    fc.record({ page: fc.integer({ min: 1, max: 3 }), limit: fc.nat(4) }),
  );
  const projection = fc.oneof(
    fc.constant({}),
    fc.record({ projection: fc.uniqueArray(field, { maxLength: 4 }) }),
  );
  const query: FastCheck.Arbitrary<Query> = fc
    .tuple(fc.record({ filter, sort }), windows, projection)
    .map(([asked, window, wanted]) => ({ ...asked, ...window, ...wanted }));
  const choice: FastCheck.Arbitrary<NaiveChoice> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.record({ nth }) },
    { weight: 1, arbitrary: fc.record({ asOf: from([...DATES, '2025-10-12', '2025-01-01']) }) },
    {
      weight: 1,
      arbitrary: fc.record({ asOf: date, knownAt: fc.nat(20).map(instant) }),
    },
  );
  const options: FastCheck.Arbitrary<NaiveReleaseOptions> = fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constant({ asHistory: true }) },
    { weight: 2, arbitrary: fc.constant({ allowOlder: true }) },
    { weight: 1, arbitrary: fc.record({ ifCurrent: from(['current', 'other'] as const) }) },
  );
  const id = maybe(from(IDS));
  const edited = fc.subarray(['corpName', 'industry', 'Rating', ...NUMERIC, ...NATIVE], { maxLength: 3 });
  const rows = fc.array(
    edited.chain((fields) => row(['Ticker', ...fields])),
    { maxLength: 3 },
  );
  const command = <Name extends Command['do']>(
    name: Name,
    rest: { [Key in keyof Omit<Extract<Command, { do: Name }>, 'do'>]: FastCheck.Arbitrary<unknown> },
  ) => fc.record({ do: fc.constant(name), ...rest }) as unknown as FastCheck.Arbitrary<Command>;

  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: command('publish', { week, id, options }) },
      { weight: 2, arbitrary: command('stage', { week, id }) },
      { weight: 2, arbitrary: command('release', { nth, options }) },
      { weight: 1, arbitrary: command('discard', { nth }) },
      { weight: 2, arbitrary: command('upsert', { rows }) },
      { weight: 1, arbitrary: command('remove', { tickers: fc.subarray(TICKERS, { maxLength: 2 }) }) },
      { weight: 6, arbitrary: command('query', { query, choice }) },
      { weight: 2, arbitrary: command('walk', { query: query.map(startOf), choice }) },
      { weight: 3, arbitrary: command('walkOn', { nth }) },
      { weight: 1, arbitrary: command('get', { ticker: from(TICKERS), choice }) },
      {
        weight: 1,
        arbitrary: fc
          .record(
            { ticker: from(TICKERS), from: date, to: date, knownAt: fc.nat(20).map(instant) },
            { requiredKeys: ['ticker'] },
          )
          .map((asked): Command => ({ do: 'history', ...asked })),
      },
      {
        weight: 2,
        arbitrary: fc
          .record(
            {
              fields: fc.uniqueArray(from([...NUMERIC, ...NATIVE]), { maxLength: 2 }),
              by: field,
              filter,
              quantiles: fc.subarray([0, 0.25, 0.9, 1]),
              choice,
            },
            { requiredKeys: ['fields', 'filter', 'quantiles', 'choice'] },
          )
          .map((asked): Command => ({ do: 'aggregate', ...asked })),
      },
      { weight: 1, arbitrary: command('search', { text: fc.oneof(text, from(TICKERS)), choice }) },
      { weight: 1, arbitrary: command('changes', { from: maybe(choice), to: maybe(choice) }) },
      { weight: 1, arbitrary: command('companies', { choice }) },
      { weight: 1, arbitrary: command('reopen', {}) },
    ),
    { maxLength: length },
  );
}

/** A walk begins at the start and goes on in steps of at least one row. */
function startOf({ limit = 2, offset: _, page: __, ...query }: Query): Query {
  return { ...query, limit: Math.max(1, limit) };
}

/** The n-th tick of a sequence's own clock, ISO 8601. */
export function instant(tick: number): string {
  return new Date(Date.UTC(2025, 11, 1, 0, 0, tick)).toISOString();
}
