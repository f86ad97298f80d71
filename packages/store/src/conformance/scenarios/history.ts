import type { Row } from '@stock-analyzer/schema';
import { scenariosOf } from '../harness';
import { firstWeek, provided, secondWeek, weekOf } from '../sample';

const a = (roe: number): Row => ({ Ticker: 'A', corpName: 'A', 'ROE (Fwd)': roe, 'PER (Oct-25)': 7 });
const b: Row = { Ticker: 'B', corpName: 'B' };
const weeks = [
  provided('w1', weekOf([a(1)], [{ Price: 5 }], { asOf: '2025-10-03' })),
  provided('w2', weekOf([b], [], { asOf: '2025-10-10' })),
  provided('w3', weekOf([a(3), b], [{ Price: 6 }, {}], { asOf: '2025-10-17' })),
];
const needs = { history: true } as const;

/** One company through the weeks. */
export const historyScenarios = scenariosOf('history', {
  'oldest-first': {
    title: 'tells of a company through the weeks, oldest first, without the weeks that it was not in',
    needs,
    async run({ store, check, publish }) {
      await publish(...weeks);
      const history = await store.history('A');
      check.equal(
        history.map(({ releaseId, asOf, month, fields }) => [releaseId, asOf, month, fields['ROE (Fwd)']]),
        [
          ['w1', '2025-10-03', 'Oct-25', 1],
          ['w3', '2025-10-17', 'Oct-25', 3],
        ],
        'the history',
      );
      check.equal(
        history.map(({ native }) => native.Price),
        [5, 6],
        'its native values',
      );
      check.equal(await store.history('NOWHERE'), [], 'the history of a company that there is not');
    },
  },

  'of-a-span': {
    title: 'tells of a span of dates, both ends included',
    needs,
    async run({ store, check, publish }) {
      await publish(...weeks);
      const dates = async (span: object) => (await store.history('B', span)).map(({ asOf }) => asOf);
      check.equal(await dates({}), ['2025-10-10', '2025-10-17'], 'no span');
      check.equal(await dates({ from: '2025-10-10' }), ['2025-10-10', '2025-10-17'], 'from a week');
      check.equal(await dates({ from: '2025-10-11' }), ['2025-10-17'], 'from a day after it');
      check.equal(await dates({ to: '2025-10-10' }), ['2025-10-10'], 'to a week');
      check.equal(await dates({ to: '2025-10-09' }), [], 'to a day before the first');
      check.equal(await dates({ from: '2025-10-17', to: '2025-10-10' }), [], 'a span upside down');
      await check.fails('INVALID_QUERY', () => store.history('B', { from: 'then' }), 'a date that is none');
      await check.fails(
        'INVALID_QUERY',
        () => store.history('B', { to: '2025-02-31x' }),
        'a date with a tail',
      );
    },
  },

  'each-date-once': {
    title: 'tells each date once: the current release, else the latest',
    needs,
    async run({ store, check, publish }) {
      const restated = (id: string, roe: number, asOf: string, day: string) =>
        provided(id, weekOf([a(roe)], [], { asOf }), day);
      await publish(
        weeks[0]!,
        restated('w1b', 11, '2025-10-03', '2025-10-06'),
        weeks[2]!,
        restated('w3b', 33, '2025-10-17', '2025-10-20'),
      );
      const values = async (options: object) =>
        (await store.history('A', options)).map(({ fields }) => fields['ROE (Fwd)']);
      check.equal(await values({}), [11, 33], 'as known now');
      check.equal(await values({ knownAt: '2025-10-05T00:00:00.000Z' }), [1], 'as known at first');
      check.equal(await values({ knownAt: '2025-10-19T00:00:00.000Z' }), [11, 3], 'as known between');
      check.equal(await values({ knownAt: '2025-01-01T00:00:00.000Z' }), [], 'as known before all');
    },
  },

  'of-a-category': {
    title: 'tells only the fields of a category, and the ticker',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const fields = async (category: string) => (await store.history('NVDA', { category }))[0]!;
      const profitability = await fields('profitability');
      check.equal(profitability.fields, { Ticker: 'NVDA', 'ROE (Fwd)': 79.43 }, 'profitability');
      check.equal(profitability.native, {}, 'the native fields then');
      check.equal(
        profitability.marks.map(({ field }) => field),
        ['ROE (Fwd)'],
        'the marks then',
      );
      const native = await fields('native');
      check.equal(native.fields, { Ticker: 'NVDA' }, 'the canonical fields of native');
      check.equal(Object.keys(native.native).length, 4, 'the native fields of native');
      await check.fails(
        'INVALID_QUERY',
        () => store.history('NVDA', { category: 'profit' }),
        'a category that there is not',
        { message: /profitability/ },
      );
    },
  },

  'only-released': {
    title: 'tells nothing of a week that is only staged',
    needs: { history: true, writes: true },
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await store.stage(secondWeek.dataset, { releaseId: 'week-2' });
      check.equal((await store.history('NVDA')).length, 1, 'weeks before the release');
      await store.release('week-2');
      check.equal((await store.history('NVDA')).length, 2, 'weeks after it');
    },
  },
});
