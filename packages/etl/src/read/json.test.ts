import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsOf, utf8 } from '../testing/book';
import { parseJson } from './json-parse';
import { toPlain } from './json-tables';
import { defaultReadLimits } from './limits';
import { Notes } from './notes';
import { readWorkbook } from './read';

const parse = (text: string) => toPlain(parseJson(text, defaultReadLimits, new Notes()));
/** JSON.parse makes Infinity of a number too large; here it is missing. */
const finite = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? null : value;
const read = async (value: unknown, name = 'week.json') =>
  readWorkbook(utf8(JSON.stringify(value)), { name });
const tables = async (value: unknown) => {
  const workbook = await read(value);
  return Object.fromEntries(workbook.tables.map((table) => [table.name, rowsOf(table)]));
};
const records = [
  { Ticker: 'NVDA', ROE: 0.7943 },
  { Ticker: '1398.HK', ROE: null },
];
const grid = [
  ['Ticker', 'ROE'],
  ['NVDA', 0.7943],
  ['1398.HK', null],
];

describe('JSON', () => {
  test('is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
    expect(parse('["\\ud800", "\\u0041\\n\\"", -0.0, 1E+2, 12345678901234567890]')).toEqual(
      JSON.parse('["\\ud800", "\\u0041\\n\\"", -0.0, 1E+2, 12345678901234567890]'),
    );
  });

  test('that JSON.parse refuses is refused, with line and column', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', 'x', '1', ' '), (text, at, put) => {
        const changed = text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
        let valid = true;
        try {
          JSON.parse(changed);
        } catch {
          valid = false;
        }
        if (valid) expect(parse(changed)).toEqual(JSON.parse(changed, finite));
        else expect(() => parse(changed)).toThrow(/line 1, column \d+/);
      }),
      { numRuns: 500 },
    );
    expect(() => parse('{\n  "a": 1,\n  "b": oops }')).toThrow(
      expect.objectContaining({ code: 'DAMAGED', message: expect.stringContaining('line 3, column 8') }),
    );
    expect(() => parse('{"a": [1, 2')).toThrow(expect.objectContaining({ code: 'TRUNCATED' }));
    expect(() => parse('{"a": "x')).toThrow(expect.objectContaining({ code: 'TRUNCATED' }));
    expect(() => parse('{"a": 1}]')).toThrow(expect.objectContaining({ code: 'DAMAGED' }));
  });

  test('that nests too deeply is TOO_LARGE', () => {
    expect(() => parse('['.repeat(100_000))).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
  });

  test('with bare tokens is read: the cells are missing, their causes and places told', async () => {
    const workbook = await readWorkbook(
      utf8('[{"Corp": "NaN Corp",\n "ROE": NaN, "PER": -Infinity},\n {"ROE": undefined, "PER": 1e999}]'),
    );
    const [, roe, per] = workbook.tables[0]!.columns;
    expect(roe!.causes).toEqual(
      new Map([
        [1, { kind: 'token', text: 'NaN' }],
        [2, { kind: 'token', text: 'undefined' }],
      ]),
    );
    expect([...per!.causes!.values()].map(({ text }) => text)).toEqual(['-Infinity', '1e999']);
    expect(workbook.notes).toMatchObject([
      {
        code: 'BARE_TOKEN',
        message: expect.stringContaining('NaN'),
        count: 1,
        places: [{ line: 2, column: 9 }],
      },
      { code: 'BARE_TOKEN', count: 1, places: [{ line: 2, column: 21 }] },
      { code: 'BARE_TOKEN', count: 1, places: [{ line: 3, column: 10 }] },
      { code: 'BARE_TOKEN', count: 1, places: [{ line: 3, column: 28 }] },
    ]);
    expect(rowsOf(workbook.tables[0]!)[1]![0]).toBe('NaN Corp');
  });
});

