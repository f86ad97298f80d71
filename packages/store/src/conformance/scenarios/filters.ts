import type { Filter } from '../../query/language';
import { type ScenarioContext, scenariosOf } from '../harness';
import { firstWeek, sampleTickers } from '../sample';

/** A filter and the tickers that fit it, in the order of tickers. */
type Case = readonly [filter: Filter, fitting: readonly string[]];

async function ask({ store, check, publish }: ScenarioContext, cases: readonly Case[]): Promise<void> {
  await publish(firstWeek);
  for (const [filter, fitting] of cases) {
    const what = JSON.stringify(filter);
    const { rows, total } = await store.query({ filter, projection: ['Ticker'] });
    check.equal(
      rows.map(({ Ticker }) => Ticker),
      fitting,
      what,
    );
    check.equal(total, fitting.length, `the total of ${what}`);
  }
}

const all = sampleTickers;
const but = (...tickers: string[]) => all.filter((ticker) => !tickers.includes(ticker));
const chips = ['000660.KS', '005930.KS', 'NVDA'];

/** Which companies fit a filter. */
export const filterScenarios = scenariosOf('filter', {
  everything: {
    title: 'finds all companies where nothing is filtered',
    run: (context) =>
      ask(context, [
        [{}, all],
        [{ $and: [] }, all],
        [{ $and: [{}, {}] }, all],
        [{ industry: undefined }, all],
      ]),
  },

  equality: {
    title: 'finds what is equal, as it stands',
    run: (context) =>
      ask(context, [
        [{ industry: '반도체' }, chips],
        [{ industry: { $eq: '반도체' } }, chips],
        [{ industry: 'IT하드웨어' }, ['AAPL', '𝔘NI']],
        [{ industry: 'it하드웨어' }, ['ﬀ']],
        [{ Ticker: 'BRK.B' }, []],
        [{ 'ROE (Fwd)': 9.1 }, ['005930.KS', '7203.T']],
        [{ 'ROE (Fwd)': 0 }, ['BRK.A', 'brk.b']],
        [{ 'ROE (Fwd)': -0 }, ['BRK.A', 'brk.b']],
        [{ 'PER (Oct-25)': 1e-7 }, ['쏘카']],
        [{ 'ROE (Fwd)': 9.1, exchange: 'KOSPI' }, ['005930.KS']],
        [{ corpName: 'ＦＵＬＬ Ｗｉｄｔｈ' }, ['FULL']],
        [{ corpName: 'FULL Width' }, []],
      ]),
  },

  inequality: {
    title: 'finds what is not equal, the missing among it',
    run: (context) =>
      ask(context, [
        [{ exchange: { $ne: 'NYSE' } }, but('BRK.A', 'NEG', 'brk.b')],
        [{ 'ROE (Fwd)': { $ne: 0 } }, but('BRK.A', 'brk.b')],
        [{ industry: { $ne: 'nowhere' } }, all],
      ]),
  },

  missing: {
    title: 'takes null for missing',
    run: (context) =>
      ask(context, [
        [{ exchange: null }, ['7203.T']],
        [{ exchange: { $eq: null } }, ['7203.T']],
        [{ exchange: { $ne: null } }, but('7203.T')],
        [{ exchange: { $exists: false } }, ['7203.T']],
        [{ exchange: { $exists: true } }, but('7203.T')],
        [{ 'PER (Oct-25)': null }, ['7203.T', 'FULL']],
        [{ 'Beta (5Y)': null }, all],
        [{ 'Beta (5Y)': { $exists: true } }, []],
        [{ 'Beta (5Y)': { $ne: 1 } }, all],
        [{ 'Beta (5Y)': { $gt: 0 } }, []],
        [{ 'Beta (5Y)': { $in: [null, 1] } }, all],
      ]),
  },

  'order-of-numbers': {
    title: 'compares numbers',
    run: (context) =>
      ask(context, [
        [{ 'ROE (Fwd)': { $gt: 79.43 } }, ['AAPL']],
        [{ 'ROE (Fwd)': { $gte: 79.43 } }, ['AAPL', 'NVDA']],
        [{ 'ROE (Fwd)': { $lt: 0 } }, ['NEG', '쏘카']],
        [{ 'ROE (Fwd)': { $lte: 0 } }, ['BRK.A', 'NEG', 'brk.b', '쏘카']],
        [{ 'ROE (Fwd)': { $gt: 9, $lt: 10 } }, ['005930.KS', '7203.T']],
        [{ 'ROE (Fwd)': { $gte: -12.5, $lte: -12.5 } }, ['NEG', '쏘카']],
        [{ 'PER (Oct-25)': { $gt: 0, $lt: 1e-6 } }, ['쏘카']],
        [{ 'ROE (Fwd)': { $gt: 1e308 } }, []],
        [{ 'ROE (Fwd)': { $lt: Number.POSITIVE_INFINITY } }, but('FULL')],
        [{ '(USD mn)': { $gt: 1_049_999.999999 } }, ['AAPL', 'BRK.A', 'NVDA', 'brk.b']],
      ]),
  },

  'order-of-texts': {
    title: 'compares texts in the order of sorting: by code point, ASCII letters of either case as one',
    run: (context) =>
      ask(context, [
        [{ Ticker: { $gt: 'NVDA' } }, ['쏘카', 'ﬀ', '𝔘NI']],
        [{ Ticker: { $gte: 'brk.a', $lt: 'brk.c' } }, ['brk.b']],
        [{ Ticker: { $gte: 'BRK.A', $lt: 'BRK.C' } }, ['BRK.A', 'brk.b']],
        [{ Ticker: { $gt: 'BRK.A', $lte: 'brk.b' } }, ['brk.b']],
        [{ Ticker: { $lt: 'A' } }, ['000660.KS', '005930.KS', '7203.T']],
        [{ Ticker: { $gt: 'ﬀ' } }, ['𝔘NI']],
        [{ exchange: { $lt: 'NYSE' } }, but('7203.T', 'BRK.A', 'NEG', 'brk.b')],
        [{ industry: { $lte: 'IT하드웨어' } }, ['AAPL', '𝔘NI']],
      ]),
  },

  lists: {
    title: 'finds what is in a list, or not in it',
    run: (context) =>
      ask(context, [
        [{ exchange: { $in: ['NYSE', 'NASDAQ'] } }, ['AAPL', 'BRK.A', 'NEG', 'NVDA', 'brk.b']],
        [{ exchange: { $in: ['NYSE', null] } }, ['7203.T', 'BRK.A', 'NEG', 'brk.b']],
        [{ exchange: { $in: [] } }, []],
        [{ exchange: { $nin: [] } }, all],
        [{ exchange: { $nin: ['KOSPI', 'KOSDAQ'] } }, ['7203.T', 'AAPL', 'BRK.A', 'NEG', 'NVDA', 'brk.b']],
        [{ exchange: { $nin: ['NYSE', 'NASDAQ', 'KOSDAQ', 'KOSPI', null] } }, []],
        [{ 'ROE (Fwd)': { $in: [9.1, 0, 1234] } }, ['005930.KS', '7203.T', 'BRK.A', 'brk.b']],
        [{ 'ROE (Fwd)': { $in: [null, -0] } }, ['BRK.A', 'FULL', 'brk.b']],
        [
          { 'ROE (Fwd)': { $nin: [9.1, 15.5, null] } },
          ['000660.KS', 'AAPL', 'BRK.A', 'NEG', 'NVDA', 'brk.b', '쏘카'],
        ],
        [{ Ticker: { $in: Array.from({ length: 3000 }, (_, at) => `T${at}`).concat('NEG') } }, ['NEG']],
      ]),
  },

  'parts-of-texts': {
    title: 'finds parts and beginnings of texts, whatever the case and width of the letters',
    run: (context) =>
      ask(context, [
        [{ corpName: { $contains: 'berk' } }, ['BRK.A', 'brk.b']],
        [{ corpName: { $contains: 'HATHAWAY' } }, ['BRK.A', 'brk.b']],
        [{ corpName: { $contains: 'full width' } }, ['FULL']],
        [{ corpName: { $contains: 'ＮＶＩＤＩＡ' } }, ['NVDA']],
        [{ corpName: { $contains: '하이닉' } }, ['000660.KS']],
        [{ corpName: { $contains: 'ff' } }, ['ﬀ']],
        [{ corpName: { $contains: 'unicode' } }, ['𝔘NI']],
        [{ corpName: { $contains: '%' } }, []],
        [{ corpName: { $contains: '_' } }, []],
        [{ corpName: { $contains: '(' } }, ['쏘카']],
        [{ corpName: { $contains: '' } }, all],
        [{ industry: { $contains: '' } }, but('FULL')],
        [{ industry: { $contains: 'IT' } }, ['AAPL', 'ﬀ', '𝔘NI']],
        [{ corpName: { $startsWith: 'sk' } }, ['000660.KS']],
        [{ corpName: { $startsWith: '삼성' } }, ['005930.KS']],
        [{ corpName: { $startsWith: '전자' } }, []],
        [{ corpName: { $startsWith: 'B' } }, ['BRK.A', 'brk.b']],
        [{ exchange: { $startsWith: 'KOS', $ne: 'KOSPI' } }, ['FULL', 'ﬀ', '𝔘NI']],
        [{ exchange: { $startsWith: '' } }, but('7203.T')],
      ]),
  },

  negation: {
    title: 'turns a condition round for all companies, those without a value too',
    run: (context) =>
      ask(context, [
        [{ $not: { industry: '반도체' } }, but(...chips)],
        [{ $not: { 'ROE (Fwd)': { $gt: 0 } } }, ['BRK.A', 'FULL', 'NEG', 'brk.b', '쏘카']],
        [{ $not: { corpName: { $contains: 'a' }, exchange: 'NYSE' } }, but('BRK.A', 'brk.b')],
        [{ $not: {} }, []],
        [{ $not: { $not: { industry: '반도체' } } }, chips],
        [{ $not: { industry: { $contains: 'i' } } }, but('AAPL', 'ﬀ', '𝔘NI')],
        [{ $not: { exchange: { $in: [null] } } }, but('7203.T')],
      ]),
  },

  combinations: {
    title: 'combines conditions with $and, $or and $not',
    run: (context) =>
      ask(context, [
        [{ $or: [{ industry: '보험' }, { 'ROE (Fwd)': { $gt: 100 } }] }, ['AAPL', 'BRK.A', 'brk.b']],
        [{ $or: [] }, []],
        [{ $or: [{}] }, all],
        [{ $and: [{ industry: '반도체' }, { exchange: 'KOSPI' }] }, ['000660.KS', '005930.KS']],
        [{ industry: '반도체', $or: [{ Rating: 'Buy' }, { exchange: 'KOSPI' }] }, chips],
        [
          { $and: [{ $or: [{ exchange: 'NYSE' }, { exchange: 'NASDAQ' }] }, { $not: { Rating: 'Hold' } }] },
          ['AAPL', 'NEG', 'NVDA'],
        ],
        [
          {
            $or: [
              { $and: [{ industry: '자동차' }, { Rating: 'Sell' }] },
              { $not: { exchange: { $exists: true } } },
            ],
          },
          ['7203.T', 'NEG'],
        ],
        [
          {
            $and: [{ exchange: 'NYSE' }],
            $or: [{ Ticker: 'NEG' }, { Ticker: 'BRK.A' }],
            $not: { Ticker: 'NEG' },
          },
          ['BRK.A'],
        ],
      ]),
  },

  'native-fields': {
    title: "filters by the source's own fields, whatever they hold",
    run: (context) =>
      ask(context, [
        [{ 'Fiscal month': 'Sep' }, ['AAPL', 'NEG', 'brk.b', 'ﬀ']],
        [{ 'Fiscal month': null }, ['000660.KS', '7203.T', 'NVDA', '𝔘NI']],
        [{ 'Fiscal month': { $contains: 'DE' } }, ['005930.KS', 'BRK.A', 'FULL', '쏘카']],
        [{ Price: { $lt: 1 } }, ['005930.KS', 'AAPL']],
        [{ Price: 0 }, ['005930.KS']],
        [{ Active: true }, ['005930.KS', '7203.T', 'FULL', 'NVDA', 'ﬀ']],
        [{ Active: { $ne: true } }, but('005930.KS', '7203.T', 'FULL', 'NVDA', 'ﬀ')],
        [{ Active: { $gt: false } }, ['005930.KS', '7203.T', 'FULL', 'NVDA', 'ﬀ']],
      ]),
  },

  'mixed-values': {
    title: 'compares a value only with one of its own type',
    run: (context) =>
      ask(context, [
        [{ Anything: 10 }, ['NVDA', 'ﬀ']],
        [{ Anything: '9' }, ['NEG']],
        [{ Anything: true }, ['005930.KS']],
        [{ Anything: 1 }, []],
        [{ Anything: { $in: [9, 'ten', false, null] } }, ['000660.KS', '7203.T', 'AAPL', 'brk.b', '쏘카']],
        [{ Anything: { $gt: 0 } }, ['NVDA', 'brk.b', 'ﬀ']],
        [{ Anything: { $gte: 'T' } }, ['AAPL', 'BRK.A', '𝔘NI']],
        [{ Anything: { $lt: true } }, ['7203.T']],
        [{ Anything: { $contains: 'te' } }, ['AAPL', 'BRK.A', '𝔘NI']],
        [{ Anything: { $startsWith: '1' } }, []],
        [{ Anything: { $ne: 10 } }, but('NVDA', 'ﬀ')],
      ]),
  },
});
