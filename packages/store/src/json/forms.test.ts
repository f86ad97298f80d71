import { mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StoreError } from '@stock-analyzer/store';
import { type JsonAssumptions, type JsonStore, openJsonStore } from '@stock-analyzer/store/json';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'json-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function open(value: unknown, assume: JsonAssumptions = {}): Promise<JsonStore> {
  const file = join(folder, 'week.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  const store = await openJsonStore({ url: file, assume });
  onTestFinished(() => store.close());
  return store;
}

async function failure(value: unknown, assume: JsonAssumptions = {}): Promise<StoreError> {
  const error = await open(value, assume).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  return error as StoreError;
}

const says = { as_of: '2025-10-10', units: { percentages: 'percent' } };
const ROWS = [
  { Ticker: 'NVDA', corpName: 'NVIDIA', 'ROE (Fwd)': 79.43 },
  { Ticker: 'AAPL', corpName: 'Apple', 'ROE (Fwd)': 181.76 },
];
const FORMS = {
  'a bare array': ROWS,
  '{metadata, companies}': { metadata: says, companies: ROWS },
  '{metadata, data}': { metadata: { ...says, source: 'M_Company', recordCount: 2 }, data: ROWS },
  '{fields, rows}': {
    metadata: says,
    fields: ['Ticker', 'corpName', 'ROE (Fwd)'],
    rows: [
      ['NVDA', 'NVIDIA', 79.43],
      ['AAPL', 'Apple', 181.76],
    ],
  },
  '{columns}': {
    metadata: says,
    columns: { Ticker: ['NVDA', 'AAPL'], corpName: ['NVIDIA', 'Apple'], 'ROE (Fwd)': [79.43, 181.76] },
  },
};

describe('a file of companies', () => {
  it.each(Object.entries(FORMS))('may be %s', async (_, value) => {
    const store = await open(value, { asOf: '2025-10-10', percentages: 'percent' });
    const { rows } = await store.query({ sort: { field: 'ROE (Fwd)', order: 'desc' } });
    expect(rows.map((row) => [row.Ticker, row.corpName, row['ROE (Fwd)']])).toEqual([
      ['AAPL', 'Apple', 181.76],
      ['NVDA', 'NVIDIA', 79.43],
    ]);
    expect((await store.currentRelease())?.asOf).toBe('2025-10-10');
  });

  it('is read from a path, a file: address and through a link, and again when it changes', async () => {
    const file = join(folder, 'week.json');
    writeFileSync(file, JSON.stringify(FORMS['{columns}']));
    symlinkSync(file, join(folder, 'link.json'));
    for (const url of [file, pathToFileURL(file), pathToFileURL(file).href, join(folder, 'link.json')]) {
      const store = await openJsonStore(url);
      expect((await store.companies()).fields.rowCount).toBe(2);
      await store.close();
    }
    const store = await openJsonStore(file);
    onTestFinished(() => store.close());
    expect(await store.refresh()).toBe(false);
    writeFileSync(file, JSON.stringify({ metadata: says, companies: ROWS.slice(1) }));
    utimesSync(file, 2_000_000_000, 2_000_000_000);
    expect(await store.refresh()).toBe(true);
    expect((await store.companies()).fields.rowCount).toBe(1);
  });

  it('that is not there, or is a folder, is told', async () => {
    const error = async (path: string) =>
      (await openJsonStore(join(folder, path)).catch((reason: unknown) => reason)) as StoreError;
    expect(await error('none.json')).toMatchObject({ code: 'CANNOT_OPEN', retryable: false });
    expect((await error('')).message).toContain('current.json');
  });
});

