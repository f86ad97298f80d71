import {
  type CellValue,
  type Column,
  columnTable,
  companySchema,
  extendSchema,
  mixedColumn,
  type QualityMark,
  type Row,
  tableToRows,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storableText } from '../dataset/prepare';
import { sampleWeek } from '../testing/sample-week';
import { openSqliteStore, type SqliteStore } from './index';

let store: SqliteStore;
beforeEach(async () => {
  store = await openSqliteStore(':memory:');
});
afterEach(() => store.close());

const company = (rest: Row = {}): Row => ({ Ticker: 'NVDA', corpName: 'NVIDIA', ...rest });

describe('companies', () => {
  it('come back as they went in: all 39 fields, null and 0 apart, in the order given', async () => {
    const full: Row = {};
    for (const { name, kind } of companySchema.fields) full[name] = kind === 'string' ? `한글 '"\`` : 1 / 3;
    const rows = [
      { ...full, Ticker: 'ZZZ' },
      { ...full, Ticker: 'AAA', 'ROE (Fwd)': 0, 'PER (Oct-25)': null, Rating: null, industry: '상사,자본재' },
      { ...full, Ticker: 'BRK.B', corpName: '``McDonald`s`` & Moutai Co., Ltd.; DROP TABLE companies;--' },
    ];
    const dataset = sampleWeek(rows, [{ Price: 1, 'Fiscal month': 'Jan' }, {}, { 'Fiscal month': 'Dec' }]);
    await store.publish(dataset, { releaseId: 'w' });
    expect(await store.companies()).toEqual(dataset);
  });

  it('keep names like __proto__ harmless and whole', async () => {
    const rows = ['__proto__', 'constructor', 'toString'].map((Ticker) => company({ Ticker }));
    const native = rows.map(
      (_, index) => JSON.parse(`{"__proto__":${index},"constructor":"c","a.b$[0]":null}`) as Row,
    );
    const dataset = sampleWeek(rows, native);
    await store.publish(dataset, { releaseId: '__proto__' });
    const back = await store.companies();
    expect(back.fields).toEqual(dataset.fields);
    expect(tableToRows(back.native)).toEqual(native);
    const found = await store.get('__proto__');
    expect(Object.getOwnPropertyDescriptor(found?.native, '__proto__')?.value).toBe(0);
    expect(await store.get('hasOwnProperty')).toBeUndefined();
  });

  it('keep fields that the source has without a value apart from those it has not', async () => {
    const dataset = sampleWeek([company({ 'ROE (Fwd)': null, 'Beta (5Y)': null, 'PBR (Oct-25)': 1 })]);
    await store.publish(dataset, { releaseId: 'w' });
    const back = await store.companies();
    expect([...back.fields.byName.keys()]).toEqual([...dataset.fields.byName.keys()]);
    expect(back.fields.byName.get('ROE (Fwd)')?.type).toBe('number');
  });

  it('keep why a value is missing', async () => {
    const dataset = sampleWeek(
      [company({ 'ROE (Fwd)': null, 'PER (Oct-25)': 3 })],
      [{ 'EPS (7)': null, 'EPS (8)': 5 }],
    );
    const withCause = (name: string, column: Column): Column => ({
      ...column,
      causes: new Map([[0, { kind: 'token', text: `#N/A ${name}`, error: '#N/A' }]]),
    });
    const fields = columnTable(
      1,
      dataset.fields.columns.map((column) =>
        column.name === 'ROE (Fwd)' ? withCause(column.name, column) : column,
      ),
    );
    const native = columnTable(
      1,
      dataset.native.columns.map((column) =>
        column.name === 'EPS (7)' ? withCause(column.name, column) : column,
      ),
    );
    await store.publish({ ...dataset, fields, native }, { releaseId: 'w' });
    const back = await store.companies();
    const cause = (table: typeof fields, name: string) => table.byName.get(name)?.causes;
    expect(cause(back.fields, 'ROE (Fwd)')).toEqual(
      new Map([[0, { kind: 'token', text: '#N/A ROE (Fwd)', error: '#N/A' }]]),
    );
    expect(cause(back.native, 'EPS (7)')?.get(0)?.text).toBe('#N/A EPS (7)');
    expect(cause(back.native, 'EPS (8)')).toBeUndefined();
  });

  it('keep a value of a wrong type as the reason why the field has none', async () => {
    const dataset = sampleWeek([company({ Ticker: 'A' }), company({ Ticker: 'B' })]);
    const fields = columnTable(2, [
      ...dataset.fields.columns,
      mixedColumn('ROE (Fwd)', ['12', 3]),
      mixedColumn('Rating', [true, 'Buy']),
    ]);
    await store.publish({ ...dataset, fields }, { releaseId: 'w' });
    const { fields: back } = await store.companies();
    expect(tableToRows(back).map((row) => [row['ROE (Fwd)'], row.Rating])).toEqual([
      [null, null],
      [3, 'Buy'],
    ]);
    expect(back.byName.get('ROE (Fwd)')?.causes).toEqual(new Map([[0, { kind: 'unparsed', text: '12' }]]));
    expect(back.byName.get('Rating')?.causes).toEqual(new Map([[0, { kind: 'unparsed', text: 'true' }]]));
  });

  it('keep booleans and dates of a wider schema', async () => {
    const extra = { category: 'identity', unit: 'none', description: { en: '', ko: '' } } as const;
    const schema = extendSchema(companySchema, {
      version: '1.1.0',
      fields: [
        { ...extra, name: 'Active', key: 'active', column: 'active', kind: 'boolean' },
        { ...extra, name: 'Listed', key: 'listed', column: 'listed', kind: 'date' },
      ],
    });
    const dataset = sampleWeek(
      [
        company({ Ticker: 'A', Active: true, Listed: '1999-01-22' }),
        company({ Ticker: 'B', Active: false, Listed: null }),
        company({ Ticker: 'C', Active: null, Listed: '2020-02-29' }),
      ],
      [],
      { schema },
    );
    await store.publish(dataset, { releaseId: 'w' });
    expect((await store.companies()).fields).toEqual(dataset.fields);
  });

  it('keep quality marks in their order, two of one cell too', async () => {
    const mark: QualityMark = {
      ticker: 'NVDA',
      field: 'ROE (Fwd)',
      was: 7943,
      rule: 'power_of_ten',
      confidence: 0.97,
      approvedBy: '김민수',
      approvedAt: '2025-10-11T00:00:00.000Z',
    };
    const marks = [mark, { ...mark, was: null }, { ...mark, field: 'corpName', was: 'NVIDIA "?"' }];
    await store.publish(sampleWeek([company()], [], { marks }), { releaseId: 'w' });
    expect((await store.companies()).marks).toEqual(marks);
  });

  it('lose only what SQL text cannot hold: NUL and half surrogates become U+FFFD', async () => {
    const dataset = sampleWeek([company({ corpName: 'a\0b\ud800c😀' })], [{ note: 'a\0b\ud800c😀' }]);
    await store.publish(dataset, { releaseId: 'w' });
    const found = await store.get('NVDA');
    expect(found?.fields.corpName).toBe('a\ufffdb\ufffdc😀');
    expect(found?.native.note).toBe('a\ufffdb\ufffdc😀');
  });

  it('may be none', async () => {
    await store.publish(sampleWeek([]), { releaseId: 'w' });
    expect((await store.companies()).fields.rowCount).toBe(0);
  });
});

