import { describe, expect, it } from 'vitest';
import { XlsbError } from '../errors';
import { defaultXlsbLimits } from '../limits';
import { SharedStrings } from '../shared/shared-strings';
import { record, u32, writeRecords } from '../testing/record-draft';
import { cell, cellValue, rowOf, sheetOf, shortCell } from '../testing/workbook-parts';
import type { CellSink } from './cell-sink';
import { SheetParser } from './parser';

/** The cells found in these pieces, as column and value. */
function cellsOf(pieces: readonly Uint8Array[], recordBytes = 1000): unknown[] {
  const seen: unknown[] = [];
  const add = (column: number, _style: number, value: unknown) => void seen.push([column, value]);
  const sink: CellSink = { row: () => {}, number: add, shared: add, text: add, boolean: add, error: add };
  const limits = { ...defaultXlsbLimits, recordBytes };
  const parser = new SheetParser(sink, {
    part: 'sheet1.bin',
    strings: new SharedStrings(new Uint8Array(), '', limits),
    limits,
    skipEmptyTexts: false,
    stopAfterBlankRows: Number.POSITIVE_INFINITY,
  });
  for (const piece of pieces) parser.push(piece);
  parser.end();
  return seen;
}

function errorOf(work: () => unknown): XlsbError {
  try {
    work();
  } catch (error) {
    if (error instanceof XlsbError) return error;
    throw error;
  }
  throw new Error('No error');
}

function cut(bytes: Uint8Array, at: number): Uint8Array[] {
  return [bytes.subarray(0, at), bytes.subarray(at)];
}

describe('a record whose head lies across two pieces', () => {
  const before = [record(129), record(145), rowOf(0)];
  const start = writeRecords(before).length;

  it('is refused as soon as its size is known, not when all of it has been gathered', () => {
    const huge = { ...cell(6, 0, 0), size: 2 ** 28 - 1 };
    const bytes = writeRecords([...before, huge]);
    for (const at of [start + 1, start + 2, start + 4]) {
      const error = errorOf(() => cellsOf(cut(bytes, at)));
      expect(error.code).toBe('TOO_LARGE');
      expect(error.place).toMatchObject({ part: 'sheet1.bin', offset: start, row: 1 });
    }
  });

  it('is passed over if it does not matter, however large it is', () => {
    const unknown = record(427, new Uint8Array(5000));
    const bytes = writeRecords([...before, unknown, cell(2, 3, 0, cellValue(2)), record(146)]);
    for (let at = start; at < start + 8; at++) expect(cellsOf(cut(bytes, at))).toEqual([[3, 2]]);
    const middle = cut(bytes, start + 1)
      .flatMap((piece) => cut(piece, 2))
      .flatMap((piece) => cut(piece, 900));
    expect(cellsOf(middle)).toEqual([[3, 2]]);
  });
});

describe('the order of cells', () => {
  const blanks = [5, 1].map((column) => cell(1, column, 0));
  const value = (column: number) => cell(2, column, 0, cellValue(2));

  it('is that of the cells that hold something: the same column twice is refused, blank cells between or not', () => {
    const bytes = writeRecords(sheetOf([rowOf(0), value(5), cell(1, 1, 0), value(5)]));
    expect(errorOf(() => cellsOf([bytes])).problem).toBe('A cell stands behind column F');
    expect(errorOf(() => cellsOf([...bytes].map((byte) => Uint8Array.of(byte)))).code).toBe('DAMAGED');
  });

  it('does not depend on where blank cells out of order are cut', () => {
    const bytes = writeRecords(sheetOf([rowOf(0), ...blanks, shortCell(13, 0, u32(6)), value(4)]));
    for (let at = 0; at <= bytes.length; at++) {
      expect(cellsOf(cut(bytes, at))).toEqual([
        [2, 1],
        [4, 2],
      ]);
    }
  });
});
