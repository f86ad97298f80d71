import { EtlError } from '../errors';

const ROW = 0x0000;
const BLANK = 0x0001;
const SHORT_BLANK = 0x000c;
const RICH_STRING = 0x003e;
const DIMENSION = 0x0094;

/**
 * Drops from an XLSB sheet part what holds no value: rows of blank cells (a sheet may declare a million of
 * them), hyperlinks over whole columns, records unknown to the parser. What stays is a sheet part with the
 * same values. It is made within `bytes`, which is spoilt by it.
 *
 * A part is a chain of records: a type of one or two bytes and a length of one to four, seven bits a byte,
 * the high bit telling that another follows (MS-XLSB 2.1.4).
 *
 * @throws EtlError `DAMAGED` if a record reaches beyond the part
 */
export function slimBinarySheet(bytes: Uint8Array, part: string): Uint8Array {
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
    const end = at + length;
    if (!(end <= bytes.length)) {
      throw new EtlError({
        code: 'DAMAGED',
        message: `The record at byte ${start} of ${part} reaches beyond the part's end`,
        advice: 'Fetch the file again, or open and save it in a spreadsheet program.',
      });
    }
    at = end;
    const blank = type === ROW || type === BLANK || type === SHORT_BLANK;
    const value = (type > ROW && type <= 0x0012 && !blank) || type === RICH_STRING;
    if (!blank && !value && type !== DIMENSION) continue;
    if (type === ROW) written = kept;
    if (written < start) bytes.copyWithin(written, start, end);
    written += end - start;
    if (!blank) kept = written;
  }
  // A copy, so that the little that stays does not hold the memory of a million blank rows.
  return bytes.slice(0, kept);
}
