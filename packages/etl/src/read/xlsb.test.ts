import { type SheetContent, xlsbBytes } from '@stock-analyzer/fixtures';
import { XlsbError } from '@stock-analyzer/xlsb';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { EtlError } from '../errors';
import { bookBytes, rowsOf } from '../testing/book';
import { readWorkbook } from './read';

const blank = Array.from({ length: 34 }, () => ({ value: null, format: '0.0%' }));

function sheet(
  name: string,
  values: readonly (readonly (string | number | null)[])[],
  blankRows = 0,
): SheetContent {
  const rows = [
    ...values.map((row) => row.map((value) => ({ value, format: '0.0%' }))),
    ...Array.from({ length: blankRows }, () => blank),
  ];
  return {
    name,
    declared: { rows: 1_048_576, columns: 34 },
    rows: rows.map((cells, index) => ({ index, cells })),
  };
}

const error = (bytes: Uint8Array, options = {}) =>
  readWorkbook(bytes, options).catch((thrown: unknown) => thrown) as Promise<EtlError>;

describe('an XLSB sheet', () => {
  test('with a tail of blank formatted rows is read as the rows it holds, and declares its size', async () => {
    const head = [
      ['Ticker', 'ROE'],
      ['NVDA', 0.7943],
      ['AFMD', null],
    ];
    const [table] = (await readWorkbook(xlsbBytes({ sheets: [sheet('S', head, 5000)] }))).tables;
    expect(table).toMatchObject({ rowCount: 3, blankRows: 5000, declaredRange: 'A1:AH1048576' });
    expect(rowsOf(table!)).toEqual(head);
  });

  test('keeps every number bit for bit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        async (values) => {
          const rows = values.map((value) => [value]);
          const [table] = (await readWorkbook(xlsbBytes({ sheets: [sheet('S', rows)] }))).tables;
          expect(rowsOf(table!)).toEqual(rows);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('has texts of no characters as blanks', async () => {
    const bytes = xlsbBytes({
      sheets: [
        sheet('S', [
          ['a', ''],
          ['', ''],
        ]),
      ],
    });
    const [table] = (await readWorkbook(bytes)).tables;
    expect(table).toMatchObject({ rowCount: 1, blankRows: 1 });
    expect(table!.columns.map(({ name }) => name)).toEqual(['A']);
  });
});

describe('the sheets of an XLSB workbook', () => {
  const bytes = xlsbBytes({ sheets: [sheet('A', [['a']]), sheet('B', [['b']], 500)] });

  test('have a size, and a range once they are read', async () => {
    const { sheets } = await readWorkbook(bytes, { sheets: ['B'] });
    expect(sheets).toEqual([
      { name: 'A', visibility: 'visible', size: expect.any(Number) },
      { name: 'B', visibility: 'visible', size: expect.any(Number), declaredRange: 'A1:AH1048576' },
    ]);
    expect(sheets[1]!.size).toBeGreaterThan(10 * sheets[0]!.size!);
  });

  test('all tell their range if that is asked for, but for one that is damaged', async () => {
    const ask = { sheets: [], declaredRanges: true };
    const { sheets, tables, notes } = await readWorkbook(bytes, ask);
    expect(sheets.map(({ declaredRange }) => declaredRange)).toEqual(['A1:AH1048576', 'A1:AH1048576']);
    expect([tables, notes]).toEqual([[], []]);

    const parts = unzipSync(bytes);
    delete parts['xl/worksheets/sheet1.bin'];
    const damaged = await readWorkbook(zipSync(parts), ask);
    expect(damaged.sheets.map(({ declaredRange }) => declaredRange)).toEqual([undefined, 'A1:AH1048576']);
    expect(damaged.notes).toEqual([
      {
        code: 'UNREADABLE_SHEET',
        message: "The sheet's part is missing",
        count: 1,
        places: [{ sheet: 'A' }],
      },
    ]);
  });
});

describe('an error of the XLSB reader', () => {
  const broken = (change: (part: Uint8Array) => Uint8Array) => {
    const parts = unzipSync(bookBytes({ S: [[1, 'a']] }, 'xlsb'));
    parts['xl/worksheets/sheet1.bin'] = change(parts['xl/worksheets/sheet1.bin']!).slice();
    return zipSync(parts);
  };

  test('keeps its code, its place and itself as the cause; the part and the byte stand in the message', async () => {
    const thrown = await error(
      broken((part) => part.subarray(0, part.length - 40)),
      { name: 'week.xlsb' },
    );
    expect(thrown).toBeInstanceOf(EtlError);
    expect(thrown).toMatchObject({ code: 'DAMAGED', place: { file: 'week.xlsb', sheet: 'S' } });
    expect(thrown.problem).toMatch(/ \(xl\/worksheets\/sheet1\.bin, byte \d+\)$/);
    expect(thrown.cause).toBeInstanceOf(XlsbError);
  });

  test('names the limits that this package has', async () => {
    const bytes = bookBytes({ S: [['a', 'b'], ['c']] }, 'xlsb');
    const limited = async (limits: object) => (await error(bytes, { limits })).advice;
    expect(await limited({ cells: 3 })).toBe('If you trust the file, raise limits.cells.');
    expect(await limited({ partBytes: 100 })).toBe('If you trust the file, raise limits.partBytes.');
    const bomb = zipSync({
      ...unzipSync(bytes),
      'xl/worksheets/sheet1.bin': new Uint8Array(20 * 2 ** 20),
    });
    expect(await error(bomb)).toMatchObject({
      code: 'TOO_LARGE',
      advice: 'If you trust the file, raise limits.ratio.',
    });
    const record = broken(() => Uint8Array.of(0x06, 0x80, 0x80, 0x80, 0x01, 0, 0, 0));
    expect((await error(record)).advice).toBe('No spreadsheet program writes such a file.');
  });

  test('that the file is another workbook is NOT_A_WORKBOOK', async () => {
    const parts = unzipSync(bookBytes({ S: [[1]] }, 'xlsb'));
    parts['xl/workbook.bin'] = strToU8('<workbook/>');
    expect(await error(zipSync(parts))).toMatchObject({ code: 'NOT_A_WORKBOOK' });
  });

  test('that a part is encrypted, or packed by an unknown method, is told', async () => {
    const bytes = bookBytes({ S: [[1]] }, 'xlsb');
    const changed = (at: number, value: number) => {
      const copy = bytes.slice();
      const view = new DataView(copy.buffer);
      view.setUint16(view.getUint32(copy.length - 6, true) + at, value, true);
      return copy;
    };
    expect((await error(changed(8, 1))).code).toBe('ENCRYPTED');
    expect((await error(changed(10, 12))).code).toBe('DAMAGED');
  });
});
