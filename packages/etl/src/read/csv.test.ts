import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { rowsOf, utf8 } from '../testing/book';
import { readWorkbook } from './read';

const read = async (text: string, name = 'M_Company.csv') => readWorkbook(utf8(text), { name });
const rows = async (text: string) => rowsOf((await read(text)).tables[0]!);

describe('a CSV file', () => {
  test('is one sheet, called by the file', async () => {
    const workbook = await readWorkbook(utf8('a,b\n1,2\n'), { name: 'data/T_EPS C.csv' });
    expect(workbook).toMatchObject({
      format: 'csv',
      name: 'data/T_EPS C.csv',
      encoding: 'utf-8',
      delimiter: ',',
      sheets: [{ name: 'T_EPS C', visibility: 'visible' }],
    });
    expect((await readWorkbook(utf8('a,b\n'))).sheets[0]!.name).toBe('Sheet1');
  });

  test('gives every cell as the text it is', async () => {
    const cells = [
      '0700',
      '1398.0',
      '1E5',
      '3e-05',
      '-0.155',
      '5%',
      '2025-10-03',
      'TRUE',
      'NaN',
      '₩ 89,000',
      '   ',
    ];
    const [[...read]] = (await rows(Papa.unparse([cells]))) as [string[]];
    expect(read).toEqual(cells);
  });

  test('gives blank cells as missing, and drops blank rows at the end only', async () => {
    expect(await rows('a,,c\n\n,"",\nx,y,z\n\n,,\n')).toEqual([
      ['a', null, 'c'],
      [null, null, null],
      [null, null, null],
      ['x', 'y', 'z'],
    ]);
  });

  test('may have rows of any length, and line breaks in quoted fields', async () => {
    expect(await rows('a,"FY+1 /\n FY 0 ",c\r\n1\r\n1,2,3,4\r\n')).toEqual([
      ['a', 'FY+1 /\n FY 0 ', 'c', null],
      ['1', null, null, null],
      ['1', '2', '3', '4'],
    ]);
  });

  test('may mix line endings', async () => {
    expect(await rows('a,"b"\r\nc,"d\r\n"\ne,f\r\n"g",h')).toEqual([
      ['a', 'b'],
      ['c', 'd\r\n'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
    expect(await rows('a,b\rc,d')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test.each([',', ';', '\t'])('may be separated by %j', async (delimiter) => {
    const data = [
      ['Ticker', 'Corp', 'Price'],
      ['0087.HK', `Swire${delimiter}B`, 'HK$ 673.50'],
      ['BRK.A', 'a "quoted" name', '734180.0'],
    ];
    const workbook = await read(Papa.unparse(data, { delimiter }));
    expect(workbook.delimiter).toBe(delimiter);
    expect(rowsOf(workbook.tables[0]!)).toEqual(data);
  });

  test('comes back from a writer whatever its texts', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '7', ',', ';', '"', '\n', '\r', ' ', '한', '=', '\t'),
    });
    const grid = fc.array(
      fc.array(
        cell.map((text) => `x${text}x`),
        { minLength: 3, maxLength: 3 },
      ),
      { minLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(grid, fc.constantFrom('\n', '\r\n'), async (data, newline) => {
        expect(await rows(Papa.unparse(data, { newline, quotes: true }))).toEqual(data);
      }),
      { numRuns: 60 },
    );
  });

  test('with a quote that is never closed is DAMAGED, and says where', async () => {
    await expect(read('a,b\n1,"2\n3,4\n')).rejects.toMatchObject({
      code: 'DAMAGED',
      place: { file: 'M_Company.csv', sheet: 'M_Company', row: 2 },
    });
  });

  test('with a lone quote in a quoted field is read, and says so', async () => {
    const { notes, tables } = await read('a,b\n"x" y",2\n');
    expect(rowsOf(tables[0]!)[1]).toEqual(['x" y', '2']);
    expect(notes).toMatchObject([
      { code: 'STRAY_QUOTE', count: 1, places: [{ sheet: 'M_Company', row: 2 }] },
    ]);
  });

  test('with too many cells is TOO_LARGE', async () => {
    const bytes = utf8('a,b,c\n'.repeat(10));
    await expect(readWorkbook(bytes, { limits: { cells: 20 } })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });
});
