import {
  booleanColumn,
  type Column,
  columnTable,
  type Dataset,
  extendSchema,
  type MissingCause,
  mixedColumn,
  numberColumn,
  type QualityMark,
  stringColumn,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseIdOf } from '../dataset/release-id';
import { bigWeek, sampleWeek } from '../testing/sample-week';
import { decodeDataset, decodeHeader, encodeDataset } from './index';

const company = { Ticker: 'NVDA', corpName: 'NVIDIA' };
const mark: QualityMark = {
  ticker: 'NVDA',
  field: 'ROE (Fwd)',
  was: 7943,
  rule: 'power_of_ten',
  confidence: 0.97,
  approvedBy: '김민수',
  approvedAt: '2025-10-11T00:00:00.000Z',
};

function withColumns(...columns: Column[]): Dataset {
  const { length } = columns[0]!.validity;
  const rows = Array.from({ length }, (_, row) => ({ Ticker: `T${row}` }));
  return { ...sampleWeek(rows), native: columnTable(length, columns) };
}

const expectBack = (dataset: Dataset) => expect(decodeDataset(encodeDataset(dataset))).toEqual(dataset);

describe('a dataset', () => {
  it('comes back as it went in: fields, native fields, schemas and where it is from', () => {
    expectBack(bigWeek(300, '2025-10-10'));
  });

  it('comes back with causes and marks, absent and null apart', () => {
    const causes = new Map<number, MissingCause>([
      [1, { kind: 'error', text: '#N/A ROE (Fwd)', error: '#N/A' }],
      [2, { kind: 'unparsed', text: 'n. a.' }],
    ]);
    const roe = { ...numberColumn('ROE (Fwd)', [1, null, null]), causes };
    const name = { ...stringColumn('Name', [null, null, 'x']), causes: new Map([[0, causes.get(2)!]]) };
    const marks = [mark, { ...mark, was: null }, { ...mark, was: -0 }, { ...mark, was: 'NVIDIA "?"' }];
    expectBack({ ...withColumns(roe, name), marks });
  });

  it('keeps what JSON and UTF-8 have no word for', () => {
    const texts = ['a\0b\ud800c😀', '\udc00', '', '한글', '\ufeff', '__proto__', null];
    const numbers = [-0, 0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, null];
    const cells = [-0, '\ud800', true, false, null, Infinity, '0'];
    const flags = [true, false, null, null, true, false, false];
    expectBack(
      withColumns(
        stringColumn('\ud800', texts),
        numberColumn('__proto__', numbers),
        mixedColumn('constructor', cells),
        booleanColumn('', flags),
      ),
    );
  });

  it('keeps a dictionary that is in another order than the rows, with texts that no row has', () => {
    const column = {
      ...stringColumn('Name', ['a', null, 'b']),
      codes: Int32Array.of(2, -1, 0),
      dictionary: ['b', 'unused', 'a'],
    };
    expectBack(withColumns(column));
  });

  it('of a wider schema, without native fields, or without companies comes back', () => {
    const schema = extendSchema(sampleWeek([]).schema, {
      version: '1.1.0',
      override: { 'ROE (Fwd)': { plausible: { min: -300, max: 500 } } },
    });
    expectBack(sampleWeek([company], [], { schema, month: null }));
    expectBack({ ...sampleWeek([company]), native: columnTable(1, []) });
    expectBack(sampleWeek([]));
  });

  it('leaves behind what only the source file can tell: cell addresses and number formats', () => {
    const formats = { common: '0.0%', exceptions: new Map() };
    const column = numberColumn('ROE (Fwd)', [1]);
    const origins = { sheets: [], sheetOf: new Map() };
    const back = decodeDataset(encodeDataset({ ...withColumns({ ...column, formats }), origins }));
    expect(back).toEqual(withColumns(column));
  });

  it('of any values comes back exactly', () => {
    fc.assert(
      fc.property(anyDataset, (dataset) => {
        expectBack(dataset);
      }),
      { numRuns: Number(process.env.LAW_RUNS ?? 150) },
    );
  });

  it('gives the same bytes each time', () => {
    const stagedAt = '2025-10-11T00:00:00Z';
    const bytes = encodeDataset(bigWeek(20, '2025-10-10'), { stagedAt });
    expect(encodeDataset(decodeDataset(bytes), { stagedAt })).toEqual(bytes);
  });

  it('is refused where it contradicts itself', () => {
    const week = sampleWeek([company, company]);
    const code = 'INVALID_DATASET';
    const native = columnTable(1, [numberColumn('Price', [1])]);
    expect(() => encodeDataset({ ...week, native })).toThrow(expect.objectContaining({ code }));
    expect(() => encodeDataset({ ...week, fields: columnTable(2, []) })).toThrow(
      expect.objectContaining({ code }),
    );
    const broken = { ...stringColumn('Name', ['a']), codes: Int32Array.of(1) };
    expect(() => encodeDataset(withColumns(broken))).toThrow(
      expect.objectContaining({ code, place: { row: 1, field: 'Name' } }),
    );
  });
});

