import {
  type CellValue,
  columnLetters,
  columnOf,
  type SheetTable,
  tableToRows,
} from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globalScouter, type SourceProfile } from '../profile';
import { transformWorkbook } from './index';

type Cells = readonly (readonly CellValue[])[];

function sheet(name: string, rows: Cells, firstRow = 1): SheetTable {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) =>
    columnOf(
      columnLetters(at),
      rows.map((row) => row[at]),
    ),
  );
  return { name, visibility: 'visible', firstRow, rowCount: rows.length, columns };
}

const HEAD: readonly CellValue[] = [
  'Ticker',
  'Corp',
  'Exchange',
  'WI26',
  'Price',
  '(USD mn)',
  'ROE (Fwd)',
  45933,
];
const NVDA: readonly CellValue[] = [
  'NVDA',
  'NVIDIA',
  'NASDAQ',
  '반도체',
  '187.62',
  4559166,
  0.7943000000000001,
  5.92,
];

const run = (
  tables: readonly SheetTable[],
  file: string | null = null,
  profile: SourceProfile = globalScouter,
) => transformWorkbook(tables, profile, { file });
const company = (rows: Cells, head: readonly CellValue[] = HEAD) =>
  run([sheet('M_Company', [head, ...rows])]);
const first = (result: ReturnType<typeof run>) => ({
  ...tableToRows(result.dataset.fields)[0],
  ...tableToRows(result.dataset.native)[0],
});

describe('values', () => {
  it('come in percent, look decimal, and 0 is no blank', () => {
    expect(first(company([NVDA]))['ROE (Fwd)']).toBe(79.43);
    expect(first(company([NVDA.with(5, 0)]))['(USD mn)']).toBe(0);
    expect(first(company([NVDA.with(5, null)]))['(USD mn)']).toBeNull();
    expect(first(company([NVDA.with(6, '12.5%')]))['ROE (Fwd)']).toBe(12.5);
  });
  it.each([
    ['HK$ 673.50', 'Hongkong', 673.5, 'HKD'],
    ['₩ 89,000', 'KOSPI', 89000, 'KRW'],
    ['JP¥ 2,839.50', 'Tokyo', 2839.5, 'JPY'],
    ['CN¥ 1,443.99', 'Shanghai', 1443.99, 'CNY'],
    [187.62, 'Nasdaq', 187.62, 'USD'],
    ['¥ 5', 'Tokyo', 5, 'JPY'],
    ['5', 'Moon', 5, null],
  ])('price %s at %s', (price, exchange, amount, currency) => {
    expect(first(company([NVDA.with(4, price).with(2, exchange)]))).toMatchObject({
      Price: amount,
      Currency: currency,
    });
  });
  it('keep the source spelling of an exchange', () => {
    expect(first(company([NVDA.with(2, 'Nasdaq')]))).toMatchObject({
      exchange: 'NASDAQ',
      'Exchange (Source)': 'Nasdaq',
    });
  });
  it.each(['Johnson & Johnson', 'McDonald`s', 'S&W Seed', '=1+1', ' Two  spaces ', 'NaN Holdings', '\ud83d'])(
    'leave the name "%s" alone',
    (name) => expect(first(company([NVDA.with(1, name)])).corpName).toBe(name),
  );
  it('that cannot be read are missing, with a cause and an issue', () => {
    const result = company([NVDA.with(6, 'about 12'), ['AMD', 'AMD', 'NASDAQ', null, '1', 2, '0x2a', 1]]);
    const column = result.dataset.fields.byName.get('ROE (Fwd)')!;
    expect([...column.causes!]).toEqual([
      [0, { kind: 'unparsed', text: 'about 12' }],
      [1, { kind: 'token', text: '0x2a', error: '#N/A' }],
    ]);
    const issues = result.issues.filter(({ code }) => code === 'source_error');
    expect(issues).toMatchObject([
      { row: 0, ticker: 'NVDA', severity: 'warning', value: 'about 12', cell: 'M_Company!G2' },
      { row: 1, ticker: 'AMD', severity: 'info', value: '0x2a', cell: 'M_Company!G3' },
    ]);
  });
});

