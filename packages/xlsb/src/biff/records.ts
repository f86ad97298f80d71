import { damaged } from '../errors';

// Record numbers of BIFF12 ([MS-XLSB] 2.3) by their names there, as far as they are looked into.
export const SST_ITEM = 19;
export const FMT = 44;
export const XF = 47;
export const CELL_R_STRING = 62;
export const BEGIN_SHEET_DATA = 145;
export const END_SHEET_DATA = 146;
export const WS_DIM = 148;
export const WB_PROP = 153;
export const BUNDLE_SH = 156;
export const BEGIN_CELL_XFS = 617;
export const END_CELL_XFS = 618;

/** Receives each record of a part: its kind, and where its content begins and ends. False ends the walk. */
// biome-ignore lint/suspicious/noConfusingVoidType: most visitors have nothing to say
export type RecordVisitor = (type: number, start: number, end: number) => boolean | void;

/**
 * Walks through the records of a part that is held whole. A record is a kind of one or two bytes and a size of one
 * to four, seven bits a byte, the high bit telling that another follows ([MS-XLSB] 2.1.4). What is not known is
 * passed over by its size.
 *
 * @param isWhole false if the bytes are only the beginning of a part: a record that is cut off ends the walk then
 * @throws XlsbError `DAMAGED` if a record reaches beyond the part
 */
export function walkRecords(bytes: Uint8Array, part: string, visit: RecordVisitor, isWhole = true): void {
  for (let at = 0; at < bytes.length; ) {
    const offset = at;
    let type = bytes[at++]!;
    if (type & 0x80) type = (type & 0x7f) | ((bytes[at++]! & 0x7f) << 7);
    let size = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at++]!;
      size |= (byte & 0x7f) << shift;
      if (!(byte & 0x80)) break;
    }
    const start = at;
    at += size;
    if (!(at <= bytes.length)) {
      if (!isWhole) return;
      throw damaged("A record reaches beyond the part's end", { part, offset });
    }
    if (visit(type, start, at) === false) return;
  }
}
