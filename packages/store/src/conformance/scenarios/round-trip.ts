import {
  booleanColumn,
  type CellValue,
  type Column,
  cellAt,
  columnTable,
  companySchema,
  extendSchema,
  numberColumn,
  type Row,
  stringColumn,
  tableToRows,
} from '@stock-analyzer/schema';
import { scenariosOf } from '../harness';
import { firstWeek, provided, sampleCompanies, sampleMarks, sampleNative, weekOf } from '../sample';

const cells = (column: Column | undefined): CellValue[] =>
  column ? Array.from(column.validity, (_, row) => cellAt(column, row)) : [];
const native = (values: Readonly<Record<string, readonly CellValue[]>>): Row[] => {
  const [first = []] = Object.values(values);
  return first.map((_, row) =>
    Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list[row] ?? null])),
  );
};
const tickers = (count: number): Row[] =>
  Array.from({ length: count }, (_, row) => ({ Ticker: `T${row}`, corpName: 'x' }));

/** What goes in comes out. */
export const roundTripScenarios = scenariosOf('round-trip', {
  'all-values': {
    title: 'gives a dataset back as it went in, rows and fields in their order',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      const back = await store.companies();
      check.equal(tableToRows(back.fields), sampleCompanies, 'canonical values');
      check.equal(tableToRows(back.native), sampleNative, 'native values');
      check.equal(
        back.fields.columns.map(({ name }) => name),
        Object.keys(sampleCompanies[0]!),
        'the order of canonical fields',
      );
      check.equal(
        back.native.columns.map(({ name }) => name),
        Object.keys(sampleNative[0]!),
        'the order of native fields',
      );
      check.equal(
        [back.asOf, back.month, back.origins],
        ['2025-10-03', 'Oct-25', null],
        'date, month and origins',
      );
    },
  },

  'all-39-fields': {
    title: 'keeps every canonical field, to the last bit of a number',
    async run({ store, check, publish }) {
      const row = Object.fromEntries(
        companySchema.fields.map(({ name, kind }, at) => [
          name,
          kind === 'string' ? `값 ${at} '"\`;--` : (at + 1) / 3,
        ]),
      );
      await publish(provided('full', weekOf([row])));
      check.equal(tableToRows((await store.companies()).fields), [row], 'the row');
      check.equal((await store.get(String(row.Ticker)))?.fields, row, 'the company');
      check.equal((await store.query()).rows, [row], 'the queried row');
    },
  },

  'types-of-columns': {
    title: 'gives canonical columns the type of their field, whatever they hold',
    async run({ store, check, publish }) {
      const rows = [
        { Ticker: 'A', corpName: 'A', Rating: null, 'ROE (Fwd)': null, 'PER (Oct-25)': 1 },
        { Ticker: 'B', corpName: 'B', Rating: null, 'ROE (Fwd)': null, 'PER (Oct-25)': 2 },
      ];
      await publish(provided('types', weekOf(rows)));
      const { fields } = await store.companies();
      check.equal(
        fields.columns.map(({ name, type }) => [name, type]),
        [
          ['Ticker', 'string'],
          ['corpName', 'string'],
          ['Rating', 'string'],
          ['ROE (Fwd)', 'number'],
          ['PER (Oct-25)', 'number'],
        ],
        'the columns, those without values too',
      );
      check.equal(cells(fields.byName.get('ROE (Fwd)')), [null, null], 'a column without values');
    },
  },

  'zero-and-missing': {
    title: "keeps 0, '' and false apart from missing",
    async run({ store, check, publish }) {
      const rows = [
        { Ticker: 'A', corpName: 'A', Rating: '', 'ROE (Fwd)': 0 },
        { Ticker: 'B', corpName: 'B', Rating: null, 'ROE (Fwd)': null },
      ];
      await publish(
        provided('zero', weekOf(rows, native({ Text: ['', null], Flag: [false, null], Number: [0, null] }))),
      );
      check.equal(tableToRows((await store.companies()).fields), rows, 'canonical values');
      check.equal((await store.get('A'))?.native, { Text: '', Flag: false, Number: 0 }, 'native values');
      check.equal((await store.get('B'))?.native, { Text: null, Flag: null, Number: null }, 'missing ones');
      check.equal((await store.query({ filter: { Rating: '' } })).total, 1, 'companies with an empty text');
      check.equal((await store.query({ filter: { Rating: null } })).total, 1, 'companies without one');
    },
  },

  numbers: {
    title: 'keeps numbers exactly: subnormal, huge, and beyond whole numbers',
    async run({ store, check, publish }) {
      const values = [
        5e-324,
        -5e-324,
        2.2250738585072014e-308,
        1.7976931348623157e308,
        -1.7976931348623157e308,
        0.1,
        1 / 3,
        2 ** 53,
        2 ** 53 + 2,
        -(2 ** 63),
        1e21,
        123456789.12345679,
        9007199254740994,
        -1e-7,
        4.35,
        100,
      ];
      const rows = tickers(values.length).map((row, at) => ({ ...row, 'ROE (Fwd)': values[at]! }));
      await publish(provided('numbers', weekOf(rows, native({ Price: values }))));
      const back = await store.companies();
      check.equal(cells(back.fields.byName.get('ROE (Fwd)')), values, 'canonical numbers');
      check.equal(cells(back.native.byName.get('Price')), values, 'native numbers');
      const { rows: queried } = await store.query({ projection: ['ROE (Fwd)', 'Ticker'] });
      const ascending = (list: readonly CellValue[]) => [...list].sort((a, b) => Number(a) - Number(b));
      check.equal(ascending(queried.map((row) => row['ROE (Fwd)']!)), ascending(values), 'queried numbers');
      for (const value of [5e-324, 0.1, 9007199254740994]) {
        const { total } = await store.query({ filter: { 'ROE (Fwd)': value } });
        check.equal(total, values.filter((each) => each === value).length, `found by ${value}`);
      }
    },
  },

  'minus-zero': {
    title: "makes a canonical −0 a 0, and keeps a native one as the source's own",
    async run({ store, check, publish }) {
      const [first, second] = tickers(2);
      const rows = [
        { ...first!, 'ROE (Fwd)': -0 },
        { ...second!, 'ROE (Fwd)': 0 },
      ];
      await publish(provided('zeros', weekOf(rows, native({ Price: [-0, 0] }))));
      check.equal((await store.get('T0'))?.fields['ROE (Fwd)'], 0, 'the canonical value');
      check.equal((await store.get('T0'))?.native.Price, -0, 'the native value');
      check.equal((await store.query({ filter: { Price: 0 } })).total, 2, 'companies with 0');
      const { groups } = await store.aggregate({ fields: [], by: 'Price' });
      check.equal(
        groups.map(({ group, companies }) => [group, companies]),
        [[0, 2]],
        'the group of 0',
      );
    },
  },

  infinities: {
    title: 'keeps infinite numbers',
    async run({ store, check, publish }) {
      const values = [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY, null];
      const rows = tickers(4).map((row, at) => ({ ...row, 'ROE (Fwd)': values[at]! }));
      await publish(provided('infinite', weekOf(rows, native({ Price: values }))));
      const back = await store.companies();
      check.equal(cells(back.fields.byName.get('ROE (Fwd)')), values, 'canonical');
      check.equal(cells(back.native.byName.get('Price')), values, 'native');
      const { rows: sorted } = await store.query({ sort: { field: 'Price' }, projection: ['Price'] });
      check.equal(
        sorted.map(({ Price }) => Price),
        [Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY, null],
        'sorted',
      );
    },
  },

  'not-a-number': {
    title: 'takes NaN for missing',
    async run({ store, check, publish }) {
      const rows = tickers(2).map((row, at) => ({ ...row, 'ROE (Fwd)': at === 0 ? Number.NaN : 1 }));
      await publish(provided('nan', weekOf(rows, native({ Price: [Number.NaN, 2] }))));
      check.equal((await store.get('T0'))?.fields['ROE (Fwd)'], null, 'canonical');
      check.equal((await store.get('T0'))?.native.Price, null, 'native');
      check.equal((await store.query({ filter: { 'ROE (Fwd)': null } })).total, 1, 'found as missing');
    },
  },

  marks: {
    title: 'keeps quality marks, in their order, and gives them with the values',
    async run({ store, check, publish }) {
      await publish(firstWeek);
      check.equal((await store.companies()).marks, sampleMarks, 'marks of the dataset');
      check.equal(
        (await store.get('NVDA'))?.marks,
        sampleMarks.filter(({ ticker }) => ticker === 'NVDA'),
        'marks of a company',
      );
      check.equal((await store.get('NEG'))?.marks, [], 'marks of a company without any');
      const marked = async (query: object) =>
        (await store.query(query)).marks.map(({ ticker, field }) => `${ticker} ${field}`);
      check.equal(
        await marked({}),
        ['7203.T Fiscal month', 'AAPL ROE (Fwd)', 'NVDA ROE (Fwd)', 'NVDA PER (Oct-25)'],
        'marks of rows, in the order of rows',
      );
      check.equal(
        await marked({ projection: ['Ticker', 'ROE (Fwd)'] }),
        ['AAPL ROE (Fwd)', 'NVDA ROE (Fwd)'],
        'marks of the wanted fields only',
      );
      check.equal(await marked({ filter: { Ticker: 'NEG' } }), [], 'marks of other rows');
      check.equal((await store.history('AAPL'))[0]?.marks.length, 1, 'marks in the history');
    },
  },

  'marks-of-any-value': {
    title: 'keeps what a mark says was there before, whatever its type',
    async run({ store, check, publish }) {
      const values = [0.1, -0, 'text', '', true, false, null, 1e300];
      const marks = values.map((was, at) => ({ ...sampleMarks[0]!, ticker: `T${at}`, was }));
      await publish(provided('marks', weekOf(tickers(values.length), [], { marks })));
      check.equal((await store.companies()).marks, marks, 'the marks');
    },
  },

  causes: {
    title: 'keeps why values are missing, canonical and native',
    async run({ store, check, publish }) {
      const roe: Column = {
        ...numberColumn('ROE (Fwd)', [null, 1, null]),
        causes: new Map([
          [0, { kind: 'error', text: '#DIV/0!', error: '#DIV/0!' }],
          [2, { kind: 'token', text: '0x2a' }],
        ]),
      };
      const own: Column = {
        ...stringColumn('Own', ['x', null, null]),
        causes: new Map([[1, { kind: 'unparsed', text: '가나다' }]]),
      };
      const dataset = weekOf([]);
      const fields = columnTable(3, [
        stringColumn('Ticker', ['A', 'B', 'C']),
        stringColumn('corpName', ['A', 'B', 'C']),
        roe,
      ]);
      await publish(provided('causes', { ...dataset, fields, native: columnTable(3, [own]) }));
      const back = await store.companies();
      const causes = (column: Column | undefined) => [...(column?.causes ?? [])].sort(([a], [b]) => a - b);
      check.equal(causes(back.fields.byName.get('ROE (Fwd)')), [...roe.causes!], 'canonical');
      check.equal(causes(back.native.byName.get('Own')), [...own.causes!], 'native');
      check.equal(causes(back.fields.byName.get('Ticker')), [], 'of a full column');
    },
  },

  'values-of-another-type': {
    title: 'makes a canonical value of another type missing, and keeps its text as the cause',
    async run({ store, check, publish }) {
      const rows = [
        { Ticker: 'A', corpName: 'A', 'ROE (Fwd)': 'n/a', Rating: 5 },
        { Ticker: 'B', corpName: 'B', 'ROE (Fwd)': true, Rating: 'Buy' },
        { Ticker: 'C', corpName: 'C', 'ROE (Fwd)': 3, Rating: null },
      ];
      await publish(provided('typed', weekOf(rows)));
      const { fields } = await store.companies();
      check.equal(cells(fields.byName.get('ROE (Fwd)')), [null, null, 3], 'numbers');
      check.equal(cells(fields.byName.get('Rating')), [null, 'Buy', null], 'texts');
      check.equal(
        [...(fields.byName.get('ROE (Fwd)')?.causes ?? [])],
        [
          [0, { kind: 'unparsed', text: 'n/a' }],
          [1, { kind: 'unparsed', text: 'true' }],
        ],
        'causes of numbers',
      );
      check.equal(
        [...(fields.byName.get('Rating')?.causes ?? [])],
        [[0, { kind: 'unparsed', text: '5' }]],
        'causes of texts',
      );
    },
  },

  provenance: {
    title: 'keeps where the week came from, known or not',
    async run({ store, check, publish }) {
      const unknown = { file: null, sha256: null, bytes: null, profile: 'mine', modifiedAt: null };
      await publish(provided('known', weekOf(tickers(1))));
      check.equal((await store.companies()).provenance, weekOf([]).provenance, 'what is known');
      const later = weekOf(tickers(1), [], { asOf: '2025-10-17', provenance: unknown });
      await publish(provided('unknown', later));
      check.equal((await store.companies()).provenance, unknown, 'what is not');
    },
  },

  'schemas-of-ones-own': {
    title: 'keeps a widened schema with the week, and finds its fields',
    async run({ store, check, publish }) {
      const schema = extendSchema(companySchema, {
        version: '1.1.0',
        fields: [
          {
            name: 'Green Share (%)',
            key: 'greenShare',
            column: 'green_share_pct',
            category: 'fundamental',
            kind: 'percentage',
            unit: 'percent',
            description: { en: 'Share of green sales', ko: '친환경 매출 비중' },
          },
        ],
      });
      const rows = tickers(2).map((row, at) => ({ ...row, 'Green Share (%)': at === 0 ? 12.5 : null }));
      await publish(provided('green', weekOf(rows, [], { schema })));
      const back = await store.companies();
      check.equal(back.schema.version, '1.1.0', 'the version of the schema');
      check.equal(back.schema.byName.get('Green Share (%)')?.unit, 'percent', 'the unit of the field');
      const { total } = await store.query({ filter: { 'Green Share (%)': { $gt: 10 } } });
      check.equal(total, 1, 'companies found by it');
      const { groups } = await store.aggregate({ fields: ['Green Share (%)'] });
      check.equal(groups[0]?.fields['Green Share (%)']?.max, 12.5, 'its figures');
      check.equal((await store.get('T0'))?.fields['Green Share (%)'], 12.5, 'its value');
    },
  },

  'booleans-and-sparse-columns': {
    title: 'keeps columns of one type where hardly any company has a value',
    async run({ store, check, publish }) {
      const count = 300;
      const sparse = <T>(value: T) => Array.from({ length: count }, (_, row) => (row === 250 ? value : null));
      const table = columnTable(count, [
        booleanColumn('Flag', sparse(true)),
        numberColumn('Number', sparse(1.5)),
        stringColumn('Text', sparse('하나')),
      ]);
      await publish(provided('sparse', weekOf(tickers(count), [], { native: table })));
      const back = await store.companies();
      check.equal(
        back.native.columns.map(({ name, type }) => [name, type]),
        [
          ['Flag', 'boolean'],
          ['Number', 'number'],
          ['Text', 'string'],
        ],
        'types of the columns',
      );
      check.equal(
        (await store.get('T250'))?.native,
        { Flag: true, Number: 1.5, Text: '하나' },
        'the one company',
      );
      check.equal((await store.query({ filter: { Flag: { $exists: true } } })).total, 1, 'found by it');
      check.equal((await store.query({ filter: { Text: null } })).total, count - 1, 'the rest');
    },
  },
});
