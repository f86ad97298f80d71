import type { Store } from '../../contract';
import type { Query, QueryResult } from '../../query/language';
import { scenariosOf } from '../harness';
import { firstWeek, provided, sampleTickers, secondWeek, weekOf } from '../sample';

const tickersOf = ({ rows }: QueryResult) => rows.map(({ Ticker }) => String(Ticker));

/** Walks from page to page to the end; `between` happens after the first. */
async function walk(store: Store, query: Query, between: () => Promise<void> = async () => {}) {
  let result = await store.query(query);
  const pages = [result];
  await between();
  while (result.next !== null) {
    result = await store.query({ ...query, cursor: result.next });
    pages.push(result);
    if (pages.length > 1000) throw new Error('Walking from cursor to cursor comes to no end');
  }
  return pages;
}

/** Answers in parts, and walking from one to the next. */
export const pagingScenarios = scenariosOf('page', {
  'limit-and-offset': {
    title: 'skips and limits rows, and counts all',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const cases: [Query, number, number][] = [
        [{}, 0, 12],
        [{ limit: 5 }, 0, 5],
        [{ limit: 5, offset: 0 }, 0, 5],
        [{ limit: 5, offset: 10 }, 10, 12],
        [{ offset: 4 }, 4, 12],
        [{ limit: 0 }, 0, 0],
        [{ limit: 5, offset: 12 }, 12, 12],
        [{ limit: 5, offset: 1_000_000 }, 12, 12],
        [{ limit: Number.MAX_SAFE_INTEGER, offset: 1 }, 1, 12],
      ];
      for (const [query, from, to] of cases) {
        const result = await store.query(query);
        check.equal(tickersOf(result), sampleTickers.slice(from, to), JSON.stringify(query));
        check.equal(result.total, 12, `the total of ${JSON.stringify(query)}`);
      }
    },
  },

  pages: {
    title: 'gives pages of so many rows, from page 1',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const page = async (query: Query) => tickersOf(await store.query(query));
      check.equal(await page({ page: 1, limit: 5 }), sampleTickers.slice(0, 5), 'page 1');
      check.equal(await page({ page: 3, limit: 5 }), sampleTickers.slice(10), 'the last page');
      check.equal(await page({ page: 4, limit: 5 }), [], 'a page after the last');
      check.equal((await store.query({ page: 4, limit: 5 })).next, null, 'the cursor after it');
      check.equal(await page({ page: 1 }), sampleTickers, 'a page without a limit is one of 50');
      const filter = { industry: '반도체' };
      check.equal((await store.query({ filter, page: 2, limit: 2 })).total, 3, 'the total on page 2');
    },
  },

  'fifty-by-default': {
    title: 'gives fifty rows where a page is asked for without a limit, and all where none is',
    async run({ store, check, publish }) {
      const rows = Array.from({ length: 120 }, (_, at) => ({ Ticker: `T${1000 + at}`, corpName: 'x' }));
      await publish(provided('many', weekOf(rows)));
      check.equal((await store.query({ page: 1 })).rows.length, 50, 'rows of page 1');
      check.equal((await store.query({ page: 3 })).rows.length, 20, 'rows of page 3');
      check.equal((await store.query()).rows.length, 120, 'rows without a page');
      const { next } = await store.query({ page: 1 });
      check.equal((await store.query({ cursor: next! })).rows[0]?.Ticker, 'T1050', 'the row after page 1');
    },
  },

  'walk-of-ties': {
    title: 'walks through equal values and gives each company once, in one order',
    async run({ store, check, publish }) {
      const rows = Array.from({ length: 57 }, (_, at) => ({
        Ticker: `T${(at * 37) % 57}`,
        corpName: 'x',
        'ROE (Fwd)': at % 3 === 0 ? null : at % 2,
      }));
      await publish(provided('ties', weekOf(rows)));
      for (const order of ['asc', 'desc'] as const) {
        const query: Query = { sort: { field: 'ROE (Fwd)', order }, limit: 5 };
        const pages = await walk(store, query);
        const { limit: _, ...whole } = query;
        check.equal(pages.flatMap(tickersOf), tickersOf(await store.query(whole)), `the walk, ${order}`);
        check.equal(new Set(pages.flatMap(tickersOf)).size, 57, `companies on the walk, ${order}`);
        check.equal(
          pages.map(({ rows: found }) => found.length),
          [...Array(11).fill(5), 2],
          `rows of each page, ${order}`,
        );
        check.ok(
          pages.every(({ total }) => total === 57),
          'the total is that of all pages',
        );
      }
    },
  },

  'walk-with-filter': {
    title: 'walks through what fits a filter, and ends where it ends',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const query: Query = {
        filter: { 'ROE (Fwd)': { $gte: 0 } },
        sort: [{ field: 'exchange', order: 'desc' }, { field: 'ROE (Fwd)' }],
        projection: ['Ticker'],
        limit: 3,
      };
      const pages = await walk(store, query);
      check.equal(
        pages.map(tickersOf),
        [
          ['BRK.A', 'brk.b', 'NVDA'],
          ['AAPL', '005930.KS', '000660.KS'],
          ['ﬀ', '𝔘NI', '7203.T'],
        ],
        'the pages',
      );
      check.equal(pages.at(-1)?.next, null, 'the cursor at the end');
      const larger = await store.query({ ...query, limit: 100, cursor: pages[0]!.next! });
      check.equal(larger.rows.length, 6, 'rows with another limit from the same cursor');
      const other = await store.query({ ...query, projection: ['corpName'], cursor: pages[0]!.next! });
      check.equal(other.rows[0], { corpName: 'Apple' }, 'with another projection');
    },
  },

  'walk-while-publishing': {
    title: 'stays with its snapshot on a walk while another week is published',
    needs: { history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const pages = await walk(store, { limit: 5, sort: { field: 'ROE (Fwd)' } }, () => publish(secondWeek));
      check.equal((await store.query()).snapshot.id, 'week-2', 'what others read meanwhile');
      const tickers = pages.flatMap(tickersOf);
      check.equal([...tickers].sort(), [...sampleTickers].sort(), 'companies on the walk, each once');
      check.ok(
        pages.every(({ snapshot }) => snapshot.id === 'week-1'),
        'all pages are of the snapshot that the walk began with',
      );
      const nvidia = pages.flatMap(({ rows }) => rows).find(({ Ticker }) => Ticker === 'NVDA');
      check.equal(nvidia?.['ROE (Fwd)'], 79.43, 'a value that changed meanwhile');
    },
  },

  'walk-of-an-earlier-week': {
    title: 'walks through a week of the past',
    needs: { history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      const pages = await walk(store, { limit: 7, asOf: '2025-10-05' });
      check.equal(pages.flatMap(tickersOf), sampleTickers, 'companies on the walk');
    },
  },

  'cursor-of-another-question': {
    title: 'refuses a cursor that is damaged, or of another filter or sort',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { next } = await store.query({ limit: 5, sort: { field: 'ROE (Fwd)' } });
      const cursor = next!;
      check.equal(typeof cursor, 'string', 'the type of a cursor');
      const wrong: Record<string, Query> = {
        'another sort': { cursor },
        'another order': { cursor, sort: { field: 'ROE (Fwd)', order: 'desc' } },
        'another filter': { cursor, sort: { field: 'ROE (Fwd)' }, filter: { industry: '보험' } },
        'no cursor at all': { cursor: 'next' },
        'an empty cursor': { cursor: '' },
        'half of a cursor': { cursor: cursor.slice(0, 4) },
        'a number for a cursor': { cursor: 5 as never },
      };
      for (const [what, query] of Object.entries(wrong)) {
        await check.fails('INVALID_CURSOR', () => store.query(query), what);
      }
      const same = { cursor, sort: [{ field: 'ROE (Fwd)', order: 'asc' as const }] };
      check.equal((await store.query(same)).rows.length, 7, 'the same question in other words');
    },
  },

  nonsense: {
    title: 'refuses pages and limits that mean nothing',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { next } = await store.query({ limit: 1 });
      const wrong: Query[] = [
        { limit: -1 },
        { limit: 1.5 },
        { limit: Number.NaN },
        { limit: Number.POSITIVE_INFINITY },
        { limit: '5' as never },
        { limit: null as never },
        { offset: -1 },
        { offset: 0.5 },
        { page: 0 },
        { page: -3 },
        { page: 1, offset: 5 },
        { page: 1, cursor: next! },
        { offset: 1, cursor: next! },
      ];
      for (const query of wrong) {
        await check.fails('INVALID_QUERY', () => store.query(query), JSON.stringify(query));
      }
    },
  },
});
