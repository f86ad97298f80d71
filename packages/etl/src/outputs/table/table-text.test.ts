import type { CellObject } from '@e965/xlsx';
import { xlsbBytes } from '@stock-analyzer/fixtures';
import { type Column, csvText, type SheetTable } from '@stock-analyzer/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../read/read';
import { bookBytes, rowsOf, type TestRows } from '../../testing/book';
import { type TableForm, tableText } from './table-text';

const error: CellObject = { t: 'e', v: 0x2a };

async function tableOf(rows: TestRows): Promise<SheetTable> {
  return (await readWorkbook(bookBytes({ S: rows }, 'xlsb'))).tables[0]!;
}

const text = (table: SheetTable, form: TableForm) => [...tableText(table, form)].join('');

describe('a sheet as rows', () => {
  const rows: TestRows = [[], [null, '종목', '=1+1', 'a "b",\nc'], [], [null, 0.1, true, error]];

  test('has every cell where the sheet has it (CSV)', async () => {
    expect(text(await tableOf(rows), 'csv')).toBe(
      '\uFEFF,,,\r\n,종목,\'=1+1,"a ""b"",\nc"\r\n,,,\r\n,0.1,true,#N/A\r\n',
    );
  });

  test('has every cell where the sheet has it (JSON)', async () => {
    expect(JSON.parse(text(await tableOf(rows), 'json'))).toEqual([
      [null, null, null, null],
      [null, '종목', '=1+1', 'a "b",\nc'],
      [null, null, null, null],
      [null, 0.1, true, { error: '#N/A' }],
    ]);
  });

  test('is cut into pieces between rows, whatever their number', async () => {
    const column = (rowCount: number): SheetTable => {
      const values = Float64Array.from({ length: rowCount }, (_, row) => row);
      const validity = new Uint8Array(rowCount).fill(1);
      const columns: Column[] = [{ type: 'number', name: 'A', validity, values }];
      return { name: 'S', visibility: 'visible', firstRow: 1, rowCount, columns };
    };
    for (const count of [0, 1, 999, 1000, 1001, 2500]) {
      const expected = Array.from({ length: count }, (_, row) => [row]);
      expect(JSON.parse(text(column(count), 'json'))).toEqual(expected);
      expect(text(column(count), 'csv')).toBe(`\uFEFF${csvText(expected)}`);
    }
    expect([...tableText(column(2500), 'csv')]).toHaveLength(4);
  });

  test('is TOO_LARGE if blanks are nearly all of it, and then goes into columns', async () => {
    const [validity, values] = [Uint8Array.of(1), Float64Array.of(7)];
    const table: SheetTable = {
      name: 'S',
      visibility: 'visible',
      firstRow: 1_048_576,
      rowCount: 1,
      columns: [{ type: 'number', name: 'XFD', validity, values }],
    };
    for (const form of ['csv', 'json'] as const) {
      expect(() => text(table, form)).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
    }
    expect(JSON.parse(text(table, 'columns')).columns[0].values).toEqual([7]);
  });
});

describe('a sheet as columns', () => {
  test('is all of it', async () => {
    const percent: CellObject = { t: 'n', v: 0.7943, z: '0.0%' };
    const table = await tableOf([['ROE', 'a', true], [percent, 'b', false], [percent, 'a', null], [error]]);
    const [read, codes, booleans] = JSON.parse(text(table, 'columns')).columns;
    expect(read).toEqual({
      column: 'A',
      type: 'mixed',
      values: ['ROE', 0.7943, 0.7943, null],
      causes: { 3: { kind: 'error', text: '#N/A', error: '#N/A' } },
      formats: { common: 'General', exceptions: { 1: '0.0%', 2: '0.0%' } },
    });
    expect(codes).toMatchObject({ type: 'string', dictionary: ['a', 'b'], codes: [0, 1, 0, -1] });
    expect(booleans).toMatchObject({ type: 'boolean', values: [true, false, null, null] });
  });

  test('says what the sheet and its workbook say', async () => {
    const bytes = bookBytes({ S: [[], ['a']] }, 'xlsb');
    const [table] = (await readWorkbook(bytes)).tables;
    const { columns, ...head } = JSON.parse([...tableText(table!, 'columns', true)].join(''));
    expect(head).toEqual({
      sheet: 'S',
      visibility: 'visible',
      date_1904: true,
      declared_range: 'A1:A2',
      first_row: 2,
      row_count: 1,
      blank_rows: 0,
    });
    expect(columns).toHaveLength(1);
  });

  test('gives every number and text back', async () => {
    const cell = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary' }));
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 30 }), async (values) => {
        const rows = values.map((value, index) => ({ index, cells: [{ value }, { value: String(value) }] }));
        const declared = { rows: rows.length, columns: 2 };
        const [table] = (await readWorkbook(xlsbBytes({ sheets: [{ name: 'S', declared, rows }] }))).tables;
        const columns: ColumnJson[] = JSON.parse(text(table!, 'columns')).columns;
        const back = columns.map(
          ({ values, codes, dictionary }) => values ?? codes!.map((code) => dictionary![code] ?? null),
        );
        expect(rowsOf(table!).map((_, row) => back.map((column) => column[row]))).toEqual(rowsOf(table!));
      }),
    );
  });
});

interface ColumnJson {
  readonly values?: readonly unknown[];
  readonly codes?: readonly number[];
  readonly dictionary?: readonly string[];
}