describe('for any values', () => {
  let runs = 0;
  const cell: fc.Arbitrary<CellValue> = fc.oneof(
    fc.double({ noNaN: true }),
    fc.string({ unit: 'binary' }).map(storableText),
    fc.boolean(),
    fc.constant(null),
  );

  it('native fields come back exactly', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const releaseId = `w${runs++}`;
          const fields = rows.map((_, index) => company({ Ticker: `T${index}` }));
          const native = rows.map((cells) =>
            Object.fromEntries(cells.map((value, index) => [`n${index}`, value])),
          );
          await store.publish(sampleWeek(fields, native), { releaseId });
          expect(tableToRows((await store.companies({ releaseId })).native)).toEqual(native);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('canonical numbers come back exactly, but for the sign of zero', async () => {
    const numbers = companySchema.fields.filter(({ kind }) => kind !== 'string');
    const number = fc.option(fc.double({ noNaN: true }).map((value) => value + 0));
    await fc.assert(
      fc.asyncProperty(
        fc.array(number, { minLength: numbers.length, maxLength: numbers.length }),
        async (values) => {
          const releaseId = `w${runs++}`;
          const row = company(Object.fromEntries(numbers.map(({ name }, index) => [name, values[index]!])));
          await store.publish(sampleWeek([row]), { releaseId });
          expect((await store.get('NVDA', { releaseId }))?.fields).toEqual(row);
        },
      ),
      { numRuns: 40 },
    );
  });
});
