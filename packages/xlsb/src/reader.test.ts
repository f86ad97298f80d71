import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SheetContent, workbookBytes, xlsbBytes, xlsbParts, zipBytes } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import * as web from './index';
import {
  getFormat,
  openXlsb,
  type ReadOptions,
  type ReadProgress,
  type SheetRow,
  transferables,
  valueAt,
  XlsbError,
  type XlsbSheet,
} from './node';
import { anyWorkbook } from './testing/arbitrary';
import { cellsOfRows, cellsOfTable, valuesOf } from './testing/oracle';
import { sheetOf } from './testing/written';

const folder = mkdtempSync(join(tmpdir(), 'xlsb-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
const openSheets = async (...sheets: SheetContent[]) => (await openXlsb(xlsbBytes({ sheets }))).sheets;
const openSheet = async (sheet: SheetContent) => (await openSheets(sheet))[0]!;

async function gather(batches: AsyncIterable<SheetRow[]>): Promise<SheetRow[][]> {
  const gathered: SheetRow[][] = [];
  for await (const batch of batches) gathered.push(batch);
  return gathered;
}

/** A sheet that inflates to some MB, so that it comes in many pieces. */
const long = sheetOf('Long', [], {
  rows: Array.from({ length: 40_000 }, (_, index) => ({
    index,
    cells: [{ value: index + 0.123456789 }, { value: `row ${index}`, record: 'inline' as const }],
  })),
});
const longBytes = xlsbBytes({ sheets: [long, { ...long, name: 'Again' }] });

describe('rows, batches and table', () => {
  it('agree with each other, on every platform', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorkbook, fc.integer({ min: 1, max: 20 }), async (content, batchRows) => {
        const bytes = xlsbBytes(content);
        const [workbook, inBrowser] = await Promise.all([openXlsb(bytes), web.openXlsb(bytes)]);
        for (const sheet of workbook.sheets) {
          const rows = await sheet.rows();
          const batches = await gather(sheet.batches({ batchRows }));
          expect(batches.flat()).toEqual(rows);
          batches.forEach((batch, index) => {
            if (index < batches.length - 1) expect(batch.length).toBe(batchRows);
            else expect(batch.length).toBeGreaterThan(0);
          });
          const table = await sheet.table();
          expect(valuesOf(cellsOfTable(table))).toEqual(cellsOfRows(rows));
          expect(table.rowCount).toBe(rows.length && rows.at(-1)!.row - rows[0]!.row + 1);
          expect(table.firstRow).toBe(rows[0]?.row ?? 1);
          expect(await inBrowser.sheets[sheet.index]!.table()).toEqual(table);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of a long sheet come in batches of a thousand', async () => {
    const [sheet] = (await openXlsb(longBytes)).sheets as [XlsbSheet];
    const batches = await gather(sheet.batches());
    expect(batches.map((batch) => batch.length)).toEqual(new Array(40).fill(1000));
    expect(batches.flat().map(({ row }) => row)).toEqual(
      Array.from({ length: 40_000 }, (_, index) => index + 1),
    );
    const table = await sheet.table();
    expect([valueAt(table.columns[0]!, 39_999), valueAt(table.columns[1]!, 39_999)]).toEqual([
      39_999.123456789,
      'row 39999',
    ]);
  });

  it('can be left after the first batch', async () => {
    const [sheet] = (await openXlsb(longBytes)).sheets as [XlsbSheet];
    for await (const batch of sheet.batches({ batchRows: 3 })) {
      expect(batch.map(({ row }) => row)).toEqual([1, 2, 3]);
      break;
    }
    expect((await sheet.rows()).length).toBe(40_000);
  });

  it('of sheets that are read at the same time do not get mixed up', async () => {
    const { sheets } = await openXlsb(workbookBytes('small').bytes);
    const alone: unknown[] = [];
    for (const sheet of sheets) alone.push(await sheet.table());
    expect(await Promise.all(sheets.map((sheet) => sheet.table()))).toEqual(alone);
  });
});

describe('a column', () => {
  it('has the narrowest type that holds its values', async () => {
    const sheet = await openSheet(
      sheetOf('S', [
        [1, 'a', true, 1, { error: '#N/A' }, null, 'x'],
        [undefined, 'a', false, 'b', { error: '#REF!' }, null, { error: '#NUM!' }],
        [{ error: '#VALUE!' }, 'b', undefined, true, undefined, null, ''],
      ]),
    );
    const { columns } = await sheet.table();
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['A', 'number'],
      ['B', 'string'],
      ['C', 'boolean'],
      ['D', 'mixed'],
      ['E', 'mixed'],
      ['G', 'string'],
    ]);
    const [a, b, c, d, e, g] = columns as [
      web.NumberColumn,
      web.StringColumn,
      web.BooleanColumn,
      ...web.Column[],
    ];
    expect([...a.values]).toEqual([1, Number.NaN, Number.NaN]);
    expect([...a.validity]).toEqual([1, 0, 0]);
    expect([...(a.causes ?? [])]).toEqual([[2, { kind: 'error', text: '#VALUE!', error: '#VALUE!' }]]);
    expect([b.dictionary, [...b.codes]]).toEqual([
      ['a', 'b'],
      [0, 0, 1],
    ]);
    expect([...c.values]).toEqual([1, 0, 0]);
    const valuesIn = (column: web.Column | undefined) => [0, 1, 2].map((row) => valueAt(column!, row));
    expect(valuesIn(c)).toEqual([true, false, null]);
    expect(valuesIn(d)).toEqual([1, 'b', true]);
    expect(valuesIn(e)).toEqual([{ error: '#N/A' }, { error: '#REF!' }, null]);
    expect(valuesIn(g)).toEqual(['x', { error: '#NUM!' }, '']);
  });

  it('has one format and its exceptions', async () => {
    const sheet = await openSheet(
      sheetOf('S', [
        ['ROE (Fwd)', 'text'],
        [{ value: 0.1, format: '0.0%' }, 'text'],
        [{ value: 0.2, format: '0.0%' }, undefined],
        [
          { value: 15.5, format: '0.00' },
          { value: null, format: '0.0%' },
        ],
        [{ value: { error: '#N/A' }, format: '0.0%' }, 'text'],
      ]),
    );
    const [a, b] = (await sheet.table()).columns as [web.Column, web.Column];
    expect([getFormat(a), getFormat(b)]).toEqual(['0.0%', 'General']);
    expect([0, 1, 2, 3, 4].map((row) => getFormat(a, row))).toEqual([
      'General',
      '0.0%',
      '0.0%',
      '0.00',
      '0.0%',
    ]);
    expect(a.formats!.exceptions.size).toBe(2);
  });

  it('has no format where the workbook has no styles', async () => {
    const parts = xlsbParts({ sheets: [sheetOf('S', [[1]])] });
    parts.delete('xl/styles.bin');
    const [sheet] = (await openXlsb(zipBytes(parts))).sheets as [XlsbSheet];
    const { columns } = await sheet.table();
    expect(getFormat(columns[0]!)).toBeNull();
    expect(getFormat(columns[0]!, 0)).toBeNull();
    expect((await sheet.rows({ dates: true }))[0]!.cells).toEqual([1]);
  });

  it('can be given to another thread without a copy', async () => {
    const sheet = await openSheet(
      sheetOf('S', [
        [1, 'a', true, null, { error: '#N/A' }],
        [2, 'b', 'mixed'],
      ]),
    );
    const table = await sheet.table();
    const copy = structuredClone(table);
    const moved = structuredClone(table, { transfer: transferables(table) });
    expect(moved).toEqual(copy);
    expect(table.columns.map(({ validity }) => validity.length)).toEqual(table.columns.map(() => 0));
    // What is read next lies in memory of its own.
    expect(await sheet.table()).toEqual(copy);
  });
});

describe('the options of reading', () => {
  it('emptyTexts: blank takes texts of no characters for blank, of any kind', async () => {
    const empty = (['shared', 'inline', 'rich', 'shared_rich', 'formula'] as const).map((record) => ({
      value: '',
      record,
    }));
    const sheet = await openSheet(sheetOf('S', [empty, ['a', { value: '', short: true }, 1]]));
    expect((await sheet.rows()).map(({ cells }) => cells)).toEqual([
      ['', '', '', '', ''],
      ['a', '', 1],
    ]);
    expect((await sheet.rows({ emptyTexts: 'blank' })).map(({ row, cells }) => [row, cells])).toEqual([
      [2, ['a', null, 1]],
    ]);
    expect(await sheet.table({ emptyTexts: 'blank' })).toMatchObject({
      firstRow: 2,
      rowCount: 1,
      blankRows: 1,
    });
    expect(await sheet.table()).toMatchObject({ firstRow: 1, rowCount: 2, blankRows: 0 });
  });

  it('stopAfterBlankRows ends the reading, and says so', async () => {
    const blank = Array.from({ length: 10 }, () => [null]);
    const sheet = await openSheet(sheetOf('S', [[1], ...blank, [2]]));
    expect(await sheet.table()).toMatchObject({ rowCount: 12, blankRows: 10 });
    expect('stoppedBefore' in (await sheet.table())).toBe(false);
    expect(await sheet.table({ stopAfterBlankRows: 3 })).toMatchObject({
      rowCount: 1,
      blankRows: 3,
      stoppedBefore: 5,
    });
    expect((await sheet.rows({ stopAfterBlankRows: 3 })).length).toBe(1);
    expect((await sheet.rows({ stopAfterBlankRows: 11 })).length).toBe(2);
  });

  it('stopAfterBlankRows inflates no more than it needs', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => ({
      index,
      cells: new Array(10).fill({ value: index === 5 ? 1 : null }),
    }));
    const sheet = await openSheet(sheetOf('S', [], { rows }));
    let read = 0;
    const onProgress = ({ bytes }: ReadProgress) => {
      read = bytes;
    };
    await sheet.rows({ stopAfterBlankRows: 100, onProgress });
    expect(read).toBeLessThan(sheet.size / 4);
  });

  it('dates makes Dates of numbers that are shown as such', async () => {
    const cells = [
      { value: 45_940.5, format: 'yyyy-mm-dd' },
      { value: 45_940.5, format: '0.0%' },
      { value: -1, format: 'yyyy-mm-dd' },
      { value: 'text', format: 'yyyy-mm-dd' },
    ];
    const of1900 = await openXlsb(xlsbBytes({ sheets: [sheetOf('S', [cells])] }));
    expect((await of1900.sheet('S').rows({ dates: true }))[0]!.cells).toEqual([
      new Date('2025-10-10T12:00:00Z'),
      45_940.5,
      -1,
      'text',
    ]);
    expect((await of1900.sheet('S').rows())[0]!.cells).toEqual([45_940.5, 45_940.5, -1, 'text']);
    const of1904 = await openXlsb(xlsbBytes({ sheets: [sheetOf('S', [cells])], date1904: true }));
    expect(of1904.date1904).toBe(true);
    const [batch] = await gather(of1904.sheet('S').batches({ dates: true }));
    expect(batch![0]!.cells[0]).toEqual(new Date('2029-10-11T12:00:00Z'));
  });

  it('onProgress tells how far it is', async () => {
    const workbook = await openXlsb(longBytes);
    const told: ReadProgress[] = [];
    await workbook.sheet('Again').table({ onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(3);
    expect(told.at(-1)).toEqual({
      sheet: 'Again',
      bytes: workbook.sheet('Again').size,
      totalBytes: workbook.sheet('Again').size,
    });
    expect(told.map(({ bytes }) => bytes)).toEqual([...told.map(({ bytes }) => bytes)].sort((a, b) => a - b));
  });

  it('signal ends it before, between pieces and between sheets', async () => {
    const aborted = { code: 'ABORTED', retryable: true };
    expect(await errorOf(openXlsb(longBytes, { signal: AbortSignal.abort('enough') }))).toMatchObject({
      ...aborted,
      cause: 'enough',
    });
    const { sheets } = await openXlsb(longBytes);
    const [sheet, again] = sheets as [XlsbSheet, XlsbSheet];
    const ways = [
      (options: ReadOptions) => sheet.table(options),
      (options: ReadOptions) => sheet.rows(options),
      (options: ReadOptions) => gather(sheet.batches(options)),
    ];
    for (const read of ways) {
      expect(await errorOf(read({ signal: AbortSignal.abort() }))).toMatchObject(aborted);
      const controller = new AbortController();
      let pieces = 0;
      const onProgress = () => {
        if (++pieces === 2) controller.abort();
      };
      expect(await errorOf(read({ signal: controller.signal, onProgress }))).toMatchObject({
        ...aborted,
        place: { sheet: 'Long' },
      });
      expect(pieces).toBe(2);
    }
    const controller = new AbortController();
    await sheet.table({ signal: controller.signal });
    controller.abort();
    expect(await errorOf(again.table({ signal: controller.signal }))).toMatchObject({
      ...aborted,
      place: { sheet: 'Again' },
    });
    expect((await again.table()).rowCount).toBe(40_000);
  });

  it('a signal that a timer aborts is heard while small sheets are read one after another', async () => {
    const { sheets } = await openXlsb(workbookBytes('small').bytes);
    const { signal } =
      AbortSignal.timeout === undefined ? new AbortController() : { signal: AbortSignal.timeout(100) };
    const endless = async () => {
      for (;;) for (const sheet of sheets) await sheet.table({ signal });
    };
    expect(await errorOf(endless())).toMatchObject({ code: 'ABORTED' });
  });
});

describe('a workbook', () => {
  it('lists its sheets without reading any', async () => {
    const parts = xlsbParts({
      sheets: [
        sheetOf('A', [[1]]),
        sheetOf('B', [], { visibility: 'hidden' }),
        sheetOf('C', [], { kind: 'chartsheet' }),
      ],
    });
    for (const name of parts.keys()) if (name.includes('sheet')) parts.set(name, Uint8Array.of(0xff));
    const { sheets } = await openXlsb(zipBytes(parts));
    expect(
      sheets.map(({ index, name, visibility, kind, size }) => [index, name, visibility, kind, size]),
    ).toEqual([
      [0, 'A', 'visible', 'worksheet', 1],
      [1, 'B', 'hidden', 'worksheet', 1],
      [2, 'C', 'visible', 'chartsheet', 1],
    ]);
    expect(await errorOf(sheets[0]!.table())).toMatchObject({ code: 'DAMAGED', place: { sheet: 'A' } });
  });

  it('gives sheets by name, pattern and test', async () => {
    const workbook = await openXlsb(workbookBytes('small').bytes);
    expect(workbook.sheet('M_Company').name).toBe('M_Company');
    expect(workbook.select(/^T_EPS/).length).toBeGreaterThan(0);
    expect(workbook.select((sheet) => sheet.visibility === 'visible').length).toBeGreaterThan(10);
    expect(() => workbook.sheet('M Company')).toThrow(
      expect.objectContaining({ code: 'SHEET_NOT_FOUND', advice: 'Did you mean "M_Company"?' }),
    );
    expect(() => workbook.select(['M_Company', 'none'])).toThrow(XlsbError);
  });

  it('tells the declared range without reading the sheet', async () => {
    const declared = [
      [1_048_576, 34, 'A1:AH1048576'],
      [1, 1, 'A1'],
      [3, 16_384, 'A1:XFD3'],
      [1_048_577, 1, undefined],
      [1, 16_385, undefined],
    ] as const;
    const sheets = await openSheets(
      ...declared.map(([rows, columns], index) =>
        sheetOf(`S${index}`, [[1]], { declared: { rows, columns } }),
      ),
      sheetOf('Chart', [], { kind: 'chartsheet' }),
    );
    expect(await Promise.all(sheets.map((sheet) => sheet.declaredRange()))).toEqual([
      ...declared.map(([, , range]) => range),
      undefined,
    ]);
    const ranges: unknown[] = [];
    for (const sheet of sheets) ranges.push((await sheet.table()).declaredRange);
    expect(ranges).toEqual([...declared.map(([, , range]) => range), undefined]);
  });

  it('that was opened by a path can be closed, by hand or by its scope', async () => {
    const path = join(folder, 'week.xlsb');
    writeFileSync(path, longBytes);
    const workbook = await openXlsb(pathToFileURL(path));
    expect(workbook.name).toBe('week.xlsb');
    expect((await workbook.sheet('Long').rows()).length).toBe(40_000);
    await workbook.close();
    const closed = { code: 'UNREADABLE', problem: 'The workbook has been closed', place: { sheet: 'Long' } };
    expect(await errorOf(workbook.sheet('Long').rows())).toMatchObject(closed);
    let left: XlsbSheet | undefined;
    {
      await using scoped = await openXlsb(path);
      left = scoped.sheet('Long');
    }
    expect(await errorOf(left.table())).toMatchObject(closed);
  });

  it('whose file becomes shorter while it is read is TRUNCATED, or was read at once', async () => {
    const path = join(folder, 'short.xlsb');
    const rowsOf = (count: number) =>
      Array.from({ length: count }, (_, row) => [`${row}`.padEnd(32_000, 'x')]);
    for (const [rows, code] of [
      [50, 'TRUNCATED'],
      [2, undefined],
    ] as const) {
      const sheets = [sheetOf('S', rowsOf(rows))];
      writeFileSync(path, xlsbBytes({ sheets }, { packing: { method: 'store' } }));
      await using workbook = await openXlsb(path);
      truncateSync(path, 200);
      const error = await errorOf(workbook.sheet('S').table());
      if (code === undefined) expect(error).toBeUndefined();
      else expect(error).toMatchObject({ code, retryable: true });
    }
  });

  it('cannot be opened by what is no file', async () => {
    const unreadable = async (input: unknown) => errorOf(openXlsb(input as string));
    expect(await unreadable(join(folder, 'none.xlsb'))).toMatchObject({
      code: 'UNREADABLE',
      problem: expect.stringContaining('There is no file'),
    });
    expect(await unreadable(folder)).toMatchObject({ code: 'UNREADABLE', problem: `${folder} is a folder` });
    for (const input of [undefined, null, 42, {}, [1, 2]])
      expect(await unreadable(input)).toMatchObject({ code: 'UNREADABLE' });
    expect(await errorOf(web.openXlsb('week.xlsb'))).toMatchObject({
      code: 'UNREADABLE',
      problem: 'Paths can only be read in Node',
    });
  });

  it('is read from any kind of bytes', async () => {
    const bytes = xlsbBytes({ sheets: [sheetOf('S', [['NVDA']])] });
    const within = new Uint8Array(bytes.length + 20);
    within.set(bytes, 13);
    const inputs = [
      bytes,
      bytes.buffer,
      Buffer.from(bytes),
      within.subarray(13, 13 + bytes.length),
      new Blob([bytes as BlobPart]),
    ];
    for (const input of inputs) {
      expect(await (await openXlsb(input as Uint8Array)).sheet('S').rows()).toEqual([
        { row: 1, cells: ['NVDA'] },
      ]);
    }
  });
});

describe('the limits', () => {
  const limited = async (limits: Partial<web.XlsbLimits>, sheet: SheetContent) =>
    (await openXlsb(xlsbBytes({ sheets: [sheet] }), { limits })).sheets[0]!;

  it('bound the cells of a table and of rows', async () => {
    const far = sheetOf('S', [], {
      rows: [0, 999].map((index) => ({ index, cells: [...new Array(99), { value: 1 }] })),
    });
    const error = {
      code: 'TOO_LARGE',
      message: expect.stringContaining('limits.cells'),
      place: { sheet: 'S' },
    };
    const sheet = await limited({ cells: 150 }, far);
    expect(await errorOf(sheet.table())).toMatchObject(error);
    expect(await errorOf(sheet.rows())).toMatchObject(error);
    expect((await (await limited({ cells: 1000 }, far)).table()).rowCount).toBe(1000);
    const inBatches = await limited({ cells: 30_000 }, long);
    expect(await errorOf(inBatches.rows())).toMatchObject({ code: 'TOO_LARGE' });
    expect((await gather(inBatches.batches({ batchRows: 10 }))).length).toBe(4000);
  });

  it('bound the length of a text, wherever it stands', async () => {
    for (const record of ['shared', 'inline', 'rich', 'formula'] as const) {
      const sheet = await limited({ textLength: 30 }, sheetOf('S', [[{ value: 'x'.repeat(31), record }]]));
      expect(await errorOf(sheet.rows())).toMatchObject({
        code: 'TOO_LARGE',
        message: expect.stringContaining('limits.textLength'),
      });
    }
  });

  it('bound what is held and what is inflated', async () => {
    const held = await limited({ heldBytes: 5000 }, sheetOf('S', [['x'.repeat(3000)]]));
    expect(await errorOf(held.rows())).toMatchObject({
      message: expect.stringContaining('limits.heldBytes'),
    });
    const sheet = await limited({ sheetBytes: 1000 }, long);
    expect(await errorOf(sheet.rows())).toMatchObject({
      message: expect.stringContaining('limits.sheetBytes'),
    });
    expect(await errorOf(sheet.declaredRange())).toMatchObject({ code: 'TOO_LARGE' });
  });
});