describe('units', () => {
  it('of the existing pages, fractions, become percent by what the file declares', async () => {
    // As the pages have them: the newest consensus under a whole number, which objects list first.
    const company = {
      Ticker: 'NVDA',
      corpName: 'NVIDIA',
      exchange: 'NASDAQ',
      industry: '반도체',
      'FY 0': 45658,
      현재가: 187.62,
      전주대비: 0.0131,
      'ROE (Fwd)': 0.7944,
      'OPM (Fwd)': 0.6561,
      'PER (Nov-25)': 46.45,
      '% PER (Avg)': -0.1556,
      'Price (10)': 4817.9,
      'Return (Y)': 0.3834,
      'DY (FY+1)': 0.0002132,
      W: 0.0296,
      '45940': 5.93,
      '45933.0': 5.92,
      '45910.0': 5.75,
      searchIndex: 'nvda nvidia',
    };
    const store = await open({
      metadata: { source: 'A_Company', as_of: '2025-10-10', units: { percentages: 'fraction' } },
      companies: [company],
    });
    const found = (await store.get('NVDA'))!;
    expect(found.fields).toEqual({
      Ticker: 'NVDA',
      corpName: 'NVIDIA',
      exchange: 'NASDAQ',
      industry: '반도체',
      'ROE (Fwd)': 79.44,
      'Operating Margin (Fwd)': 65.61,
      'PER (Oct-25)': 46.45,
      'Dividend Yield (Fwd)': 0.02132,
      'EPS (Fwd)': 5.93,
    });
    expect(found.native).toEqual({
      'Fiscal Year End (FY 0)': '2025-01-01',
      Price: 187.62,
      'Price Change (1W)': 1.31,
      'PER vs Average': -15.56,
      'Expected Price (10Y)': 4817.9,
      // What the pages call Return (Y) is expected over ten years, and no return of the past.
      'Expected Return (10Y)': 38.34,
      'EPS Change (1W)': 2.96,
      'EPS Consensus (1W ago)': 5.92,
      'EPS Consensus (1M ago)': 5.75,
      searchIndex: 'nvda nvidia',
    });
    expect(found.month).toBe('Nov-25');
  });

  it('are taken from nobody but the file or the caller', async () => {
    const error = await failure(ROWS, { asOf: '2025-10-10' });
    expect(error.code).toBe('INVALID_DATASET');
    expect(error.message).toContain('unit');
    const store = await open(ROWS, { asOf: '2025-10-10', percentages: 'basis_points' });
    expect((await store.get('AAPL'))?.fields['ROE (Fwd)']).toBe(1.8176);
    // Where there are no percentages, nobody has to say.
    await open([{ Ticker: 'NVDA', 'PER (Oct-25)': 46 }], { asOf: '2025-10-10' });
  });

  it('of single fields are declared one by one in files of this package', async () => {
    const store = await open({
      metadata: { as_of: '2025-10-10', native_fields: [], units: [['ROE (Fwd)', 'fraction']] },
      columns: { Ticker: ['A'], 'ROE (Fwd)': [0.5], 'ROA (Fwd)': [7] },
    });
    expect((await store.get('A'))?.fields).toEqual({ Ticker: 'A', 'ROE (Fwd)': 50, 'ROA (Fwd)': 7 });
  });
});

describe('the week of a file', () => {
  it('is what it says, else the newest date of its headers, else what the caller says', async () => {
    const dated = [{ Ticker: 'A', '45940': 1, '45933.0': 2, '45910.0': 3 }];
    expect((await (await open(dated)).currentRelease())?.asOf).toBe('2025-10-10');
    const said = { metadata: { as_of: '2025-10-09' }, data: dated };
    expect((await (await open(said)).currentRelease())?.asOf).toBe('2025-10-09');
    const error = await failure([{ Ticker: 'A' }]);
    expect(error).toMatchObject({ code: 'INVALID_DATASET' });
    expect(error.message).toContain('which week');
    expect((await failure([{ Ticker: 'A' }], { asOf: '2025-13-40' })).code).toBe('INVALID_DATASET');
  });
});