describe('rows', () => {
  it('are all accounted for', () => {
    const result = run([
      sheet('M_Company', [
        [null, '※ 25/10/03 기준 데이터'],
        ['기업정보', null, null, null, null, 'Market Cap'],
        HEAD,
        NVDA,
        ['기업정보', 'x', null, null, null, null, null, null],
        HEAD,
        [null, ' ', null, null, null, null, null, null],
        [null, 'No ticker', 'NYSE', null, null, 5, null, null],
        ['#N/A', 'Broken ticker', 'NYSE', null, null, 5, null, null],
        ['AMD', ' ', 'NASDAQ', null, null, 5, null, null],
        ['AMZN', 0, 'NASDAQ', null, null, 5, null, null],
        ['NVDA', 'NVIDIA again', 'NASDAQ', null, null, 5, null, null],
        [null, null, 0, 0, 0, null, 0, 0],
      ]),
    ]);
    expect(result.accounting).toEqual([
      {
        sheet: 'M_Company',
        rows_read: 13,
        rows_published: 1,
        rows_merged: 0,
        rows_quarantined: 5,
        rows_structural: 7,
        reasons: {
          metadata: 1,
          group_title: 2,
          header: 2,
          blank: 1,
          junk: 1,
          missing_ticker: 2,
          missing_name: 2,
          duplicate_ticker: 1,
        },
      },
    ]);
    expect(result.quarantine[0]).toEqual({
      sheet: 'M_Company',
      row: 8,
      reason: 'missing_ticker',
      ticker: null,
      cells: [
        ['corpName', 'No ticker'],
        ['exchange', 'NYSE'],
        ['(USD mn)', 5],
      ],
    });
    expect(result.quarantine.map(({ row }) => row)).toEqual([8, 9, 10, 11, 12]);
  });
  it('of two sheets are one company', () => {
    const result = run([
      sheet(
        'M_Company',
        [HEAD, ['AMD', 'AMD', 'NASDAQ', null, null, 1, 0.1, 1], NVDA.with(5, 1).with(3, null)],
        3,
      ),
      sheet('A_Company', [
        ['Ticker', 'Corp', 'Exchange', 'WI26', 'PER (Nov-25)', '(USD mn)', 'ROE (Fwd)'],
        ['NVDA', 'NVIDIA', 'NASDAQ', null, 46.45, 4559166, 0.7943],
      ]),
    ]);
    expect(tableToRows(result.dataset.fields).map((row) => row.Ticker)).toEqual(['NVDA', 'AMD']);
    expect(first(result)).toMatchObject({
      'PER (Oct-25)': 46.45,
      '(USD mn)': 4559166,
      'ROE (Fwd)': 79.43,
      Price: 187.62,
    });
    expect(result.dataset.month).toBe('Nov-25');
    expect(result.issues.filter(({ code }) => code === 'source_conflict')).toMatchObject([
      {
        row: 0,
        ticker: 'NVDA',
        field: '(USD mn)',
        value: 4559166,
        expected: '1 as in M_Company!F5',
        cell: 'A_Company!F2',
      },
    ]);
    expect(result.accounting[0]).toMatchObject({ rows_published: 1, rows_merged: 1 });
  });
});