describe('an envelope', () => {
  test('may be none at all', async () => expect(await tables(records)).toEqual({ week: grid }));

  test('may hold companies, or data, beside its metadata', async () => {
    const metadata = { version: '2.0', total_companies: 2 };
    expect(await tables({ metadata, companies: records })).toEqual({ week: grid });
    expect(await tables({ metadata, data: records })).toEqual({ week: grid });
    expect(await tables({ data: records, metadata, schema: { fields: [{ name: 'ROE' }] } })).toEqual({
      week: grid,
    });
    expect((await read({ metadata, companies: records })).metadata).toEqual(metadata);
  });

  test('may hold sheets by category', async () => {
    const data = {
      main: { M_Company: records, A_Company: { metadata: { recordCount: 2 }, data: records } },
      technical: { 'T_EPS C': records, M_Company: [] },
      market: {},
    };
    expect(await tables({ metadata: {}, data })).toEqual({
      M_Company: grid,
      A_Company: grid,
      'T_EPS C': grid,
      'technical.M_Company': [],
    });
    expect(await tables({ metadata: {}, data: { main: records } })).toEqual({ main: grid });
  });

  test('may hold records by their key', async () => {
    const data = {
      main: { M_Company: { NVDA: { ROE: 0.7943 }, AAPL: { ROE: 1.8176, returns: { '1W': 0.1 } } } },
    };
    expect(await tables({ metadata: {}, data })).toEqual({
      M_Company: [
        ['key', 'ROE', 'returns.1W'],
        ['NVDA', 0.7943, null],
        ['AAPL', 1.8176, 0.1],
      ],
    });
  });

  test('may be a list of tickers, repeated ones included', async () => {
    expect(await tables(['NVDA', 'AAPL', 'NVDA'])).toEqual({
      week: [['value'], ['NVDA'], ['AAPL'], ['NVDA']],
    });
    expect(await tables({ low_per: ['NVDA'], high_roe: [] })).toEqual({
      low_per: [['value'], ['NVDA']],
      high_roe: [],
    });
  });

  test('may hold rows that are arrays', async () => expect(await tables(grid)).toEqual({ week: grid }));

  test('without any table is NOT_A_WORKBOOK; a value beside a table is noted', async () => {
    await expect(read({ metadata: {} })).rejects.toMatchObject({ code: 'NOT_A_WORKBOOK' });
    expect((await read({ version: 3, data: records })).notes).toMatchObject([
      { code: 'SKIPPED_VALUE', message: expect.stringContaining('version') },
    ]);
  });
});

describe('a record', () => {
  test('gives its keys in the order of the text, numbers and all', async () => {
    const { tables: read } = await readWorkbook(
      utf8(
        '[{"Ticker": "NVDA", "45933": 6.1, "__proto__": 1, "constructor": 2}, {"45926.0": 5, "Ticker": "AAPL"}]',
      ),
    );
    expect(rowsOf(read[0]!)).toEqual([
      ['Ticker', '45933', '__proto__', 'constructor', '45926.0'],
      ['NVDA', 6.1, 1, 2, null],
      ['AAPL', null, null, null, 5],
    ]);
  });

  test('may nest objects and lists', async () => {
    const record = {
      Ticker: 'NVDA',
      returns: { '1W': 0.1, deep: { x: true } },
      tags: ['a', { b: 1 }],
      'returns.1W': 2,
    };
    expect(await tables([record])).toEqual({
      week: [
        ['Ticker', 'returns.1W', 'returns.deep.x', 'tags', 'returns.1W'],
        ['NVDA', 0.1, true, '["a",{"b":1}]', 2],
      ],
    });
  });

  test('may have a NaN key, or a key twice; both are noted', async () => {
    const { tables: read, notes } = await readWorkbook(
      utf8('[{"Ticker": "NVDA"}, {"Ticker": "A", "NaN": "Sales (3)", "Ticker": "AAPL"}]'),
    );
    expect(rowsOf(read[0]!)).toEqual([
      ['Ticker', 'NaN'],
      ['NVDA', null],
      ['AAPL', 'Sales (3)'],
    ]);
    expect(notes.map(({ code, count }) => [code, count])).toEqual([
      ['DUPLICATE_KEY', 1],
      ['NAN_KEY', 1],
    ]);
  });

  test('polluting prototypes pollutes nothing', async () => {
    const workbook = await readWorkbook(
      utf8('{"metadata": {"__proto__": {"polluted": true}}, "data": [{"__proto__": {"polluted": 1}}]}'),
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(workbook.metadata as object)).toEqual(['__proto__']);
    expect((workbook.metadata as { polluted?: unknown }).polluted).toBeUndefined();
    expect(rowsOf(workbook.tables[0]!)).toEqual([['__proto__.polluted'], [1]]);
  });
});
