import { Brt, recordBytes, type SheetCell, type SheetContent, xlsbParts } from '@stock-analyzer/fixtures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultXlsbLimits } from '../limits';
import { SharedStrings } from '../shared/shared-strings';
import { anyWorkbook } from '../testing/arbitrary';
import { sheetOf, unknownRecord, writtenCells } from '../testing/written';
import { type ParserOptions, SheetParser } from './parser';
import { RowSink } from './row-sink';

const part = 'xl/worksheets/sheet1.bin';
const limits = defaultXlsbLimits;

/** The parts of a workbook with this one sheet. */
function written(sheet: SheetContent): { bytes: Uint8Array; strings: SharedStrings } {
  const parts = xlsbParts({ sheets: [sheet] });
  const strings = new SharedStrings(parts.get('xl/sharedStrings.bin')!, 'xl/sharedStrings.bin', limits);
  return { bytes: parts.get(part)!, strings };
}

function parse(bytes: Uint8Array, pieceSize: number, options: Partial<ParserOptions> = {}) {
  const { strings = new SharedStrings(new Uint8Array(), '', limits) } = options;
  const sink = new RowSink({
    sheet: 'S',
    strings,
    styles: undefined,
    date1904: false,
    dates: false,
    limits: options.limits ?? limits,
  });
  const parser = new SheetParser(sink, {
    part,
    strings,
    limits,
    skipEmptyTexts: false,
    stopAfterBlankRows: Number.POSITIVE_INFINITY,
    ...options,
  });
  // Every piece lies in the same buffer, as those that are inflated do.
  const reused = new Uint8Array(Math.min(pieceSize, bytes.length));
  for (let at = 0; at < bytes.length; at += pieceSize) {
    const piece = bytes.subarray(at, at + pieceSize);
    reused.set(piece);
    parser.push(reused.subarray(0, piece.length));
    reused.fill(0xff);
  }
  parser.end();
  const { declaredRange, blankRows, stoppedBefore } = parser;
  return { rows: sink.take(), declaredRange, blankRows, stoppedBefore };
}

const everything = sheetOf(
  'S',
  [
    ['NVDA', 0.7943, true, { error: '#N/A' }, 1.5, Math.PI, 42, { value: 'x'.repeat(300), record: 'inline' }],
    [],
    [null, null, null, { value: null, short: true }, { value: 'short', short: true }],
    [
      { value: 'rich', record: 'rich' },
      { value: 'rich and shared', record: 'shared_rich' },
      { value: 7, short: true },
      { value: 0.1, short: true },
      { value: false, short: true },
      { value: { error: '#REF!' }, short: true },
      { value: 'own', record: 'inline', short: true },
    ],
    [
      { value: 1.25, record: 'formula' },
      { value: 'formula', record: 'formula', before: unknownRecord(427, 30) },
      { value: true, record: 'formula' },
      { value: { error: '#DIV/0!' }, record: 'formula', before: unknownRecord(16_383, 70_000) },
    ],
  ],
  { before: unknownRecord(3000, 200), after: unknownRecord(176, 16) },
);
const { bytes, strings } = written(everything);

describe('a sheet in pieces', () => {
  it('is the same whatever their size', () => {
    const whole = parse(bytes, bytes.length, { strings });
    expect(whole.rows.map(({ row, cells }) => [row, cells.length])).toEqual([
      [1, 8],
      [3, 5],
      [4, 7],
      [5, 4],
    ]);
    expect(whole.blankRows).toBe(1);
    for (let size = 1; size < 400; size++) expect(parse(bytes, size, { strings })).toEqual(whole);
  });

  it('is the same for any sheet and any size', () => {
    fc.assert(
      fc.property(anyWorkbook, fc.integer({ min: 1, max: 300 }), ({ sheets: [sheet] }, size) => {
        const { bytes, strings } = written(sheet!);
        const found = parse(bytes, size, { strings });
        expect(found).toEqual(parse(bytes, bytes.length, { strings }));
        const count = found.rows.flatMap((row) => row.cells.filter((cell) => cell !== null)).length;
        expect(count).toBe(writtenCells(sheet!).size);
      }),
      { numRuns: 40 },
    );
  });

  it('that ends before its data does is DAMAGED, wherever it ends', () => {
    const { bytes, strings } = written(
      sheetOf('S', [[1, 'a', { value: 'b', before: unknownRecord(500, 40) }], [true]]),
    );
    const begin = placeOf(Brt.BeginSheetData, bytes);
    const end = placeOf(Brt.EndSheetData, bytes);
    for (let length = begin + 3; length < end + 3; length++) {
      expect(() => parse(bytes.subarray(0, length), 7, { strings })).toThrow(
        expect.objectContaining({ code: 'DAMAGED' }),
      );
    }
    expect(parse(bytes.subarray(0, end + 3), 7, { strings }).rows.length).toBe(2);
  });
});