describe('rows that are no companies', () => {
  it('are left out and listed, never dropped in silence, and never stop the rest', async () => {
    const store = await open({
      metadata: says,
      companies: [
        null,
        { Ticker: 'A', corpName: 'first' },
        { corpName: 'nameless' },
        ['x'],
        { Ticker: 'A', corpName: 'second' },
        { Ticker: 1398, corpName: 'a number' },
        { Ticker: 'B' },
      ],
    });
    expect((await store.query()).rows.map(({ Ticker, corpName }) => [Ticker, corpName])).toEqual([
      ['A', 'first'],
      ['B', null],
    ]);
    expect(await store.leftOut()).toEqual([
      { row: 1, ticker: null, reason: 'not_a_row' },
      { row: 3, ticker: null, reason: 'no_ticker' },
      { row: 4, ticker: null, reason: 'not_a_row' },
      { row: 5, ticker: 'A', reason: 'ticker_twice' },
      { row: 6, ticker: null, reason: 'no_ticker' },
    ]);
    expect((await store.search('nameless')).length).toBe(0);
    expect((await store.search('first'))[0]?.ticker).toBe('A');
  });

  it('keep what is no cell as the reason why the value is missing', async () => {
    const store = await open({
      metadata: says,
      companies: [{ Ticker: 'A', returns: { '1W': 0.1 }, 'ROE (Fwd)': ['12'], note: 'x' }],
    });
    const { fields, native } = await store.companies();
    expect(native.byName.get('returns')?.causes?.get(0)).toEqual({ kind: 'unparsed', text: '{"1W":0.1}' });
    expect(fields.byName.get('ROE (Fwd)')?.causes?.get(0)?.text).toBe('["12"]');
    expect((await store.get('A'))?.native.note).toBe('x');
  });
});

describe('hostile files', () => {
  it('reach no prototype', async () => {
    const text = `{"metadata":${JSON.stringify(says)},"companies":[
      {"Ticker":"A","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},
      {"Ticker":"__proto__","toString":"x"}]}`;
    const store = await open(text);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await store.query({ filter: { toString: 'x' } })).rows.map((row) => row.Ticker)).toEqual([
      '__proto__',
    ]);
    for (const form of ['columns', 'fields'] as const) {
      const dense =
        form === 'columns'
          ? '"columns":{"Ticker":["A"],"__proto__":[1]}'
          : '"fields":["Ticker","__proto__"],"rows":[["A",1]]';
      const file = await open(`{"metadata":${JSON.stringify(says)},${dense}}`);
      expect(Object.getOwnPropertyDescriptor((await file.get('A'))?.native, '__proto__')?.value).toBe(1);
    }
  });

  it('with a field of its own in every row are refused before they fill the memory', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ Ticker: `T${at}`, [`f${at}`]: 1 }));
    expect((await failure({ metadata: says, companies: rows })).code).toBe('TOO_LARGE');
  });

  it.each([
    ['no object', '7', 'NOT_A_STORE'],
    ['null', 'null', 'NOT_A_STORE'],
    ['nothing', '', 'NOT_A_STORE'],
    ['an object without companies', '{"metadata":{},"data":{"main":{}}}', 'NOT_A_STORE'],
    ['columns of two lengths', '{"columns":{"Ticker":["A","B"],"x":[1]}}', 'CORRUPT'],
    ['a column that is none', '{"columns":{"Ticker":["A"],"x":5}}', 'CORRUPT'],
    ['a field twice', '{"fields":["Ticker","Ticker"],"rows":[["A","B"]]}', 'CORRUPT'],
    ['a row too long', '{"fields":["Ticker"],"rows":[["A",2]]}', 'CORRUPT'],
    [
      'a definition that is none',
      '{"metadata":{"as_of":"2025-10-10","native_fields":[{}]},"companies":[]}',
      'CORRUPT',
    ],
    [
      'a mark that is none',
      '{"metadata":{"as_of":"2025-10-10","native_fields":[]},"companies":[{"Ticker":"A","quality":[1]}]}',
      'CORRUPT',
    ],
    [
      'a native field with a canonical name',
      '{"metadata":{"as_of":"2025-10-10","native_fields":[]},"companies":[{"Ticker":"A","native":{"Ticker":"B"}}]}',
      'CORRUPT',
    ],
  ])('that are %s are refused with their address', async (_, text, code) => {
    const error = await failure(text);
    expect(error.code).toBe(code);
    expect(error.place.file).toContain('week.json');
  });

  it('nested a hundred thousand deep are read', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const store = await open(`{"metadata":${JSON.stringify(says)},"companies":[{"Ticker":"A","x":${deep}}]}`);
    expect((await store.get('A'))?.native.x).toBeNull();
  });
});