describe('the as-of date', () => {
  const noted = [[null, '※ 25/10/03 기준 데이터'], HEAD, NVDA];
  it('is told by notes, headers and the file name, which have to agree', () => {
    expect(run([sheet('M_Company', noted)], 'Global_Scouter_20251003.xlsb').asOf).toEqual({
      date: '2025-10-03',
      agrees: true,
      evidence: [
        { from: 'metadata', date: '2025-10-03', where: 'M_Company!B1' },
        { from: 'headers', date: '2025-10-03', where: 'M_Company!H2' },
        { from: 'file_name', date: '2025-10-03', where: 'Global_Scouter_20251003.xlsb' },
      ],
    });
    expect(run([sheet('M_Company', noted)], 'Global_Scouter_20251010.xlsb').asOf).toMatchObject({
      date: '2025-10-03',
      agrees: false,
    });
  });
  it('has to be told by something', () => {
    const tables = [sheet('M_Company', [HEAD.slice(0, -1), NVDA.slice(0, -1)])];
    expect(() => run(tables)).toThrow(expect.objectContaining({ code: 'AS_OF_UNKNOWN' }));
    expect(run(tables, 'week_20251003.csv').asOf.date).toBe('2025-10-03');
  });
  it('is taken from the caller only where nothing in the source says it', () => {
    const mute = [sheet('M_Company', [HEAD.slice(0, -1), NVDA.slice(0, -1)])];
    const asOf = '2025-09-26';
    expect(transformWorkbook(mute, globalScouter, { asOf }).asOf).toEqual({
      date: asOf,
      evidence: [{ from: 'given', date: asOf, where: 'asOf' }],
      agrees: true,
    });
    const dated = [sheet('M_Company', [HEAD, NVDA])];
    expect(transformWorkbook(dated, globalScouter, { asOf }).asOf).toMatchObject({
      date: '2025-10-03',
      agrees: true,
    });
  });
  it('counts from 1904 where the workbook does', () => {
    const tables = [sheet('M_Company', [HEAD.with(7, 45933 - 1462), NVDA])];
    expect(transformWorkbook(tables, globalScouter, { date1904: true }).asOf.date).toBe('2025-10-03');
  });
});

describe('what is not as the profile expects', () => {
  it.each([
    ['MISSING_SHEET', [sheet('Sheet1', [HEAD, NVDA])]],
    ['MISSING_SHEET', []],
    ['EMPTY_SHEET', [sheet('M_Company', [])]],
    ['EMPTY_SHEET', [sheet('M_Company', [HEAD])]],
    ['HEADER_NOT_FOUND', [sheet('M_Company', [NVDA, NVDA])]],
    [
      'HEADER_NOT_FOUND',
      [
        sheet('M_Company', [
          [...HEAD, 'Ticker'],
          [...NVDA, 'NVDA'],
        ]),
      ],
    ],
  ])('%s', (code, tables) => {
    expect(() => run(tables)).toThrow(expect.objectContaining({ code }));
  });
  it('two columns of one field: neither counts', () => {
    const result = company([[...NVDA, 0.5]], [...HEAD, 'ROE (Fwd)']);
    expect(result.dataset.fields.byName.has('ROE (Fwd)')).toBe(false);
    expect(result.issues.filter(({ code }) => code === 'ambiguous_column')).toMatchObject([
      { severity: 'error', field: 'ROE (Fwd)', cell: 'M_Company!G1' },
      { severity: 'error', field: 'ROE (Fwd)', cell: 'M_Company!I1' },
    ]);
    expect(result.issues).toContainEqual(
      expect.objectContaining({ code: 'missing_column', severity: 'error', field: 'ROE (Fwd)' }),
    );
  });
  it('headers of two months', () => {
    const result = run([
      sheet('M_Company', [HEAD, NVDA]),
      sheet('A_Company', [
        ['Ticker', 'Corp', 'Exchange', 'PER (Nov-25)', 'PBR (Oct-25)'],
        ['NVDA', 'NVIDIA', 'NASDAQ', 1, 2],
      ]),
    ]);
    expect(result.issues).toContainEqual(
      expect.objectContaining({ code: 'ambiguous_column', field: 'PBR (Oct-25)' }),
    );
  });
});

