import { scenariosOf } from '../harness';
import { firstWeek, sampleCompanies } from '../sample';

/** Which fields a row has. */
export const projectionScenarios = scenariosOf('projection', {
  'all-by-default': {
    title: 'gives all fields of the week, canonical ones first, in the order that the week has them',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { rows } = await store.query({ filter: { Ticker: 'AAPL' } });
      const expected = {
        ...sampleCompanies[1],
        'Fiscal month': 'Sep',
        Price: -1.5,
        Active: false,
        Anything: 'ten',
      };
      check.equal(rows, [expected], 'the row');
      check.equal(Object.keys(rows[0]!), Object.keys(expected), 'the order of its fields');
    },
  },

  'only-the-wanted': {
    title: 'gives only the wanted fields, in the wanted order, missing ones as null',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const projection = ['Price', 'PER (Oct-25)', 'Ticker', 'Beta (5Y)', 'exchange'];
      const { rows } = await store.query({ filter: { Ticker: '7203.T' }, projection });
      check.equal(
        rows,
        [{ Price: 6, 'PER (Oct-25)': null, Ticker: '7203.T', 'Beta (5Y)': null, exchange: null }],
        'the row',
      );
      check.equal(Object.keys(rows[0]!), projection, 'the order of its fields');
      check.equal((await store.query({ projection: [], limit: 2 })).rows, [{}, {}], 'rows of no fields');
    },
  },

  'sorted-by-what-is-not-shown': {
    title: 'sorts and filters by fields that are not shown',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { rows } = await store.query({
        filter: { industry: '반도체' },
        sort: { field: 'ROE (Fwd)', order: 'desc' },
        projection: ['corpName'],
      });
      check.equal(
        rows,
        [{ corpName: 'NVIDIA' }, { corpName: 'SK하이닉스' }, { corpName: '삼성전자' }],
        'the rows',
      );
    },
  },

  'rows-of-ones-own': {
    title: 'gives rows that the caller may change without changing the next answer',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const first = await store.query({ limit: 1 });
      (first.rows[0] as Record<string, unknown>).corpName = 'changed';
      (first.rows as unknown[]).push('more');
      check.equal((await store.query({ limit: 1 })).rows[0]?.corpName, 'SK하이닉스', 'the next answer');
      const company = await store.get('NVDA');
      company!.fields.corpName = 'changed';
      check.equal((await store.get('NVDA'))?.fields.corpName, 'NVIDIA', 'the next company');
    },
  },
});
