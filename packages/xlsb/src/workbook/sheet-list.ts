import { BUNDLE_SH, WB_PROP, walkRecords } from '../biff/records';
import { readWide } from '../biff/wide-string';
import { checkLimit } from '../check-limit';
import { damaged } from '../errors';
import type { XlsbLimits } from '../limits';
import type { SheetVisibility } from '../sheet/columns';
import { viewOf } from '../zip/directory';

/** What the workbook's part says of a sheet. */
export interface ListedSheet {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** The relationship that leads to its part. */
  readonly relationship: string;
}

/** What the workbook's part says. */
export interface Book {
  readonly date1904: boolean;
  readonly sheets: readonly ListedSheet[];
}

const VISIBILITY: readonly SheetVisibility[] = ['visible', 'hidden', 'very_hidden'];

/**
 * Reads the part of the workbook ([MS-XLSB] 2.1.7.60): the list of its sheets, and whether dates count from 1904.
 *
 * @throws XlsbError `DAMAGED`, `TOO_LARGE`
 */
export function readBook(bytes: Uint8Array, part: string, limits: XlsbLimits): Book {
  const view = viewOf(bytes);
  const sheets: ListedSheet[] = [];
  let date1904 = false;
  walkRecords(bytes, part, (type, start, end) => {
    if (type === WB_PROP && end > start) date1904 = (bytes[start]! & 1) === 1;
    if (type !== BUNDLE_SH) return;
    if (end - start < 8) throw damaged('A sheet of the list is cut off', { part, offset: start });
    const relationship = readWide(view, textsAt(view, start, end), end, part, limits);
    const name = readWide(view, relationship.next, end, part, limits);
    const count = sheets.push({
      name: name.text,
      visibility: VISIBILITY[view.getUint32(start, true)] ?? 'visible',
      relationship: relationship.text,
    });
    checkLimit('entries', limits, count, 'There are # sheets', { part });
  });
  return { date1904, sheets };
}

/** Where a sheet's two texts begin: behind 8 bytes, or behind 12 in files of the first Excel that wrote XLSB. */
function textsAt(view: DataView, start: number, end: number): number {
  return !fills(view, start + 8, end) && fills(view, start + 12, end) ? start + 12 : start + 8;
}

/** Whether two texts from here on take just what is left of the record. */
function fills(view: DataView, at: number, end: number): boolean {
  if (at + 4 > end) return false;
  const next = at + 4 + 2 * view.getUint32(at, true);
  return next + 4 <= end && next + 4 + 2 * view.getUint32(next, true) === end;
}
