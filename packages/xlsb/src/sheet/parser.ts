import { BEGIN_SHEET_DATA, CELL_R_STRING, END_SHEET_DATA, WS_DIM } from '../biff/records';
import { rkNumber } from '../biff/rk-number';
import { decodeUtf16, wideLength } from '../biff/wide-string';
import { checkLimit } from '../check-limit';
import { damaged, placed, type XlsbError } from '../errors';
import type { XlsbLimits } from '../limits';
import type { SharedStrings } from '../shared/shared-strings';
import { viewOf } from '../zip/directory';
import { type CellSink, MAX_COLUMNS, MAX_ROWS } from './cell-sink';
import { columnLetters } from './columns';
import { declaredRangeOf } from './declared-range';

/** What a {@link SheetParser} has to know. */
export interface ParserOptions {
  readonly part: string;
  readonly strings: SharedStrings;
  readonly limits: XlsbLimits;
  /** Texts of no characters count as blank. */
  readonly skipEmptyTexts: boolean;
  /** So many rows without a value end the reading. */
  readonly stopAfterBlankRows: number;
}

/** Kinds 0 to 18 are rows and cells; formatted text came late. Of these, 12 to 18 are short forms of 1 to 7. */
const FIRST_SHORT = 12;
const LAST_CELL = 18;
const SHORT_IS_LESS = 11;
/** By kind: bytes behind column and style that there have to be. */
const LEAST_SIZES = [0, 0, 4, 1, 1, 8, 4, 4, 4, 8, 1, 1];
const LEAST_OF_RICH_TEXT = 5;
/** A blank cell: kind 1, eight bytes. */
const BLANK = 0x0801;
const BLANK_SIZE = 10;

/**
 * Parses the records of a sheet ([MS-XLSB] 2.1.7.62), given in pieces of any size. Nothing of a blank cell or row
 * is kept, and a record that lies across two pieces is put together only if it is one that matters.
 *
 * A cell record begins with its column, 4 bytes, and its style, 3 bytes and a flag ([MS-XLSB] 2.5.9). Its short form
 * leaves the column out: it is the one after the previous cell's.
 */
export class SheetParser {
  declaredRange: string | undefined;
  /** Rows seen that hold no value. */
  blankRows = 0;
  /** What the texts that cells have of their own take, until who gives them away sets it back. */
  textBytes = 0;
  /** The row (from 0) before which reading ended for want of values. */
  stoppedBefore: number | undefined;
  readonly #options: ParserOptions;
  readonly #sink: CellSink;
  #inData = false;
  /** True once the sheet's cells are through: the rest is not looked at. */
  #done = false;
  #row = -1;
  #lastValueRow = -1;
  /** Of the cell before, which may be blank: a short form goes on from there. */
  #column = -1;
  /** Of the last cell that is not blank: blank ones are passed over too fast to look at their order. */
  #lastColumn = -1;
  /** Bytes of all pieces before this one. */
  #offset = 0;
  /** Bytes of a record that does not matter and that goes on in the next piece. */
  #skip = 0;
  /** The beginning of a record that goes on in the next piece. */
  #carried = new Uint8Array(256);
  #carriedLength = 0;

