import type { FieldFigures } from '../../query/aggregate';
import { scenariosOf } from '../harness';
import { firstWeek, provided, weekOf } from '../sample';

const roe = 'ROE (Fwd)';
const figures = (of: Partial<FieldFigures> & { count: number }): FieldFigures => ({
  mean: null,
  median: null,
  min: null,
  max: null,
  quantiles: [],
  ...of,
});

/** Figures over companies. */
export const aggregateScenarios = scenariosOf('aggregate', {
  'over-all': {
    title: 'counts, and gives mean, median, least and greatest of all companies',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { groups, snapshot } = await store.aggregate({ fields: [roe, 'PER (Oct-25)'] });
      check.equal(groups.length, 1, 'groups');
      check.equal(groups[0]?.group, null, 'the value of the one group');
      check.equal(groups[0]?.companies, 12, 'companies');
      const sorted = [-12.5, -12.5, 0, 0, 9.1, 9.1, 15.5, 15.5, 31.2, 79.43, 181.76];
      const mean = sorted.reduce((sum, value) => sum + value, 0) / 11;
      check.equal(
        groups[0]?.fields[roe],
        figures({ count: 11, mean, median: 9.1, min: -12.5, max: 181.76 }),
        'figures of ROE',
      );
      check.equal(groups[0]?.fields['PER (Oct-25)']?.count, 10, 'values of PER');
      check.equal(
        groups[0]?.fields['PER (Oct-25)']?.median,
        (12.4 + 14.5) / 2,
        'the median of an even count',
      );
      check.equal(snapshot.id, 'week-1', 'the snapshot');
    },
  },

  'by-group': {
    title: 'gives figures by group, the groups in the order of sorting, those without a value last',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { groups } = await store.aggregate({ fields: [roe], by: 'exchange' });
      check.equal(
        groups.map(({ group, companies, fields }) => [
          group,
          companies,
          fields[roe]?.count,
          fields[roe]?.median,
        ]),
        [
          ['KOSDAQ', 3, 2, 15.5],
          ['KOSPI', 3, 3, 9.1],
          ['NASDAQ', 2, 2, 79.43 + 0.5 * (181.76 - 79.43)],
          ['NYSE', 3, 3, 0],
          [null, 1, 1, 9.1],
        ],
        'the groups',
      );
      const industries = await store.aggregate({ fields: [], by: 'industry' });
      check.equal(
        industries.groups.map(({ group, companies }) => [group, companies]),
        [
          ['IT하드웨어', 2],
          ['it하드웨어', 1],
          ['반도체', 3],
          ['보험', 2],
          ['자동차', 3],
          [null, 1],
        ],
        'industries, told apart by case',
      );
      check.equal(industries.groups[0]?.fields, {}, 'figures where no field is asked for');
    },
  },

  'by-other-values': {
    title: 'groups by numbers, booleans and mixed values',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const groups = async (by: string) =>
        (await store.aggregate({ fields: [], by })).groups.map(({ group, companies }) => [group, companies]);
      check.equal(
        (await groups(roe)).slice(0, 3),
        [
          [-12.5, 2],
          [0, 2],
          [9.1, 2],
        ],
        'by a number',
      );
      check.equal(
        await groups('Active'),
        [
          [false, 5],
          [true, 5],
          [null, 2],
        ],
        'by a boolean',
      );
      check.equal(
        await groups('Anything'),
        [
          [false, 1],
          [true, 1],
          [-1, 1],
          [9, 1],
          [10, 2],
          ['9', 1],
          ['tea', 1],
          ['Ten', 1],
          ['ten', 1],
          [null, 2],
        ],
        'by mixed values',
      );
      check.equal(await groups('Beta (5Y)'), [[null, 12]], 'by a field without values');
    },
  },

  filtered: {
    title: 'gives figures of the companies that fit a filter, and no groups without companies',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { groups } = await store.aggregate({
        fields: [roe],
        by: 'exchange',
        filter: { industry: '반도체' },
      });
      check.equal(
        groups.map(({ group, companies, fields }) => [group, companies, fields[roe]?.max]),
        [
          ['KOSPI', 2, 31.2],
          ['NASDAQ', 1, 79.43],
        ],
        'the groups',
      );
      const none = await store.aggregate({ fields: [roe], filter: { industry: 'nowhere' } });
      check.equal(none.groups.length, 1, 'the one group of all, where none fits');
      check.equal(none.groups[0]?.companies, 0, 'companies in it');
      check.equal(none.groups[0]?.fields[roe], figures({ count: 0 }), 'figures in it');
      const byNone = await store.aggregate({
        fields: [roe],
        by: 'exchange',
        filter: { industry: 'nowhere' },
      });
      check.equal(byNone.groups, [], 'groups, where none fits');
    },
  },

  quantiles: {
    title: 'interpolates quantiles linearly (type 7)',
    async run({ store, check, publish }) {
      const rows = [10, 20, 30, 40].map((value, at) => ({ Ticker: `T${at}`, corpName: 'x', [roe]: value }));
      await publish(provided('q', weekOf(rows)));
      const { groups } = await store.aggregate({ fields: [roe], quantiles: [0, 0.25, 0.5, 0.9, 1] });
      check.equal(groups[0]?.fields[roe]?.quantiles, [10, 17.5, 25, 37, 40], 'the quantiles');
      const { groups: none } = await store.aggregate({ fields: ['Beta (5Y)'], quantiles: [0.25, 0.5] });
      check.equal(none[0]?.fields['Beta (5Y)']?.quantiles, [null, null], 'quantiles of nothing');
      for (const share of [-0.1, 1.1, Number.NaN]) {
        await check.fails(
          'INVALID_QUERY',
          () => store.aggregate({ fields: [roe], quantiles: [share] }),
          `quantile ${share}`,
        );
      }
    },
  },

  'mean-in-one-order': {
    title: 'sums in ascending order, so that the mean does not depend on the order of companies',
    async run({ store, check, publish }) {
      const values = [1e16, 0.1, -1e16, 0.2, 3, 1e-9, 1e16];
      const rows = values.map((value, at) => ({ Ticker: `T${at}`, corpName: 'x', [roe]: value }));
      await publish(provided('mean', weekOf(rows)));
      const { groups } = await store.aggregate({ fields: [roe] });
      const sum = [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
      check.equal(groups[0]?.fields[roe]?.mean, sum / values.length, 'the mean');
    },
  },

  'native-numbers': {
    title: "gives figures of the source's own fields, of their numbers only",
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const { groups } = await store.aggregate({ fields: ['Price', 'Anything', 'Fiscal month'] });
      check.equal(
        groups[0]?.fields.Price,
        figures({ count: 9, mean: 6, median: 6, min: -1.5, max: 13.5 }),
        'Price',
      );
      check.equal(groups[0]?.fields.Anything?.count, 4, 'numbers of a mixed field');
      check.equal(groups[0]?.fields.Anything?.max, 10, 'their greatest');
      check.equal(groups[0]?.fields['Fiscal month'], figures({ count: 0 }), 'a field of texts');
    },
  },

  nonsense: {
    title: 'refuses figures of texts and of fields that there are not',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      await check.fails(
        'INVALID_QUERY',
        () => store.aggregate({ fields: ['industry'] }),
        'a field of texts',
        {
          message: /industry/,
        },
      );
      await check.fails('UNKNOWN_FIELD', () => store.aggregate({ fields: ['ROE'] }), 'no such field', {
        message: /"ROE \(Fwd\)"/,
        place: { field: 'ROE' },
      });
      await check.fails(
        'UNKNOWN_FIELD',
        () => store.aggregate({ fields: [], by: 'Industri' }),
        'no such group',
        {
          message: /"industry"/,
        },
      );
      await check.fails(
        'INVALID_QUERY',
        () => store.aggregate({ fields: roe as never }),
        'no list of fields',
      );
      await check.fails(
        'UNKNOWN_FIELD',
        () => store.aggregate({ fields: [], filter: { nowhere: 1 } }),
        'an unknown field in the filter',
      );
    },
  },
});