/** Where a record without content stands. */
function placeOf(type: number, sheet: Uint8Array): number {
  return Buffer.from(sheet).indexOf(recordBytes((writer) => writer.record(type)));
}

describe('records', () => {
  it('that are unknown or no value are passed over, wherever they stand', () => {
    const plain: SheetCell[] = [{ value: 'a' }, { value: 1 }, { value: 2, short: true }];
    const noise = [
      unknownRecord(Brt.CellMeta, 4),
      unknownRecord(Brt.ValueMeta, 4),
      unknownRecord(Brt.ACBegin, 10),
      unknownRecord(Brt.ACEnd, 0),
      unknownRecord(Brt.FRTBegin, 4),
      unknownRecord(9999, 30_000),
      unknownRecord(Brt.FRTEnd, 0),
      unknownRecord(16_383, 1),
    ];
    const before = new Uint8Array(Buffer.concat(noise));
    const rows = [plain, plain].map((cells, index) => ({
      index,
      cells: cells.map((cell) => ({ ...cell, before })),
      before,
    }));
    const { bytes, strings } = written({ ...sheetOf('S', []), rows, before, after: before });
    for (const size of [1, 7, 4096, bytes.length]) {
      expect(parse(bytes, size, { strings }).rows).toEqual([
        { row: 1, cells: ['a', 1, 2] },
        { row: 2, cells: ['a', 1, 2] },
      ]);
    }
  });

  it('hold errors of any number, and texts that are null', () => {
    const odd = recordBytes((writer) => {
      for (const [column, byte] of [43, 44, 255].entries()) {
        writer.record(Brt.CellError, 9).u32(column).u32(0).u8(byte);
      }
      writer.record(Brt.CellSt, 12).u32(3).u32(0).u32(0xffffffff);
    });
    const { bytes, strings } = written(
      sheetOf('S', [[undefined, undefined, undefined, undefined, { value: 1, before: odd }]]),
    );
    expect(parse(bytes, bytes.length, { strings }).rows[0]!.cells).toEqual([
      { error: '#GETTING_DATA' },
      { error: '#UNKNOWN!' },
      { error: '#UNKNOWN!' },
      '',
      1,
    ]);
    expect(parse(bytes, bytes.length, { strings, skipEmptyTexts: true }).rows[0]!.cells[3]).toBeNull();
  });

  it('hold numbers bit for bit, those that are none included', () => {
    const odd = recordBytes((writer) => {
      for (const [column, value] of [Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324].entries()) {
        writer.record(Brt.CellReal, 16).u32(column).u32(0).f64(value);
      }
    });
    const { bytes } = written(
      sheetOf('S', [[undefined, undefined, undefined, undefined, { value: 1, before: odd }]]),
    );
    expect(parse(bytes, 5).rows[0]!.cells).toEqual([Number.NaN, Number.POSITIVE_INFINITY, -0, 5e-324, 1]);
  });

  it('behind the data are not looked at', () => {
    const after = recordBytes((writer) => writer.record(Brt.RowHdr, 4).u32(0));
    const { bytes } = written(sheetOf('S', [[1], [2]], { after }));
    expect(parse(bytes, 16).rows.length).toBe(2);
  });
});

