import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  booleanColumn,
  type CellValue,
  cellAt,
  columnOf,
  columnTable,
  mixedColumn,
  numberColumn,
  type Row,
  rowsToTable,
  stringColumn,
  tableToRows,
} from './table';

const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', '', 'ROE (Fwd)', '1', '현재가'),
  fc.string({ unit: 'binary' }),
);
const cell: fc.Arbitrary<CellValue> = fc.oneof(
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 0, Infinity, -Infinity, 5e-324, 0.7943000000000001, null),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\uD800', 'a\uDFFFb', '', 'null', '=1+1'),
  fc.boolean(),
);
const sameType = fc.oneof(
  fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 20 }),
  fc.array(fc.option(fc.string()), { maxLength: 20 }),
  fc.array(fc.option(fc.boolean()), { maxLength: 20 }),
  fc.array(cell, { maxLength: 20 }),
);

/** Rows that all have the same names: what a table gives back exactly. */
const fullRows: fc.Arbitrary<Row[]> = fc
  .uniqueArray(name, { maxLength: 6 })
  .chain((names) =>
    fc
      .array(fc.tuple(...names.map(() => cell)), { maxLength: 12 })
      .map((all) => all.map((cells) => Object.fromEntries(names.map((key, index) => [key, cells[index]!])))),
  );

describe('rows and tables', () => {
  it('give each other back exactly: odd names, -0, infinities, lone surrogates, mixed types', () => {
    fc.assert(
      fc.property(fullRows, (rows) => {
        const back = tableToRows(rowsToTable(rows));
        expect(back.map((row) => Object.entries(row))).toEqual(
          rows.map((row) => expect.arrayContaining(Object.entries(row))),
        );
        for (const [index, row] of rows.entries()) {
          for (const key of Object.keys(row)) expect(Object.is(back[index]![key], row[key])).toBe(true);
          expect(Object.keys(back[index]!).length).toBe(Object.keys(row).length);
          expect(Object.getPrototypeOf(back[index])).toBe(Object.prototype);
        }
      }),
    );
  });

  it('fill in null where a row lacks a name, and for undefined and NaN', () => {
    const rows = [
      { a: 1, b: Number.NaN },
      { b: undefined, c: 'x' },
    ];
    expect(tableToRows(rowsToTable(rows))).toEqual([
      { a: 1, b: null, c: null },
      { a: null, b: null, c: 'x' },
    ]);
  });

  it('never confuse null, 0, empty text and false', () => {
    const rows: Row[] = [
      { n: 0, s: '', b: false, m: 0 },
      { n: null, s: null, b: null, m: '' },
    ];
    expect(tableToRows(rowsToTable(rows))).toEqual(rows);
  });

  it('leave prototypes alone when a header is __proto__', () => {
    const rows: Row[] = [JSON.parse('{"__proto__":"polluted","constructor":"c"}')];
    const [back] = tableToRows(rowsToTable(rows));
    expect(Object.keys(back!)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
  });

  it('keep the order in which names first appear', () => {
    const table = rowsToTable([{ b: 1 }, { a: 1, b: 2 }, { c: 1 }]);
    expect(table.columns.map((column) => column.name)).toEqual(['b', 'a', 'c']);
    expect(rowsToTable([])).toMatchObject({ rowCount: 0, columns: [] });
    expect(rowsToTable([{}, {}])).toMatchObject({ rowCount: 2, columns: [] });
  });
});

describe('columnOf', () => {
  it('takes the narrowest type and gives every value back', () => {
    fc.assert(
      fc.property(sameType, (values) => {
        const column = columnOf('x', values);
        const types = new Set(values.filter((value) => value !== null).map((value) => typeof value));
        expect(column.type).toBe(types.size === 1 ? [...types][0] : 'mixed');
        for (const [row, value] of values.entries()) {
          expect(Object.is(cellAt(column, row), value)).toBe(true);
          expect(column.validity[row]).toBe(value === null ? 0 : 1);
        }
      }),
    );
  });

  it('takes NaN for missing and not for a number among texts', () => {
    expect(columnOf('x', ['a', Number.NaN]).type).toBe('string');
    expect(columnOf('x', [Number.NaN, undefined, null]).type).toBe('mixed');
  });
});

describe('columns', () => {
  it('hold NaN where a number is missing, so that sums need no second look-up', () => {
    const column = numberColumn('x', [1, null, undefined, Number.NaN, -0]);
    expect([...column.values]).toEqual([1, Number.NaN, Number.NaN, Number.NaN, -0]);
    expect([...column.validity]).toEqual([1, 0, 0, 0, 1]);
  });

  it('hold each text once', () => {
    const column = stringColumn('x', ['NYSE', null, 'NYSE', '', '__proto__', undefined]);
    expect(column.dictionary).toEqual(['NYSE', '', '__proto__']);
    expect([...column.codes]).toEqual([0, -1, 0, 1, 2, -1]);
  });

  it('tell false from missing', () => {
    const column = booleanColumn('x', [false, null, true, undefined]);
    expect([0, 1, 2, 3].map((row) => cellAt(column, row))).toEqual([false, null, true, null]);
  });

  it('give null outside their rows', () => {
    for (const column of [numberColumn('x', [1]), stringColumn('x', ['a']), mixedColumn('x', [1])]) {
      expect(cellAt(column, 1)).toBeNull();
      expect(cellAt(column, -1)).toBeNull();
    }
  });
});

describe('columnTable', () => {
  const shape = (problem: string) =>
    expect.objectContaining({ code: 'TABLE_SHAPE', message: expect.stringContaining(problem) });

  it('refuses columns of other lengths', () => {
    expect(() => columnTable(2, [numberColumn('x', [1])])).toThrow(shape('"x" has 1 values'));
    const torn = { ...numberColumn('x', [1, 2]), values: new Float64Array(3) };
    expect(() => columnTable(2, [torn])).toThrow(shape('3 values and 2 validity bytes'));
  });

  it('refuses two columns of one name', () => {
    const columns = [numberColumn('x', [1]), stringColumn('x', ['a'])];
    expect(() => columnTable(1, columns)).toThrow(shape('Two columns are named "x"'));
  });
});