describe('a decoded column', () => {
  const back = decodeDataset(encodeDataset(bigWeek(5, '2025-10-10')));

  it('is made once', () => {
    const column = back.fields.byName.get('corpName');
    if (column?.type !== 'string') throw new Error('no text');
    expect(column.dictionary).toBe(column.dictionary);
    expect(column.codes).toBe(column.codes);
    expect(back.fields.columns).toContain(column);
  });

  it('can be spread and cloned as any other', () => {
    const [column] = back.native.columns;
    expect(structuredClone({ ...column })).toEqual(bigWeek(5, '2025-10-10').native.columns[0]);
  });
});

describe('the header', () => {
  const bytes = encodeDataset(bigWeek(5, '2025-10-10'), {
    releaseId: '2025-10-10-a',
    stagedAt: '2025-10-11T00:00:00Z',
  });

  it('tells the release, the week and how many companies there are', () => {
    expect(decodeHeader(bytes)).toEqual({
      id: '2025-10-10-a',
      asOf: '2025-10-10',
      month: 'Oct-25',
      companies: 5,
      stagedAt: '2025-10-11T00:00:00Z',
    });
  });

  it('has the id that the dataset itself gives, where no other is given', () => {
    const week = bigWeek(5, '2025-10-10');
    expect(decodeHeader(encodeDataset(week)).id).toBe(releaseIdOf(week));
  });

  it('is read from the beginning of the file alone', () => {
    const headerEnd = 32 + new DataView(bytes.buffer).getUint32(12, true);
    expect(decodeHeader(bytes.subarray(0, headerEnd)).companies).toBe(5);
    expect(() => decodeHeader(bytes.subarray(0, headerEnd - 1))).toThrow(
      expect.objectContaining({ code: 'CORRUPT' }),
    );
  });
});

const text = fc.string({ unit: 'binary' });
const decimal = fc.integer().map((whole) => whole / 100);
const number = fc.oneof(decimal, fc.double({ noNaN: true }));
const cause: fc.Arbitrary<MissingCause> = fc.record(
  { kind: fc.constantFrom('error', 'token', 'unparsed'), text, error: fc.constantFrom('#N/A', '#REF!') },
  { requiredKeys: ['kind', 'text'] },
);
const cell = fc.oneof(number, text, fc.boolean());
const list = <Value>(value: fc.Arbitrary<Value>, length: number) =>
  fc.array(fc.option(value), { minLength: length, maxLength: length });

function anyColumn(rows: number): fc.Arbitrary<Column> {
  const typed = fc.oneof(
    fc.tuple(text, list(number, rows)).map(([name, values]) => numberColumn(name, values)),
    fc.tuple(text, list(text, rows)).map(([name, values]) => stringColumn(name, values)),
    fc.tuple(text, list(fc.boolean(), rows)).map(([name, values]) => booleanColumn(name, values)),
    fc.tuple(text, list(cell, rows)).map(([name, values]) => mixedColumn(name, values)),
  );
  const causes = fc.array(fc.tuple(fc.nat({ max: Math.max(0, rows - 1) }), cause), { minLength: 1 });
  return fc
    .tuple(typed, fc.option(causes))
    .map(([column, found]) => (found ? { ...column, causes: new Map(found) } : column));
}

const anyDataset = fc.nat({ max: 12 }).chain((rows) => {
  const columns = fc.uniqueArray(anyColumn(rows), { maxLength: 6, selector: ({ name }) => name });
  const was = fc.option(cell);
  const marks = fc.array(
    fc.record({
      ticker: text,
      field: text,
      was,
      rule: text,
      confidence: number,
      approvedBy: text,
      approvedAt: text,
    }),
    { maxLength: 4 },
  );
  return fc.tuple(columns, marks).map(
    ([native, found]): Dataset => ({
      ...sampleWeek(Array.from({ length: rows }, (_, row) => ({ Ticker: `T${row}` }))),
      native: columnTable(rows, native),
      marks: found,
    }),
  );
});