describe('a sheet that contradicts itself', () => {
  const head = (writer: Parameters<Parameters<typeof recordBytes>[0]>[0]) =>
    writer.record(Brt.BeginSheetData);
  const row = (index: number) => recordBytes((writer) => writer.record(Brt.RowHdr, 4).u32(index));
  const cell = (column: number, type: number = Brt.CellReal, size = 16) =>
    recordBytes((writer) => {
      writer.record(type, size);
      if (size >= 8) writer.u32(column).u32(0);
      writer.zeros(Math.max(0, size >= 8 ? size - 8 : size));
    });
  const sheet = (...records: Uint8Array[]) => {
    const start = recordBytes(head);
    const end = recordBytes((writer) => writer.record(Brt.EndSheetData));
    return new Uint8Array(Buffer.concat([start, ...records, end]));
  };

  it.each([
    ['rows out of order', sheet(row(5), row(5))],
    ['a row outside', sheet(row(1_048_576))],
    ['a row cut short', sheet(recordBytes((writer) => writer.record(Brt.RowHdr, 2).u16(0)))],
    ['cells out of order', sheet(row(0), cell(3), cell(3))],
    ['a cell outside', sheet(row(0), cell(16_384))],
    ['a short cell outside', sheet(row(0), cell(16_383), cell(0, 16, 12))],
    ['a cell before the first row', sheet(cell(0))],
    ['a number cut short', sheet(row(0), cell(0, Brt.CellReal, 15))],
    ['a cell cut short', sheet(row(0), cell(0, Brt.CellBool, 7))],
    ['a short cell cut short', sheet(row(0), cell(0, 13, 3))],
    ['a boolean cut short', sheet(row(0), cell(0, Brt.FmlaBool, 8))],
    ['an error cut short', sheet(row(0), cell(0, Brt.CellError, 8))],
    ['an RK cut short', sheet(row(0), cell(0, Brt.CellRk, 11))],
    ['a shared text that is not there', sheet(row(0), cell(0, Brt.CellIsst, 12))],
    ['a text cut short', sheet(row(0), cell(0, Brt.CellSt, 11))],
    ['a rich text cut short', sheet(row(0), cell(0, Brt.CellRString, 12))],
  ])('by %s is DAMAGED', (_, bytes) => {
    for (const size of [1, bytes.length]) {
      expect(() => parse(bytes, size)).toThrow(
        expect.objectContaining({ code: 'DAMAGED', place: expect.objectContaining({ part }) }),
      );
    }
  });

  it('says where: the row, the column and the byte', () => {
    const bytes = sheet(row(6), cell(2), cell(2));
    const place = { part, row: 7, column: 'C', offset: 29 };
    for (const size of [1, 9, bytes.length]) {
      expect(() => parse(bytes, size)).toThrow(expect.objectContaining({ place }));
    }
  });

  it('by a record of a size beyond the limit is TOO_LARGE before it is held', () => {
    const huge = Uint8Array.of(Brt.CellSt, 0xff, 0xff, 0xff, 0x7f, 0, 0);
    for (const size of [1, 3, 100]) {
      expect(() => parse(sheet(row(0), huge), size)).toThrow(
        expect.objectContaining({
          code: 'TOO_LARGE',
          message: expect.stringContaining('limits.recordBytes'),
        }),
      );
    }
  });

  it('by a text beyond the limit is TOO_LARGE', () => {
    const { bytes } = written(sheetOf('S', [[{ value: 'x'.repeat(200), record: 'inline' }]]));
    expect(() => parse(bytes, 50, { limits: { ...limits, textLength: 199 } })).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE', place: expect.objectContaining({ row: 1, column: 'A' }) }),
    );
  });
});

describe('blank rows', () => {
  const gap = (blank: number): SheetContent => ({
    ...sheetOf('S', []),
    rows: [
      { index: 0, cells: [{ value: 1 }] },
      ...Array.from({ length: blank }, (_, at) => ({ index: at + 1, cells: [{ value: null }] })),
      { index: blank + 1, cells: [{ value: 2 }] },
    ],
  });

  it('are counted', () => expect(parse(written(gap(7)).bytes, 11).blankRows).toBe(7));

  it('end the reading where so many stand one behind the other', () => {
    const { bytes } = written(gap(5));
    expect(parse(bytes, 13, { stopAfterBlankRows: 6 })).toMatchObject({
      blankRows: 5,
      stoppedBefore: undefined,
    });
    for (const count of [1, 4, 5]) {
      const { rows, blankRows, stoppedBefore } = parse(bytes, 13, { stopAfterBlankRows: count });
      expect(rows.map((each) => each.row)).toEqual([1]);
      expect({ blankRows, stoppedBefore }).toEqual({ blankRows: count, stoppedBefore: count + 1 });
    }
  });

  it('that are not in the file count all the same', () => {
    const rows = [0, 100].map((index) => ({ index, cells: [{ value: index }] }));
    const { bytes } = written({ ...sheetOf('S', []), rows });
    expect(parse(bytes, 13, { stopAfterBlankRows: 100 })).toMatchObject({
      blankRows: 0,
      stoppedBefore: undefined,
    });
    expect(parse(bytes, 13, { stopAfterBlankRows: 99 }).stoppedBefore).toBe(100);
  });
});
