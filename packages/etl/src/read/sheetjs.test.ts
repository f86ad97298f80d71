import { type CellObject, SSF } from '@e965/xlsx';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bookBytes, rowsOf, type TestRows } from '../testing/book';
import { readWorkbook } from './read';

const FORMATS = ['xlsb', 'xlsx', 'xls', 'ods'] as const;
/** Short of the very largest and smallest, which the writer used here gets wrong in XLSB and XLS. */
const doubles = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => value === 0 || (Math.abs(value) > 1e-290 && Math.abs(value) < 1e290));

const error = (code: number): CellObject => ({ t: 'e', v: code });

describe.each(FORMATS)('a %s workbook', (format) => {
  test('gives values as stored, and is told by its content', async () => {
    const rows: TestRows = [
      ['Ticker', 'Corp', 'ROE (Fwd)', 'ok'],
      ['0700.HK', ' Johnson & Johnson ', 0.7943000000000001, true],
      ['1398', 'McDonald`s', -365.38, false],
      ['상사,자본재', '=1+1', 3e-5, null],
    ];
    const workbook = await readWorkbook(bookBytes({ 'Up & Down': rows }, format), { name: 'wrong.csv' });
    expect(workbook.format).toBe(format);
    expect(workbook.date1904).toBe(false);
    expect(workbook.tables).toHaveLength(1);
    const [table] = workbook.tables;
    expect(table).toMatchObject({ name: 'Up & Down', visibility: 'visible', firstRow: 1, rowCount: 4 });
    expect(rowsOf(table!)).toEqual(rows);
    expect(table!.columns.map(({ name, type }) => [name, type])).toEqual([
      ['A', 'string'],
      ['B', 'string'],
      ['C', 'mixed'],
      ['D', 'mixed'],
    ]);
  });

  test('keeps numbers bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doubles, { minLength: 1, maxLength: 50 }), async (numbers) => {
        const bytes = bookBytes({ S: numbers.map((value) => [value]) }, format);
        const [table] = (await readWorkbook(bytes)).tables;
        // A text format writes -0 as 0.
        expect(rowsOf(table!).map(([value]) => Number(value) + 0)).toEqual(numbers.map((value) => value + 0));
      }),
      { numRuns: 15 },
    );
  });

  test('keeps texts untouched', async () => {
    const character = fc.constantFrom('a', ' ', '한', '&', '<', '"', '₩', '\t', '\u3000', '😀', "'");
    // OpenDocument folds blanks at the ends and in a row unless its writer marks them, which SheetJS's does not.
    const text = fc.string({ unit: character, minLength: 1, maxLength: 12 });
    const usable = format === 'ods' ? text.map((value) => `x${value.replace(/\s/g, '')}x`) : text;
    await fc.assert(
      fc.asyncProperty(fc.array(usable, { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = bookBytes({ S: texts.map((value) => [value]) }, format);
        const [table] = (await readWorkbook(bytes)).tables;
        expect(rowsOf(table!).map(([value]) => value)).toEqual(texts);
      }),
      { numRuns: 15 },
    );
  });

  test('names the sheets there are, with their visibility, and reads those asked for', async () => {
    const bytes = bookBytes({ Main: [['a']], Aside: [['b']], Secret: [['c']] }, format, (book) => {
      book.Workbook = { Sheets: [{}, { Hidden: 1 }, { Hidden: 2 }] };
    });
    const { sheets, tables } = await readWorkbook(bytes, { sheets: ['Secret', 'Main'] });
    expect(sheets.map(({ name }) => name)).toEqual(['Main', 'Aside', 'Secret']);
    if (format !== 'ods') {
      expect(sheets.map(({ visibility }) => visibility)).toEqual(['visible', 'hidden', 'very_hidden']);
    }
    expect(tables.map(({ name, columns }) => [name, columns[0]?.type])).toEqual([
      ['Main', 'string'],
      ['Secret', 'string'],
    ]);
  });

  test('takes sheets called __proto__ and constructor, and empty ones, for what they are', async () => {
    const bytes = bookBytes(
      [
        ['__proto__', [['a']]],
        ['constructor', [['b']]],
        ['toString', []],
      ],
      format,
      (book) => {
        // book_append_sheet assigns, which for this name sets the prototype instead.
        const sheet = Object.getPrototypeOf(book.Sheets);
        Object.defineProperty(book.Sheets, '__proto__', { value: sheet, enumerable: true });
      },
    );
    const { tables } = await readWorkbook(bytes);
    expect(tables.map((table) => [table.name, rowsOf(table)])).toEqual([
      ['__proto__', [['a']]],
      ['constructor', [['b']]],
      ['toString', []],
    ]);
  });

  test('starts at the first used row and leaves unused columns out', async () => {
    const rows: TestRows = [[], [null, null, 'x'], [], [null, null, null, null, 7], []];
    const [table] = (await readWorkbook(bookBytes({ S: rows }, format))).tables;
    expect(table).toMatchObject({ firstRow: 2, rowCount: 3 });
    expect(table!.columns.map(({ name }) => name)).toEqual(['C', 'E']);
    expect(rowsOf(table!)).toEqual([
      ['x', null],
      [null, null],
      [null, 7],
    ]);
  });
});

