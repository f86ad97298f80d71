import type { Query } from '../../query/language';
import { type ScenarioContext, scenariosOf } from '../harness';
import { firstWeek, provided, sampleTickers, weekOf } from '../sample';

async function ask(
  { store, check }: ScenarioContext,
  cases: readonly (readonly [NonNullable<Query['sort']>, readonly string[]])[],
): Promise<void> {
  for (const [sort, tickers] of cases) {
    const { rows } = await store.query({ sort, projection: ['Ticker'] });
    check.equal(
      rows.map(({ Ticker }) => Ticker),
      tickers,
      `sorted by ${JSON.stringify(sort)}`,
    );
  }
}

/** In which order companies come. */
export const sortingScenarios = scenariosOf('sort', {
  'by-ticker': {
    title: 'gives companies in the order of tickers where nothing else is asked for',
    async run(context) {
      await context.publish(firstWeek);
      await ask(context, [[[], sampleTickers]]);
    },
  },

  numbers: {
    title: 'sorts numbers, ties by ticker, missing last in both directions',
    async run(context) {
      await context.publish(firstWeek);
      await ask(context, [
        [
          { field: 'ROE (Fwd)' },
          [
            'NEG',
            '쏘카',
            'BRK.A',
            'brk.b',
            '005930.KS',
            '7203.T',
            'ﬀ',
            '𝔘NI',
            '000660.KS',
            'NVDA',
            'AAPL',
            'FULL',
          ],
        ],
        [
          { field: 'ROE (Fwd)', order: 'desc' },
          [
            'AAPL',
            'NVDA',
            '000660.KS',
            'ﬀ',
            '𝔘NI',
            '005930.KS',
            '7203.T',
            'BRK.A',
            'brk.b',
            'NEG',
            '쏘카',
            'FULL',
          ],
        ],
        [
          { field: 'PER (Oct-25)', order: 'asc' },
          [
            'NEG',
            '쏘카',
            '000660.KS',
            'BRK.A',
            'brk.b',
            '005930.KS',
            'ﬀ',
            '𝔘NI',
            'AAPL',
            'NVDA',
            '7203.T',
            'FULL',
          ],
        ],
      ]);
    },
  },

  texts: {
    title: 'sorts texts by code point with ASCII letters of either case as one, then by code point',
    async run(context) {
      const names = [
        'b',
        'B',
        'a',
        'A',
        '_',
        'Z',
        'z',
        '가',
        '나',
        'é',
        'É',
        '𝔘',
        '',
        'aa',
        'Ab',
        '한',
        '\uff21',
        '10',
        '9',
      ];
      const rows = names.map((Rating, index) => ({ Ticker: `T${10 + index}`, corpName: 'x', Rating }));
      await context.publish(provided('texts', weekOf(rows)));
      const sorted = async (order: 'asc' | 'desc') =>
        (await context.store.query({ sort: { field: 'Rating', order } })).rows.map(({ Rating }) => Rating);
      const expected = [
        '',
        '10',
        '9',
        '_',
        'A',
        'a',
        'aa',
        'Ab',
        'B',
        'b',
        'Z',
        'z',
        'É',
        'é',
        '가',
        '나',
        '한',
        '\uff21',
        '𝔘',
      ];
      context.check.equal(await sorted('asc'), expected, 'ascending');
      context.check.equal(await sorted('desc'), [...expected].reverse(), 'descending');
    },
  },

  'several-fields': {
    title: 'sorts by several fields, each in its own direction',
    async run(context) {
      await context.publish(firstWeek);
      await ask(context, [
        [
          [{ field: 'exchange' }, { field: 'ROE (Fwd)', order: 'desc' }],
          [
            'ﬀ',
            '𝔘NI',
            'FULL',
            '000660.KS',
            '005930.KS',
            '쏘카',
            'AAPL',
            'NVDA',
            'BRK.A',
            'brk.b',
            'NEG',
            '7203.T',
          ],
        ],
        [
          [
            { field: 'Rating', order: 'desc' },
            { field: 'PER (Oct-25)', order: 'desc' },
            { field: 'Ticker', order: 'desc' },
          ],
          [
            '000660.KS',
            'NEG',
            '7203.T',
            '𝔘NI',
            'brk.b',
            'BRK.A',
            'NVDA',
            'ﬀ',
            '005930.KS',
            'AAPL',
            '쏘카',
            'FULL',
          ],
        ],
        [[{ field: 'ROE (Fwd)' }, { field: 'ROE (Fwd)', order: 'desc' }], await roeOrder(context)],
      ]);
    },
  },

  'native-and-mixed': {
    title: "sorts by the source's own fields: false before true, numbers before texts",
    async run(context) {
      await context.publish(firstWeek);
      await ask(context, [
        [
          { field: 'Anything' },
          [
            '7203.T',
            '005930.KS',
            'FULL',
            'brk.b',
            'NVDA',
            'ﬀ',
            'NEG',
            '𝔘NI',
            'BRK.A',
            'AAPL',
            '000660.KS',
            '쏘카',
          ],
        ],
        [
          { field: 'Anything', order: 'desc' },
          [
            'AAPL',
            'BRK.A',
            '𝔘NI',
            'NEG',
            'NVDA',
            'ﬀ',
            'brk.b',
            'FULL',
            '005930.KS',
            '7203.T',
            '000660.KS',
            '쏘카',
          ],
        ],
        [
          { field: 'Active', order: 'desc' },
          [
            '005930.KS',
            '7203.T',
            'FULL',
            'NVDA',
            'ﬀ',
            '000660.KS',
            'AAPL',
            'BRK.A',
            'NEG',
            '쏘카',
            'brk.b',
            '𝔘NI',
          ],
        ],
        [
          { field: 'Price' },
          [
            'AAPL',
            '005930.KS',
            '000660.KS',
            'BRK.A',
            '7203.T',
            'NEG',
            '𝔘NI',
            'ﬀ',
            '쏘카',
            'FULL',
            'NVDA',
            'brk.b',
          ],
        ],
      ]);
    },
  },

  'a-field-without-values': {
    title: 'sorts by a field that the week has not as if all were missing',
    async run(context) {
      await context.publish(firstWeek);
      await ask(context, [
        [{ field: 'Beta (5Y)' }, sampleTickers],
        [{ field: 'Beta (5Y)', order: 'desc' }, sampleTickers],
      ]);
    },
  },

  'extreme-numbers': {
    title: 'sorts the smallest and the largest numbers apart',
    async run({ store, check, publish }) {
      const values = [
        5e-324,
        -5e-324,
        0,
        1.7976931348623157e308,
        -1.7976931348623157e308,
        0.1 + 0.2,
        0.3,
        2 ** 53,
        2 ** 53 - 1,
      ];
      const rows = values.map((value, index) => ({ Ticker: `T${index}`, corpName: 'x', 'ROE (Fwd)': value }));
      await publish(provided('extreme', weekOf(rows)));
      const { rows: sorted } = await store.query({ sort: { field: 'ROE (Fwd)' } });
      check.equal(
        sorted.map((row) => row['ROE (Fwd)']),
        [...values].sort((a, b) => a - b),
        'ascending',
      );
    },
  },
});

async function roeOrder({ store }: ScenarioContext): Promise<string[]> {
  const { rows } = await store.query({ sort: { field: 'ROE (Fwd)' } });
  return rows.map(({ Ticker }) => String(Ticker));
}
