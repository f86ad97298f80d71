import { type CellObject, utils, write } from '@e965/xlsx';
import { workbookBytes, xlsbBytes } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getFormat, openXlsb, valueAt } from './node';
import { anyWorkbook } from './testing/arbitrary';
import { cellsOfRows, cellsOfTable, readBySheetJs, valuesOf } from './testing/oracle';
import { writtenCells } from './testing/written';

async function expectLikeSheetJs(bytes: Uint8Array): Promise<void> {
  const oracle = readBySheetJs(bytes);
  const workbook = await openXlsb(bytes);
  expect(workbook.date1904).toBe(oracle.date1904);
  expect(workbook.sheets.map(({ name, visibility }) => [name, visibility])).toEqual(
    oracle.sheets.map(({ name, visibility }) => [name, visibility]),
  );
  for (const sheet of workbook.sheets) {
    const { cells } = oracle.sheets[sheet.index]!;
    expect(cellsOfTable(await sheet.table())).toEqual(cells);
    expect(cellsOfRows(await sheet.rows())).toEqual(valuesOf(cells));
  }
}

describe('every cell is what SheetJS reads', () => {
  it('of workbooks of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkbook, async (content) => expectLikeSheetJs(xlsbBytes(content))),
      { numRuns: 50 },
    );
  });

  it('of the small preset', () => expectLikeSheetJs(workbookBytes('small').bytes));

  it('of workbooks that SheetJS writes', async () => {
    const cell = fc.oneof<fc.Arbitrary<CellObject | undefined>[]>(
      fc.constant(undefined),
      fc.record({ t: fc.constant('n' as const), v: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
      fc.record({
        t: fc.constant('n' as const),
        v: fc.integer(),
        z: fc.constantFrom('0.0%', 'yyyy-mm-dd', '#,##0', 'General'),
      }),
      fc.record({ t: fc.constant('s' as const), v: fc.string({ unit: 'grapheme' }) }),
      fc.record({ t: fc.constant('b' as const), v: fc.boolean() }),
      fc.record({ t: fc.constant('e' as const), v: fc.constantFrom(0, 7, 15, 23, 29, 36, 42, 43) }),
      fc.record({ t: fc.constant('n' as const), v: fc.integer(), f: fc.constant('A1+1') }),
    );
    const options = fc.record({ bookSST: fc.boolean(), compression: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 12 }),
        options,
        async (rows, option) => {
          const book = utils.book_new();
          const sheet = utils.aoa_to_sheet(rows.map((row) => row.map((each) => each ?? null)));
          utils.book_append_sheet(book, sheet, 'T_EPS C');
          const bytes = write(book, { type: 'array', bookType: 'xlsb', ...option });
          await expectLikeSheetJs(new Uint8Array(bytes as ArrayBuffer));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what is written is what is read', () => {
  it('of workbooks of any shape', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyWorkbook,
        fc.record({ zip64: fc.boolean(), descriptors: fc.boolean(), padding: fc.constantFrom(0, 3, 200) }),
        fc.constantFrom({ method: 'store' as const }, { method: 'deflate' as const, level: 9 }),
        async (content, zip, packing) => {
          const workbook = await openXlsb(xlsbBytes(content, { zip, packing }));
          expect(workbook.date1904).toBe(content.date1904);
          for (const sheet of workbook.sheets) {
            const cells = writtenCells(content.sheets[sheet.index]!);
            expect(cellsOfTable(await sheet.table())).toEqual(cells);
            expect(cellsOfRows(await sheet.rows())).toEqual(valuesOf(cells));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

it('every cell of the mid-size preset is what SheetJS reads', async () => {
  const { bytes } = workbookBytes('mid');
  const oracle = readBySheetJs(bytes);
  const workbook = await openXlsb(new Blob([bytes as BlobPart]));
  let count = 0;
  for (const sheet of workbook.sheets) {
    const { cells } = oracle.sheets[sheet.index]!;
    const table = await sheet.table();
    let found = 0;
    for (const column of table.columns) {
      for (let row = 0; row < table.rowCount; row++) {
        const value = valueAt(column, row);
        if (value === null) continue;
        found++;
        const address = `${column.name}${table.firstRow + row}`;
        const expected = cells.get(address);
        // A million calls of expect would take long.
        if (isSame(value, expected?.value) && getFormat(column, row) === expected?.format) continue;
        expect([sheet.name, address, value, getFormat(column, row)]).toEqual([sheet.name, address, expected]);
      }
    }
    expect(found).toBe(cells.size);
    count += found;
  }
  expect(count).toBeGreaterThan(500_000);
}, 30_000);

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  return (a as { error: string }).error === (b as { error: string }).error;
}
