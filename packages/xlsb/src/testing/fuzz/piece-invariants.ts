import { XlsbError } from '../../errors';
import type { XlsbLimits } from '../../limits';
import { openZip } from '../../node';
import { SharedStrings } from '../../shared/shared-strings';
import type { CellSink } from '../../sheet/cell-sink';
import { SheetParser } from '../../sheet/parser';
import { writeRecords } from '../record-draft';
import { textsOf } from '../workbook-parts';
import { must } from './table-invariants';

const TEXTS = writeRecords(textsOf(['a', '', 'c', 'd']));

/** Parses the sheets of a file whole and in pieces: cells and errors have to be the same. */
export async function checkInPieces(bytes: Uint8Array, limits: XlsbLimits, pieceSize: number): Promise<void> {
  const zip = await openZip(bytes, { limits });
  for (const name of zip.names.filter((each) => each.includes('sheets/'))) {
    const part = await zip
      .part(name)!
      .bytes()
      .catch(() => undefined);
    if (!part) continue;
    const whole = parsed(part, limits, part.length);
    const inPieces = parsed(part, limits, pieceSize);
    must(whole === inPieces, `${name} in pieces of ${pieceSize}:\n${inPieces}\nand whole:\n${whole}`);
  }
}

function parsed(part: Uint8Array, limits: XlsbLimits, pieceSize: number): string {
  const seen: unknown[] = [];
  const sink: CellSink = {
    row: (row) => void seen.push('row', row),
    number: (column, style, value) => void seen.push(column, style, value),
    shared: (column, style, index) => void seen.push(column, style, index),
    text: (column, style, text) => void seen.push(column, style, text.length),
    boolean: (column, style, value) => void seen.push(column, style, value),
    error: (column, style, byte) => void seen.push(column, style, byte),
  };
  const parser = new SheetParser(sink, {
    part: 'sheet',
    strings: new SharedStrings(TEXTS, 'texts', limits),
    limits,
    skipEmptyTexts: false,
    stopAfterBlankRows: Number.POSITIVE_INFINITY,
  });
  try {
    for (let at = 0; at < part.length; at += pieceSize) parser.push(part.subarray(at, at + pieceSize));
    parser.end();
    seen.push(parser.blankRows, parser.declaredRange);
  } catch (error) {
    if (!(error instanceof XlsbError)) throw error;
    seen.push(error.code, error.problem, JSON.stringify(error.place));
  }
  return seen.join();
}