describe.each(['xlsb', 'xlsx', 'xls'] as const)('a %s workbook', (format) => {
  test('keeps error cells as missing values with their cause', async () => {
    const rows: TestRows = [[0.5], [error(0x2a)], [error(0x0f)], [error(0x07)], [error(0x17)]];
    const [table] = (await readWorkbook(bookBytes({ S: rows }, format))).tables;
    const column = table!.columns[0]!;
    expect(column.type).toBe('number');
    expect([...column.validity]).toEqual([1, 0, 0, 0, 0]);
    expect(column.causes).toEqual(
      new Map([
        [1, { kind: 'error', text: '#N/A', error: '#N/A' }],
        [2, { kind: 'error', text: '#VALUE!', error: '#VALUE!' }],
        [3, { kind: 'error', text: '#DIV/0!', error: '#DIV/0!' }],
        [4, { kind: 'error', text: '#REF!', error: '#REF!' }],
      ]),
    );
  });

  test('keeps number formats, dates as numbers, and the results of formulas', async () => {
    const percent = (value: number): CellObject => ({ t: 'n', v: value, z: '0.0%' });
    const rows: TestRows = [
      [percent(0.7943), { t: 'n', v: 45933, z: 'yyyy\\-mm\\-dd' }],
      [percent(1.8176), { t: 'n', v: 3, f: 'SUM(1,2)' }],
      [
        { t: 'n', v: 15.5, z: '0.00' },
        { t: 's', v: 'up', f: 'IF(TRUE,"up","down")' },
      ],
      [percent(0.12), { t: 'b', v: true, f: '1=1' }],
    ];
    const [table] = (await readWorkbook(bookBytes({ S: rows }, format))).tables;
    const [percents, mixed] = table!.columns;
    expect(percents!.formats).toEqual({ common: '0.0%', exceptions: new Map([[2, '0.00']]) });
    expect(SSF.is_date(mixed!.formats!.exceptions.get(0)!)).toBe(true);
    expect(rowsOf(table!).map((row) => row[1])).toEqual([45933, 3, 'up', true]);
  });

  test('tells that dates count from 1904', async () => {
    const bytes = bookBytes({ S: [[1]] }, format, (book) => {
      book.Workbook = { WBProps: { date1904: true } };
    });
    expect((await readWorkbook(bytes)).date1904).toBe(true);
  });
});

describe('an ODS workbook', () => {
  const ods = (cells: string, manifest = '<manifest:file-entry manifest:full-path="/"/>') =>
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
      'META-INF/manifest.xml': strToU8(`<manifest:manifest>${manifest}</manifest:manifest>`),
      'styles.xml': strToU8('<office:document-styles/>'),
      'content.xml': strToU8(
        `<office:document-content><office:body><office:spreadsheet><table:table table:name="S">
        ${cells}</table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    });
  const row = (cell: string, attributes = '') => `<table:table-row ${attributes}>${cell}</table:table-row>`;
  const one =
    '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>';

  test('keeps error cells as missing values with their cause', async () => {
    const bytes = ods(
      row(one) +
        row(
          '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
        ),
    );
    const [table] = (await readWorkbook(bytes)).tables;
    expect(table!.columns[0]!.causes).toEqual(new Map([[1, { kind: 'error', text: '#N/A', error: '#N/A' }]]));
  });

  test('unrolls repeated cells, but not into a billion', async () => {
    const repeat = 'table:number-rows-repeated="1048576"';
    const [table] = (await readWorkbook(ods(row(one, 'table:number-rows-repeated="3"') + row('', repeat))))
      .tables;
    expect(table!.rowCount).toBe(3);
    const wide = one.replace('cell ', 'cell table:number-columns-repeated="1024" ');
    await expect(readWorkbook(ods(row(wide, repeat)))).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  test('with a password is ENCRYPTED', async () => {
    const manifest = '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>';
    await expect(readWorkbook(ods(row(one), manifest))).rejects.toMatchObject({ code: 'ENCRYPTED' });
  });
});