  constructor(sink: CellSink, options: ParserOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  /**
   * Parses the next piece.
   *
   * @throws XlsbError `DAMAGED`, `TOO_LARGE`
   */
  push(piece: Uint8Array): void {
    if (this.#done) return;
    try {
      let at = Math.min(this.#skip, piece.length);
      this.#skip -= at;
      if (this.#carriedLength > 0) at = this.#finishCarried(piece, at);
      if (this.#carriedLength === 0 && at < piece.length && !this.#done) {
        const rest = this.#parse(piece, viewOf(piece), at, this.#offset);
        this.#carry(piece, rest, piece.length);
      }
    } catch (error) {
      throw placed(error, this.#place());
    }
    this.#offset += piece.length;
  }

  /** To be called behind the last piece. @throws XlsbError `DAMAGED` if the sheet ends within its data */
  end(): void {
    if (this.#done) return;
    if (this.#carriedLength > 0 || this.#skip > 0 || this.#inData) {
      throw this.#damaged('The sheet ends in the middle of its data', this.#offset);
    }
  }

  #carry(piece: Uint8Array, from: number, to: number): void {
    const length = this.#carriedLength + to - from;
    if (length > this.#carried.length) {
      const larger = new Uint8Array(2 * length);
      larger.set(this.#carried.subarray(0, this.#carriedLength));
      this.#carried = larger;
    }
    this.#carried.set(piece.subarray(from, to), this.#carriedLength);
    this.#carriedLength = length;
  }

  /** Completes the record that was carried over. Gives the place in the piece from which to go on. */
  #finishCarried(piece: Uint8Array, from: number): number {
    const offset = this.#offset - this.#carriedLength;
    for (let at = from; ; ) {
      const missing = this.#sizeOfCarried() - this.#carriedLength;
      const take = Math.min(missing, piece.length - at);
      this.#carry(piece, at, at + take);
      at += take;
      if (take < missing) return at;
      // Its head alone tells whether it is one to pass over, or too large: neither may be gathered.
      const record = this.#carried.subarray(0, this.#carriedLength);
      if (this.#parse(record, viewOf(record), 0, offset) === 0) continue;
      this.#carriedLength = 0;
      const skipped = Math.min(this.#skip, piece.length - at);
      this.#skip -= skipped;
      return at + skipped;
    }
  }

  /** Size of the record that is carried over: all of it, or as far as its head tells. */
  #sizeOfCarried(): number {
    const bytes = this.#carried;
    const length = this.#carriedLength;
    let at = bytes[0]! & 0x80 ? 2 : 1;
    let size = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (at >= length) return length + 1;
      const byte = bytes[at++]!;
      size |= (byte & 0x7f) << shift;
      if (!(byte & 0x80)) break;
    }
    return at + size;
  }

  /** Parses whole records. Gives the place of the first that is not whole. */
  #parse(bytes: Uint8Array, view: DataView, from: number, offset: number): number {
    const end = bytes.length;
    // Bundlers turn a module's constants into variables, which would be read again and again here.
    const blank = BLANK;
    const step = BLANK_SIZE;
    const lastBlank = end - step;
    const lastFour = end - 4 * step;
    let at = from;
    while (at < end) {
      const start = at;
      if (at <= lastBlank && view.getUint16(at, true) === blank) {
        // Most of a sheet with blank styled rows: here all the time is spent, so four are looked at in a turn.
        while (
          at <= lastFour &&
          view.getUint16(at, true) === blank &&
          view.getUint16(at + step, true) === blank &&
          view.getUint16(at + 2 * step, true) === blank &&
          view.getUint16(at + 3 * step, true) === blank
        )
          at += 4 * step;
        while (at <= lastBlank && view.getUint16(at, true) === blank) at += step;
        this.#column = view.getUint32(at - 8, true);
        continue;
      }
      let type = bytes[at++]!;
      if (type & 0x80) {
        if (at >= end) return start;
        type = (type & 0x7f) | ((bytes[at++]! & 0x7f) << 7);
      }
      if (at >= end) return start;
      let size = bytes[at++]!;
      if (size & 0x80) {
        size &= 0x7f;
        for (let shift = 7; shift < 28; shift += 7) {
          if (at >= end) return start;
          const byte = bytes[at++]!;
          size |= (byte & 0x7f) << shift;
          if (!(byte & 0x80)) break;
        }
      }
      const next = at + size;
      if (type > LAST_CELL && type !== CELL_R_STRING && type !== WS_DIM) {
        if (type === BEGIN_SHEET_DATA) this.#inData = true;
        if (type === END_SHEET_DATA) {
          this.#endRow();
          this.#done = true;
        }
        if (next <= end) at = next;
        else {
          this.#skip = next - end;
          at = end;
        }
      } else {
        if (size > this.#options.limits.recordBytes) {
          const { part, limits } = this.#options;
          checkLimit('recordBytes', limits, size, 'A record has # bytes', { part, offset: offset + start });
        }
        if (next > end) return start;
        if (type === 0) this.#beginRow(view, at, size, offset);
        else if (type !== WS_DIM) this.#cell(type, bytes, view, at, next, offset);
        else if (size >= 16) this.declaredRange = declaredRangeOf(view, at);
        at = next;
      }
      if (this.#done) return end;
    }
    return at;
  }

  #beginRow(view: DataView, at: number, size: number, offset: number): void {
    if (size < 4) throw this.#damaged('A row is shorter than its number', offset + at);
    const row = view.getUint32(at, true);
    if (row >= MAX_ROWS) throw this.#damaged('A row lies outside the largest possible sheet', offset + at);
    if (row <= this.#row) {
      throw this.#damaged(`Row ${row + 1} stands behind row ${this.#row + 1}`, offset + at);
    }
    this.#endRow();
    if (row - this.#lastValueRow > this.#options.stopAfterBlankRows) {
      this.stoppedBefore = row;
      this.#done = true;
      return;
    }
    this.#row = row;
    this.#column = -1;
    this.#lastColumn = -1;
  }

  /** Counts the row that ends here, if there is one and it holds no value. */
  #endRow(): void {
    if (this.#row > this.#lastValueRow) this.blankRows++;
  }

  #cell(type: number, bytes: Uint8Array, view: DataView, start: number, end: number, offset: number): void {
    const isShort = type >= FIRST_SHORT && type <= LAST_CELL;
    const kind = isShort ? type - SHORT_IS_LESS : type;
    let at = isShort ? start : start + 4;
    // Column and style, and behind them the least that a value of this kind takes.
    if (end - at < 4 + (LEAST_SIZES[kind] ?? LEAST_OF_RICH_TEXT)) {
      throw this.#damaged('A cell is shorter than its kind', offset + start);
    }
    const column = isShort ? this.#column + 1 : view.getUint32(start, true);
    if (column >= MAX_COLUMNS) {
      throw this.#damaged('A cell lies outside the largest possible sheet', offset + start);
    }
    if (this.#row < 0) throw this.#damaged('A cell stands before the first row', offset + start);
    this.#column = column;
    if (kind === 1) return;
    if (column <= this.#lastColumn) {
      throw this.#damaged(`A cell stands behind column ${columnLetters(this.#lastColumn)}`, offset + start);
    }
    this.#lastColumn = column;
    const style = view.getUint32(at, true) & 0xffffff;
    at += 4;
    switch (kind) {
      case 2: // RkNumber
        this.#hold();
        this.#sink.number(column, style, rkNumber(view, at));
        return;
      case 5: // number
      case 9: // formula with a number
        this.#hold();
        this.#sink.number(column, style, view.getFloat64(at, true));
        return;
      case 7:
        this.#shared(column, style, view.getUint32(at, true), offset + start);
        return;
      case 6: // text of its own
      case 8: // formula with a text
        this.#text(column, style, bytes, view, at, end, offset);
        return;
      case CELL_R_STRING: // a flag stands before it
        this.#text(column, style, bytes, view, at + 1, end, offset);
        return;
      case 4: // boolean
      case 10: // formula with a boolean
        this.#hold();
        this.#sink.boolean(column, style, bytes[at] !== 0);
        return;
      case 3: // error
      case 11: // formula with an error
        this.#hold();
        this.#sink.error(column, style, bytes[at]!);
    }
  }

  /** The row holds a value. */
  #hold(): void {
    if (this.#lastValueRow === this.#row) return;
    this.#lastValueRow = this.#row;
    this.#sink.row(this.#row);
  }

  #shared(column: number, style: number, index: number, offset: number): void {
    const { strings, skipEmptyTexts } = this.#options;
    if (index >= strings.count) {
      throw this.#damaged(`A cell has the shared text ${index}, and there are ${strings.count}`, offset);
    }
    if (skipEmptyTexts && strings.isEmpty(index)) return;
    this.#hold();
    this.#sink.shared(column, style, index);
  }

  #text(
    column: number,
    style: number,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    offset: number,
  ): void {
    const { part, limits, skipEmptyTexts } = this.#options;
    const length = wideLength(view, at, end, part, limits, offset);
    if (skipEmptyTexts && length === 0) return;
    this.#hold();
    this.textBytes += 2 * length;
    checkLimit('heldBytes', limits, this.textBytes, 'The texts of the cells have # bytes', { part });
    this.#sink.text(column, style, decodeUtf16(bytes, at + 4, length));
  }

  #place() {
    const column = this.#column >= 0 && this.#column < MAX_COLUMNS ? columnLetters(this.#column) : undefined;
    return { ...(this.#row >= 0 && { row: this.#row + 1 }), ...(column && { column }) };
  }

  #damaged(message: string, offset: number): XlsbError {
    return damaged(message, { part: this.#options.part, offset });
  }
}
