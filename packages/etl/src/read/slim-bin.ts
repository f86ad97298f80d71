import { EtlError } from '../errors';

/**
 * What SheetJS needs of an XLSB package's parts, and nothing else: it stops at records it does not know and
 * believes every length that a text gives of itself, were it four billion.
 */
export type BinaryPart = 'workbook' | 'styles' | 'strings' | 'sheet';

const ROW = 0x0000;
const BLANK = 0x0001;
const SHORT_BLANK = 0x000c;

/** A record's texts, one behind the other. */
interface Texts {
  /** Where the first stands. */
  readonly at: number;
  readonly count: number;
  /** A flag before the text tells whether formatted runs follow it. */
  readonly rich?: boolean;
  /** The record may end before its text. */
  readonly optional?: boolean;
}

const NO_TEXT: Texts = { at: 0, count: 0 };

/** The kinds of record that are kept. Numbers and names are those of MS-XLSB 2.3.2. */
const KEPT: Readonly<Record<BinaryPart, ReadonlyMap<number, Texts>>> = {
  workbook: new Map([
    [0x99, { at: 8, count: 1, optional: true }], // BrtWbProp
    [0x9c, { at: 8, count: 2 }], // BrtBundleSh
  ]),
  styles: new Map([
    [0x2c, { at: 2, count: 1 }], // BrtFmt
    [0x2f, NO_TEXT], // BrtXF
    [0x269, NO_TEXT], // BrtBeginCellXFs
    [0x26a, NO_TEXT], // BrtEndCellXFs
    [0x272, NO_TEXT], // BrtBeginCellStyleXFs
    [0x273, NO_TEXT], // BrtEndCellStyleXFs
  ]),
  strings: new Map([
    [0x9f, NO_TEXT], // BrtBeginSst
    [0x13, { at: 1, count: 1, rich: true }], // BrtSSTItem
    [0xa0, NO_TEXT], // BrtEndSst
  ]),
  sheet: new Map([
    ...Array.from({ length: 0x12 }, (_, type): [number, Texts] => [type + 1, NO_TEXT]), // cells
    [ROW, NO_TEXT],
    [0x94, NO_TEXT], // BrtWsDim
    [0x06, { at: 8, count: 1 }], // BrtCellSt
    [0x08, { at: 8, count: 1 }], // BrtFmlaString
    [0x11, { at: 4, count: 1 }], // BrtShortSt
    [0x3e, { at: 9, count: 1, rich: true }], // BrtCellRString
  ]),
};

/**
 * Drops from a part of an XLSB file what is not needed, above all rows without a value: a sheet may declare a
 * million of them. What stays is a part with the same values. It is made within `bytes`, which is spoilt by it.
 *
 * A part is a chain of records: a type of one or two bytes and a length of one to four, seven bits a byte,
 * the high bit telling that another follows (MS-XLSB 2.1.4).
 *
 * @throws EtlError `DAMAGED` if a record reaches beyond the part, or a text beyond its record
 */
export function slimBinary(bytes: Uint8Array, part: BinaryPart, name: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const types = KEPT[part];
  let written = 0;
  /** Up to here `bytes` holds what stays; a row header and blanks behind it only stay if a value follows. */
  let kept = 0;
  for (let at = 0; at < bytes.length; ) {
    const start = at;
    let type = bytes[at++]!;
    if (type & 0x80) type = (type & 0x7f) | ((bytes[at++]! & 0x7f) << 7);
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at++]!;
      length |= (byte & 0x7f) << shift;
      if (!(byte & 0x80)) break;
    }
    const body = at;
    at += length;
    if (!(at <= bytes.length))
      throw damaged(`The record at byte ${start} of ${name} reaches beyond the part's end`);
    const texts = types.get(type);
    if (texts === undefined) continue;
    if (texts.count > 0 && !textsFit(view, body, at, texts)) {
      throw damaged(`A text in the record at byte ${start} of ${name} reaches beyond the record's end`);
    }
    if (part === 'sheet' && type === ROW) written = kept;
    if (written < start) bytes.copyWithin(written, start, at);
    written += at - start;
    if (part !== 'sheet' || !(type === ROW || type === BLANK || type === SHORT_BLANK)) kept = written;
  }
  // A copy, so that the little that stays does not hold the memory of a million blank rows.
  return bytes.slice(0, kept);
}

/** Each text is a count of UTF-16 units and the units; formatted runs are a count and four bytes each. */
function textsFit(view: DataView, body: number, end: number, { at, count, rich, optional }: Texts): boolean {
  let from = body + at;
  for (let text = 0; text < count; text++) {
    if (from + 4 > end) return optional === true && from >= end;
    const units = view.getUint32(from, true);
    from += 4 + (units === 0xffffffff ? 0 : units * 2);
    if (from > end) return false;
  }
  if (!rich || !(view.getUint8(body + at - 1) & 1)) return true;
  return from + 4 <= end && from + 4 + view.getUint32(from, true) * 4 <= end;
}

function damaged(message: string): EtlError {
  return new EtlError({
    code: 'DAMAGED',
    message,
    advice: 'Fetch the file again, or open and save it in a spreadsheet program.',
  });
}
