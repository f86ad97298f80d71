import { columnTable, companySchema, defineSchema, type Row, stringColumn } from '@stock-analyzer/schema';
import type { Filter, Query } from '../../query/language';
import { scenariosOf } from '../harness';
import { firstWeek, weekOf } from '../sample';

const company: Row = { Ticker: 'NVDA', corpName: 'NVIDIA' };

/** Questions and datasets that are refused, with what is wrong with them. */
export const errorScenarios = scenariosOf('refusal', {
  'unknown-fields': {
    title: 'refuses a field that there is not, and names near ones',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const refuse = (query: Query, field: string, message: RegExp) =>
        check.fails('UNKNOWN_FIELD', () => store.query(query), JSON.stringify(query), {
          message,
          place: { field },
        });
      await refuse({ filter: { ROE: 1 } }, 'ROE', /"ROE \(Fwd\)"/);
      await refuse({ filter: { 'roe (fwd)': 1 } }, 'roe (fwd)', /"ROE \(Fwd\)"/);
      await refuse({ filter: { ticker: 'NVDA' } }, 'ticker', /"Ticker"/);
      await refuse({ filter: { $or: [{ $not: { Industri: 'x' } }] } }, 'Industri', /"industry"/);
      await refuse({ filter: { 'Fiscal moth': 'Jan' } }, 'Fiscal moth', /"Fiscal month"/);
      await refuse({ sort: { field: 'Pric' } }, 'Pric', /"Price"/);
      await refuse({ sort: [{ field: 'Ticker' }, { field: 'xyzzy' }] }, 'xyzzy', /xyzzy/);
      await refuse({ projection: ['Ticker', 'Corp Name'] }, 'Corp Name', /"corpName"/);
      await refuse({ filter: { toString: 'x' } as Filter }, 'toString', /toString/);
      await refuse({ filter: { constructor: null } as never }, 'constructor', /constructor/);
    },
  },

  'wrong-operands': {
    title: 'refuses an operand that the field could never equal',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const wrong: Filter[] = [
        { 'ROE (Fwd)': '15' },
        { 'ROE (Fwd)': { $gt: '15' } },
        { 'ROE (Fwd)': true },
        { 'ROE (Fwd)': { $in: [1, 'two'] } },
        { 'ROE (Fwd)': { $gt: null } },
        { 'ROE (Fwd)': Number.NaN },
        { 'ROE (Fwd)': { $contains: '1' } },
        { industry: 5 },
        { industry: { $gte: 5 } },
        { industry: { $contains: 5 as never } },
        { industry: { $startsWith: null as never } },
        { industry: { $exists: 'yes' as never } },
        { industry: ['반도체'] as never },
        { industry: { $in: '반도체' as never } },
        { industry: { $in: [['반도체']] as never } },
        { industry: { $eq: { deep: 1 } as never } },
        { Price: new Date() as never, Anything: { $eq: new Date() as never } },
      ];
      for (const filter of wrong) {
        await check.fails('INVALID_QUERY', () => store.query({ filter }), JSON.stringify(filter));
      }
    },
  },

  'wrong-operators': {
    title: 'refuses operators that there are not',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const wrong: object[] = [
        { industry: { $regex: '.*' } },
        { industry: { $where: 'true' } },
        { industry: { contains: 'x' } },
        { $nor: [{ industry: 'x' }] },
        { $where: 'sleep(1000)' },
        { $and: { industry: 'x' } },
        { $or: 'industry' },
        { $not: [{ industry: 'x' }] },
        { $and: [null] },
        { $or: ['industry'] },
      ];
      for (const filter of wrong) {
        await check.fails(
          'INVALID_QUERY',
          () => store.query({ filter: filter as Filter }),
          JSON.stringify(filter),
        );
      }
      for (const filter of ['industry', 5, true, []]) {
        await check.fails(
          'INVALID_QUERY',
          () => store.query({ filter: filter as never }),
          `the filter ${JSON.stringify(filter)}`,
        );
      }
    },
  },

  'wrong-sorts': {
    title: 'refuses sorts and projections that mean nothing',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const wrong: object[] = [
        { sort: { field: 'Ticker', order: 'up' } },
        { sort: {} },
        { sort: 'Ticker' },
        { sort: [null] },
        { sort: null },
        { projection: 'Ticker' },
        { projection: [5] },
        { projection: null },
      ];
      for (const query of wrong) {
        await check.fails('INVALID_QUERY', () => store.query(query as Query), JSON.stringify(query));
      }
    },
  },

  'invalid-datasets': {
    title: 'refuses a dataset that is none, tells where, and writes nothing of it',
    needs: { writes: true },
    async run({ store, check }) {
      const nameless = { ...company, Ticker: 'B', corpName: null };
      const refuse = async (what: string, dataset: ReturnType<typeof weekOf>, place = {}) => {
        await check.fails(
          'INVALID_DATASET',
          () => store.stage(dataset, { releaseId: 'w' }),
          `staging ${what}`,
          {
            place,
          },
        );
        await check.fails('INVALID_DATASET', () => store.publish(dataset), `publishing ${what}`, { place });
      };
      await refuse('a date that is none', weekOf([company], [], { asOf: '2025-13-45' }));
      await refuse('a date in another form', weekOf([company], [], { asOf: '10/10/2025' }));
      await refuse('a ticker twice', weekOf([company, company]), { row: 2, ticker: 'NVDA' });
      await refuse('no ticker', weekOf([{ ...company, Ticker: null }]), { row: 1, field: 'Ticker' });
      await refuse('a number for a ticker', weekOf([{ ...company, Ticker: 1398 }]), {
        row: 1,
        field: 'Ticker',
      });
      await refuse('no column of tickers', weekOf([{ corpName: 'x' }]), { field: 'Ticker' });
      await refuse('a company without a name', weekOf([company, nameless]), { row: 2, field: 'corpName' });
      await refuse('native rows of other companies', weekOf([company], [{ a: 1 }, { a: 2 }]));
      const twice = columnTable(1, [stringColumn('corpName', ['x'])]);
      await refuse(
        'a native field with the name of a canonical one',
        weekOf([company], [], { native: twice }),
        {
          field: 'corpName',
        },
      );
      check.equal(await store.releases(), [], 'the list');
    },
  },

  'schemas-without-ticker': {
    title: 'refuses a dataset whose schema has no ticker',
    needs: { writes: true },
    async run({ store, check }) {
      const schema = defineSchema({
        id: 'odd',
        version: '1.0.0',
        fields: companySchema.fields.filter(({ column }) => column !== 'ticker'),
      });
      await check.fails(
        'INVALID_DATASET',
        () => store.publish(weekOf([{ corpName: 'x' }], [], { schema })),
        'publishing',
      );
      check.equal(await store.releases(), [], 'the list');
    },
  },

  'still-works-after-it': {
    title: 'answers the next question after one that it refused',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await check.fails('UNKNOWN_FIELD', () => store.query({ filter: { nowhere: 1 } }), 'an unknown field');
      await check.fails('UNKNOWN_RELEASE', () => store.query({ releaseId: 'nowhere' }), 'an unknown release');
      check.equal((await store.query({ limit: 1 })).total, 12, 'the next query');
    },
  },
});
