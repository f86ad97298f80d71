import type { ReleaseInfo } from '../../release/types';
import { scenariosOf } from '../harness';
import { firstWeek, provided, sampleCompanies, secondWeek, weekOf } from '../sample';

/** Which snapshots there are, and which one a question reads. */
export const releaseScenarios = scenariosOf('releases', {
  'nothing-at-first': {
    title: 'has no release before the first, and says so to every question',
    async run({ store, check }) {
      check.equal(await store.currentRelease(), null, 'the current release of an empty place');
      check.equal(await store.releases(), [], 'the list of an empty place');
      const questions: Record<string, () => Promise<unknown>> = {
        companies: () => store.companies(),
        snapshot: () => store.snapshot(),
        get: () => store.get('NVDA'),
        query: () => store.query(),
        aggregate: () => store.aggregate({ fields: ['ROE (Fwd)'] }),
        search: () => store.search('nvidia'),
        changes: () => store.changes(),
      };
      for (const [name, ask] of Object.entries(questions)) {
        await check.fails('UNKNOWN_RELEASE', ask, `${name} of an empty place`);
      }
      check.equal(await store.history('NVDA'), [], 'the history in an empty place');
    },
  },

  'listed-whole': {
    title: 'tells of a release what it is',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const expected: ReleaseInfo = {
        id: 'week-1',
        asOf: '2025-10-03',
        month: 'Oct-25',
        companies: sampleCompanies.length,
        stagedAt: '2025-10-04T09:00:00.000Z',
        releasedAt: '2025-10-04T09:00:01.000Z',
        current: true,
      };
      check.equal(await store.releases(), [expected], 'the list of one release');
      check.equal(await store.currentRelease(), expected, 'the current release');
      const { releasedAt: _, current: __, ...info } = expected;
      check.equal((await store.query({ limit: 0 })).snapshot, info, 'the snapshot of an answer');
      check.equal((await store.aggregate({ fields: [] })).snapshot, info, 'the snapshot of figures');
    },
  },

  'without-month': {
    title: 'keeps a week that names no month, and one without companies',
    async run({ store, check, publish }) {
      await publish(provided('none', weekOf([], [], { month: null })));
      const release = await store.currentRelease();
      check.equal([release?.month, release?.companies], [null, 0], 'month and companies');
      check.equal((await store.companies()).month, null, 'the month of the dataset');
      const { rows, total, next } = await store.query();
      check.equal({ rows, total, next }, { rows: [], total: 0, next: null }, 'all of no companies');
      check.equal(await store.search('a'), [], 'a search among no companies');
      const { groups } = await store.aggregate({ fields: ['ROE (Fwd)'] });
      check.equal(groups[0]?.companies, 0, 'companies in the one group');
      check.equal(groups[0]?.fields['ROE (Fwd)']?.mean, null, 'the mean of nothing');
    },
  },

  'by-date': {
    title: 'lists releases by date, those of one date in the order of staging',
    needs: { history: true, writes: true },
    async run({ store, check }) {
      const one = (roe: number, asOf: string) =>
        weekOf([{ Ticker: 'A', corpName: 'A', 'ROE (Fwd)': roe }], [], { asOf });
      await store.stage(one(1, '2025-10-10'), { releaseId: 'z' });
      await store.stage(one(2, '2025-10-17'), { releaseId: 'a' });
      await store.stage(one(3, '2025-10-03'), { releaseId: 'm' });
      await store.stage(one(4, '2025-10-10'), { releaseId: 'b' });
      const list = await store.releases();
      check.equal(
        list.map(({ id }) => id),
        ['m', 'z', 'b', 'a'],
        'the order of the list',
      );
      check.ok(
        list.every(({ releasedAt, current }) => releasedAt === null && !current),
        'what is only staged is not released',
      );
    },
  },

  'current-is-default': {
    title: 'answers from the current release where no other is chosen',
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      check.equal((await store.query()).snapshot.id, 'week-2', 'query');
      check.equal((await store.get('NVDA'))?.releaseId, 'week-2', 'get');
      check.equal((await store.companies()).asOf, '2025-10-10', 'companies');
      check.equal((await store.snapshot()).info.id, 'week-2', 'snapshot');
      check.equal((await store.aggregate({ fields: [] })).snapshot.id, 'week-2', 'aggregate');
      check.equal(
        (await store.search('tesla')).map(({ ticker }) => ticker),
        ['TSLA'],
        'search',
      );
    },
  },

  'chosen-by-id-and-date': {
    title: 'answers from the snapshot of an id, or of the week that held on a date',
    needs: { history: true },
    async run({ store, check, publish }) {
      await publish(firstWeek, secondWeek);
      const roe = async (choice: object) => (await store.get('NVDA', choice))?.fields['ROE (Fwd)'];
      check.equal(await roe({ releaseId: 'week-1' }), 79.43, 'get by id');
      check.equal(await roe({ asOf: '2025-10-03' }), 79.43, 'get on the day itself');
      check.equal(await roe({ asOf: '2025-10-09' }), 79.43, 'get on a day between');
      check.equal(await roe({ asOf: '2025-10-10' }), 80, 'get on the next day itself');
      check.equal(await roe({ asOf: '2031-01-01' }), 80, 'get long after');
      check.equal((await store.query({ asOf: '2025-10-05' })).snapshot.id, 'week-1', 'query');
      check.equal(
        (await store.aggregate({ fields: [], asOf: '2025-10-05' })).snapshot.id,
        'week-1',
        'aggregate',
      );
      check.equal((await store.companies({ asOf: '2025-10-05' })).asOf, '2025-10-03', 'companies');
      check.equal((await store.snapshot({ releaseId: 'week-1' })).info.id, 'week-1', 'snapshot');
      check.equal((await store.search('apple', { asOf: '2025-10-05' }))[0]?.ticker, 'AAPL', 'search');
      check.equal((await store.search('apple'))[0]?.ticker, undefined, 'search in the later week');
    },
  },

  'chosen-wrongly': {
    title: 'refuses a snapshot that there is not, and a date that is none',
    async run({ store, check, publish }) {
      await publish(secondWeek);
      const unknown = [{ releaseId: 'week-9' }, { releaseId: '' }, { asOf: '2025-10-09' }];
      for (const choice of unknown) {
        await check.fails(
          'UNKNOWN_RELEASE',
          () => store.companies(choice),
          `companies of ${JSON.stringify(choice)}`,
        );
        await check.fails('UNKNOWN_RELEASE', () => store.query(choice), `query of ${JSON.stringify(choice)}`);
      }
      await check.fails(
        'UNKNOWN_RELEASE',
        () => store.get('NVDA', { knownAt: '2025-10-01T00:00:00.000Z' }),
        'what was known before the first release',
      );
      const malformed = [
        { asOf: '10/10/2025' },
        { asOf: '2025-13-45' },
        { asOf: '' },
        { knownAt: 'yesterday' },
      ];
      for (const choice of malformed) {
        await check.fails('INVALID_QUERY', () => store.get('NVDA', choice), JSON.stringify(choice));
      }
    },
  },

  'known-at': {
    title: 'reads a restated week as it was first known',
    needs: { history: true },
    async run({ store, check, publish }) {
      const restated = provided(
        'week-1b',
        weekOf([{ Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 70 }], [], { asOf: '2025-10-03' }),
        '2025-10-06',
      );
      await publish(firstWeek, restated, secondWeek);
      const id = async (choice: object) => (await store.query({ ...choice, limit: 0 })).snapshot.id;
      check.equal(await id({ asOf: '2025-10-03' }), 'week-1b', 'the week as known now');
      check.equal(
        await id({ asOf: '2025-10-03', knownAt: '2025-10-05T00:00:00.000Z' }),
        'week-1',
        'the week as first known',
      );
      check.equal(
        await id({ asOf: '2025-10-03', knownAt: '2025-10-06T09:00:01.000Z' }),
        'week-1b',
        'at the instant of the restatement',
      );
      check.equal(
        await id({ knownAt: '2025-10-07T00:00:00.000Z' }),
        'week-1b',
        'the newest week known on a day',
      );
      check.equal(await id({}), 'week-2', 'the current release');
      check.equal((await store.releases()).length, 3, 'releases kept');
    },
  },

  'snapshots-answer-alone': {
    title: 'gives snapshots that answer synchronously as the store does',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const snapshot = await store.snapshot();
      const question = { filter: { industry: '반도체' }, sort: { field: 'ROE (Fwd)' } } as const;
      check.equal(snapshot.query(question), await store.query(question), 'query');
      check.equal(snapshot.get('NVDA'), await store.get('NVDA'), 'get');
      const figures = { fields: ['ROE (Fwd)'], by: 'exchange' };
      check.equal(snapshot.aggregate(figures), await store.aggregate(figures), 'aggregate');
      check.equal(snapshot.search('삼성'), await store.search('삼성'), 'search');
    },
  },
});