describe('other sheets', () => {
  const tableOf = (table: SheetTable) => run([sheet('M_Company', [HEAD, NVDA]), table]).sheets[1]!;
  it('of no profile are read under their headers, with the types that their values have', () => {
    const parsed = tableOf(
      sheet('Notes', [
        ['Name', 'Score', 45933, '__proto__'],
        ['a', 1, true, 'x'],
        ['b', '#N/A', null, ' '],
      ]),
    );
    expect(parsed).toMatchObject({ id: null, schema: null, role: 'free', headerRow: 1 });
    expect(parsed.table.columns.map(({ name, type }) => [name, type])).toEqual([
      ['Name', 'string'],
      ['Score', 'number'],
      ['2025-10-03', 'boolean'],
      ['__proto__', 'string'],
    ]);
    expect(parsed.table.byName.get('Score')!.causes?.get(1)).toEqual({
      kind: 'token',
      text: '#N/A',
      error: '#N/A',
    });
  });
  it('without headers are called by letters', () => {
    expect(
      tableOf(
        sheet(
          'Free',
          [
            [1, 2],
            ['a', 3],
          ],
          7,
        ),
      ),
    ).toMatchObject({ headerRow: null, rows: Int32Array.of(7, 8) });
    expect(
      tableOf(
        sheet('Free', [
          [1, 2],
          ['a', 3],
        ]),
      ).table.columns.map(({ name }) => name),
    ).toEqual(['A', 'B']);
  });
  it('may be empty', () => {
    expect(tableOf(sheet('T_Rank', [])).table.rowCount).toBe(0);
  });
  it('of one name but for case are not the same sheet twice', () => {
    const result = run([sheet('M_Company', [HEAD, NVDA]), sheet('m company', [HEAD, NVDA])]);
    expect(result.dataset.fields.rowCount).toBe(1);
    expect(result.sheets[1]!.id).toBeNull();
  });
});

it('fills the provenance', () => {
  const context = { file: 'a.xlsb', sha256: 'ff', bytes: 3, modifiedAt: '2025-10-04T00:00:00Z' };
  const { dataset } = transformWorkbook([sheet('M_Company', [HEAD, NVDA])], globalScouter, context);
  expect(dataset.provenance).toEqual({ ...context, profile: 'global-scouter' });
});

describe('whatever the sheet holds', () => {
  const cell = fc.oneof(
    fc.constantFrom<CellValue[]>(
      null,
      0,
      '',
      ' ',
      '#N/A',
      '0x2a',
      '__proto__',
      'constructor',
      'Ticker',
      'NVDA',
      true,
    ),
    fc.constantFrom<CellValue[]>(
      'HK$ 1',
      '1,5',
      '12%',
      '기업정보',
      '=1+1',
      '\ud83d',
      45933,
      60,
      1e308,
      -5e-324,
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  it('every row is accounted for, and a ticker stands in the dataset once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: HEAD.length + 2, maxLength: HEAD.length + 2 }), {
          maxLength: 12,
        }),
        fc.constantFrom('A_Company', 'T_Rank', 'T_Chk', 'E_Indicators', '__proto__'),
        (rows, other) => {
          const head = [...HEAD, ...(rows[0]?.slice(0, 2) ?? [])];
          const result = run([
            sheet('M_Company', [HEAD, NVDA, ...rows]),
            sheet(other, [['Ticker', 'Corp', 'Exchange'], ['AMD', 'AMD', 'NYSE'], head, ...rows]),
          ]);
          for (const each of result.accounting) {
            const kept = each.rows_published + each.rows_merged;
            expect(kept + each.rows_quarantined + each.rows_structural).toBe(each.rows_read);
          }
          const published = result.accounting.slice(0, other === 'A_Company' ? 2 : 1);
          expect(published.reduce((sum, each) => sum + each.rows_published, 0)).toBe(
            result.dataset.fields.rowCount,
          );
          const tickers = tableToRows(result.dataset.fields).map((row) => row.Ticker);
          expect(new Set(tickers).size).toBe(tickers.length);
          for (const each of result.sheets) expect(each.rows).toHaveLength(each.table.rowCount);
        },
      ),
      { numRuns: 300 },
    );
  });
});
