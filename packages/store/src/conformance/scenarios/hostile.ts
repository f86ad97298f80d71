import { type CellValue, cellAt, columnOf, columnTable, type Row, tableToRows } from '@stock-analyzer/schema';
import type { Filter } from '../../query/language';
import { scenariosOf } from '../harness';
import { provided, weekOf } from '../sample';

const names = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "Robert'); DROP TABLE companies;--",
  '"; SELECT 1',
  '../../etc/passwd',
  'a/b\\c:d*e?f|g',
  'a b',
  '한글 (주)',
  '%_%',
  '$gt',
  'CON',
  '.',
  '<script>alert(1)</script>',
  '👩‍👩‍👧',
  'x'.repeat(500),
];
const company = (Ticker: string, rest: Row = {}): Row => ({ Ticker, corpName: Ticker || 'none', ...rest });

/** Names and values that break what trusts them. */
export const hostileScenarios = scenariosOf('hostile', {
  tickers: {
    title: 'keeps companies with any ticker, and finds each by it',
    async run({ store, check, publish }) {
      await publish(provided('tickers', weekOf(names.map((name, at) => company(name, { 'ROE (Fwd)': at })))));
      for (const [at, name] of names.entries()) {
        check.equal((await store.get(name))?.fields['ROE (Fwd)'], at, `get ${name}`);
        const { total } = await store.query({ filter: { Ticker: name } });
        check.equal(total, 1, `query ${name}`);
      }
      for (const name of ['valueOf', 'isPrototypeOf', "' OR 1=1", '']) {
        check.equal(await store.get(name), undefined, `get ${name}`);
        check.equal(await store.history(name), [], `history of ${name}`);
      }
      check.equal((await store.history('__proto__')).length, 1, 'history of __proto__');
    },
  },

  'release-ids': {
    title: 'keeps releases with any id',
    needs: { writes: true },
    async run({ store, check }) {
      for (const [at, id] of names.entries()) {
        const asOf = new Date(Date.UTC(2025, 0, 3 + 7 * at)).toISOString().slice(0, 10);
        await store.publish(weekOf([company('A', { 'ROE (Fwd)': at })], [], { asOf }), { releaseId: id });
        check.equal((await store.currentRelease())?.id, id, `the current release ${id}`);
        check.equal((await store.get('A', { releaseId: id }))?.fields['ROE (Fwd)'], at, `get from ${id}`);
        const { next } = await store.query({ limit: 0 });
        check.equal((await store.query({ cursor: next! })).rows.length, 1, `a walk through ${id}`);
      }
      for (const id of ['valueOf', "' OR 1=1"]) {
        await check.fails('UNKNOWN_RELEASE', () => store.companies({ releaseId: id }), `companies of ${id}`);
      }
    },
  },

  'native-names': {
    title: "keeps the source's own fields under any name, and answers questions about them",
    async run({ store, check, publish }) {
      const columns = [...names, '', 'a.b', 'a[0]', '$.a', "a'b", 'a"b', '`'].map((name, at) =>
        columnOf(name, [at, null, 'text']),
      );
      const dataset = weekOf([company('A'), company('B'), company('C')], [], {
        native: columnTable(3, columns),
      });
      await publish(provided('names', dataset));
      const back = await store.companies();
      check.equal(
        back.native.columns.map(({ name }) => name),
        columns.map(({ name }) => name),
        'the names',
      );
      const a = await store.get('A');
      for (const [at, { name }] of columns.entries()) {
        check.equal(Object.getOwnPropertyDescriptor(a!.native, name)?.value, at, `the value of ${name}`);
        if (name.startsWith('$') || name === '__proto__') continue;
        const found = await store.query({ filter: { [name]: at }, projection: ['Ticker', name] });
        check.equal(found.total, 1, `companies found by ${name}`);
        check.equal(found.rows[0]?.[name], at, `the row's ${name}`);
        const { rows } = await store.query({ sort: { field: name }, projection: ['Ticker'] });
        check.equal(
          rows.map(({ Ticker }) => Ticker),
          ['A', 'C', 'B'],
          `sorted by ${name}`,
        );
      }
      check.equal(({} as Record<string, unknown>).polluted, undefined, 'a property of all objects');
      check.equal(Object.getPrototypeOf(a!.native), Object.prototype, 'the prototype of a row');
    },
  },

  'proto-in-questions': {
    title: 'takes __proto__ for a name like any other in questions',
    async run({ store, check, publish }) {
      const native = columnTable(2, [columnOf('__proto__', [7, 8])]);
      await publish(provided('proto', weekOf([company('A'), company('B')], [], { native })));
      const { rows } = await store.query({
        projection: ['Ticker', '__proto__'],
        sort: { field: '__proto__', order: 'desc' },
      });
      check.equal(
        rows.map((row) => Object.getOwnPropertyDescriptor(row, '__proto__')?.value),
        [8, 7],
        'the values',
      );
      const filter = JSON.parse('{"__proto__": 7}');
      check.equal((await store.query({ filter })).total, 1, 'companies found');
      const { groups } = await store.aggregate({ fields: ['__proto__'], by: '__proto__' });
      check.equal(
        groups.map(({ group, fields }) => [
          group,
          Object.getOwnPropertyDescriptor(fields, '__proto__')?.value.max,
        ]),
        [
          [7, 7],
          [8, 8],
        ],
        'the groups',
      );
    },
  },

  texts: {
    title: 'keeps texts with any characters, but NUL and halves of surrogate pairs',
    async run({ store, check, publish }) {
      const texts = [
        ...names,
        '',
        ' ',
        '\n\r\t',
        '\u0001\u001f\u007f',
        '\u2028\u2029\ufeff',
        '\ud83d\ude00',
        'a\u0301 á',
        '\u202eabc',
        'null',
        'undefined',
        'NaN',
        '-0',
        '1e999',
        '[1,2]',
        '{"a":1}',
        '가'.normalize('NFD'),
        'x'.repeat(70_000),
      ];
      const rows = texts.map((Rating, at) => company(`T${at}`, { Rating }));
      await publish(
        provided(
          'texts',
          weekOf(
            rows,
            texts.map((Own) => ({ Own })),
          ),
        ),
      );
      const back = await store.companies();
      check.equal(tableToRows(back.fields), rows, 'canonical texts');
      check.equal(
        tableToRows(back.native).map(({ Own }) => Own),
        texts,
        'native texts',
      );
      for (const [at, text] of texts.entries()) {
        const { total } = await store.query({ filter: { Rating: text, Own: { $eq: text } } });
        check.equal(total, 1, `companies found by text ${at}`);
      }
    },
  },

  'what-no-engine-holds': {
    title: 'makes a NUL and half a surrogate pair U+FFFD, wherever they stand',
    async run({ store, check, publish }) {
      const broken = ['a\0b', '\ud83d', '\ude00x', 'ok\ud83d\ude00'];
      const mended = ['a\ufffdb', '\ufffd', '\ufffdx', 'ok\ud83d\ude00'];
      const rows = broken.map((text, at) => company(`T${at}${text}`, { Rating: text }));
      const native = columnTable(4, [
        columnOf('Own\0', broken),
        columnOf('Mixed', [...broken.slice(0, 3), 1]),
      ]);
      const marks = [
        {
          ticker: 'T0a\0b',
          field: 'Rating',
          was: 'x\0',
          rule: 'r\0',
          confidence: 1,
          approvedBy: 'p\ud83d',
          approvedAt: '2025-10-04T08:00:00.000Z',
        },
      ];
      await publish(provided('broken', weekOf(rows, [], { native, marks })));
      const back = await store.companies();
      const column = (name: string): CellValue[] => {
        const found = back.fields.byName.get(name) ?? back.native.byName.get(name);
        return found ? Array.from({ length: 4 }, (_, row) => cellAt(found, row)) : [];
      };
      check.equal(column('Rating'), mended, 'canonical texts');
      check.equal(column('Own\ufffd'), mended, 'native texts, and the name of their field');
      check.equal(column('Mixed'), [...mended.slice(0, 3), 1], 'texts among numbers');
      check.equal(column('Ticker')[0], 'T0a\ufffdb', 'a ticker');
      check.equal(
        back.marks.map(({ ticker, was, rule, approvedBy }) => [ticker, was, rule, approvedBy]),
        [['T0a\ufffdb', 'x\ufffd', 'r\ufffd', 'p\ufffd']],
        'a mark',
      );
      check.equal((await store.query({ filter: { Rating: 'a\ufffdb' } })).total, 1, 'found by what is kept');
    },
  },

  'large-filters': {
    title: 'answers large filters, and refuses those without end',
    async run({ store, check, publish }) {
      await publish(provided('large', weekOf(names.map((name, at) => company(name, { 'ROE (Fwd)': at })))));
      const many = Array.from({ length: 2000 }, (_, at) => ({ 'ROE (Fwd)': { $gte: at, $lt: at + 0.5 } }));
      check.equal((await store.query({ filter: { $or: many } })).total, names.length, 'many alternatives');
      let deep: Filter = { 'ROE (Fwd)': 3 };
      for (let level = 0; level < 20; level++) deep = { $not: { $not: deep } };
      await check.fails('INVALID_QUERY', () => store.query({ filter: deep }), 'a filter of forty levels');
      const circle: Record<string, unknown> = {};
      circle.$not = circle;
      await check.fails(
        'INVALID_QUERY',
        () => store.query({ filter: circle as never }),
        'a filter in a circle',
      );
      const endless = { $or: Array.from({ length: 20_000 }, () => ({ 'ROE (Fwd)': 1 })) };
      await check.fails(
        'INVALID_QUERY',
        () => store.query({ filter: endless }),
        'twenty thousand conditions',
      );
    },
  },
});
