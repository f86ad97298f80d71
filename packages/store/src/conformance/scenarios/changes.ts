import { scenariosOf } from '../harness';
import { firstWeek, provided, secondWeek, weekOf } from '../sample';

const pairs = (values: readonly { field: string; from: unknown; to: unknown }[]) =>
  values.map(({ field, from, to }) => [field, from, to]);
const needs = { history: true } as const;
const one = (roe: number | null, asOf: string, rest = {}) =>
  weekOf([{ Ticker: 'A', corpName: 'A', 'ROE (Fwd)': roe, ...rest }], [], { asOf });

/** What changed between weeks. */
export const changesScenarios = scenariosOf('changes', {
  'since-the-week-before': {
    title: 'tells which companies came, went and changed since the week before',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      const changes = await store.changes();
      check.equal([changes.from.id, changes.to.id], ['week-1', 'week-2'], 'the weeks');
      check.equal(changes.added, ['TSLA'], 'companies that came');
      check.equal(changes.removed, ['AAPL'], 'companies that went');
      const nvidia = changes.changed.find(({ ticker }) => ticker === 'NVDA');
      check.equal(
        pairs(nvidia!.values).filter(([field]) => field === 'ROE (Fwd)'),
        [['ROE (Fwd)', 79.43, 80]],
        'a value that changed',
      );
      const tickers = changes.changed.map(({ ticker }) => ticker);
      check.equal(tickers[0], '000660.KS', 'the first of the changed, in the order of tickers');
    },
  },

  'fields-that-come-and-go': {
    title: 'tells of fields that come and go as of values',
    needs,
    async run({ store, check, publish }) {
      await publish(
        provided('w1', one(1, '2025-10-03', { 'PER (Oct-25)': 5 })),
        provided('w2', one(null, '2025-10-10', { 'Beta (5Y)': 1.1 })),
      );
      const { changed } = await store.changes();
      check.equal(
        new Map(changed[0]!.values.map(({ field, from, to }) => [field, [from, to]])).get('Beta (5Y)'),
        [null, 1.1],
        'a field that came',
      );
      check.equal(
        pairs(changed[0]!.values).sort(),
        [
          ['Beta (5Y)', null, 1.1],
          ['PER (Oct-25)', 5, null],
          ['ROE (Fwd)', 1, null],
        ],
        'all changes',
      );
    },
  },

  'between-any-two': {
    title: 'compares any two weeks, in either direction, and a week with itself',
    needs,
    async run({ store, check, publish }) {
      await publish(
        provided('w1', one(1, '2025-10-03')),
        provided('w2', one(2, '2025-10-10')),
        provided('w3', one(3, '2025-10-17')),
      );
      const values = async (between: object) =>
        (await store.changes(between)).changed.flatMap(({ values: each }) => pairs(each));
      check.equal(await values({}), [['ROE (Fwd)', 2, 3]], 'by default');
      check.equal(await values({ from: { releaseId: 'w1' } }), [['ROE (Fwd)', 1, 3]], 'from a release');
      check.equal(
        await values({ from: { asOf: '2025-10-05' }, to: { asOf: '2025-10-12' } }),
        [['ROE (Fwd)', 1, 2]],
        'between dates',
      );
      check.equal(
        await values({ from: { releaseId: 'w3' }, to: { releaseId: 'w1' } }),
        [['ROE (Fwd)', 3, 1]],
        'backwards',
      );
      check.equal(await values({ to: { releaseId: 'w2' } }), [['ROE (Fwd)', 1, 2]], 'up to a week');
      check.equal(
        await values({ from: { releaseId: 'w2' }, to: { releaseId: 'w2' } }),
        [],
        'a week and itself',
      );
    },
  },

  'no-week-before': {
    title: 'has no changes before the second week, and says so',
    needs,
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await check.fails('UNKNOWN_RELEASE', () => store.changes(), 'changes of the first week');
      await check.fails(
        'UNKNOWN_RELEASE',
        () => store.changes({ from: { releaseId: 'nowhere' } }),
        'changes since an unknown release',
      );
    },
  },

  'of-a-restatement': {
    title: 'tells what a restatement of a week changed',
    needs,
    async run({ store, check, publish }) {
      await publish(
        provided('w1', one(1, '2025-10-03')),
        provided('w1b', one(1.5, '2025-10-03'), '2025-10-06'),
      );
      const { changed } = await store.changes({ from: { releaseId: 'w1' } });
      check.equal(
        changed.flatMap(({ values }) => pairs(values)),
        [['ROE (Fwd)', 1, 1.5]],
        'the changes',
      );
    },
  },
});
