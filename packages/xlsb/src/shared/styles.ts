import { BEGIN_CELL_XFS, END_CELL_XFS, FMT, walkRecords, XF } from '../biff/records';
import { readWide } from '../biff/wide-string';
import { checkLimit } from '../check-limit';
import type { XlsbLimits } from '../limits';
import { builtInFormat, isDateFormat } from '../value/number-format';
import { viewOf } from '../zip/directory';

/** The number formats of a workbook's cell styles ([MS-XLSB] 2.1.7.50). */
export class Styles {
  /** Number format by style. */
  readonly formats: readonly string[];
  readonly #isDate: (boolean | undefined)[] = [];

  /** @throws XlsbError `DAMAGED`, `TOO_LARGE` */
  constructor(bytes: Uint8Array, part: string, limits: XlsbLimits) {
    const view = viewOf(bytes);
    const own = new Map<number, string>();
    const numbers: number[] = [];
    let inCellStyles = false;
    walkRecords(bytes, part, (type, start, end) => {
      if (type === FMT && end - start >= 2) {
        own.set(view.getUint16(start, true), readWide(view, start + 2, end, part, limits).text);
      } else if (type === BEGIN_CELL_XFS) inCellStyles = true;
      else if (type === END_CELL_XFS) inCellStyles = false;
      else if (type === XF && inCellStyles && end - start >= 4) {
        const count = numbers.push(view.getUint16(start + 2, true));
        checkLimit('entries', limits, count, 'There are # cell styles', { part });
      }
    });
    this.formats = numbers.map((number) => own.get(number) ?? builtInFormat(number));
  }

  /** Whether numbers in this style are shown as dates. */
  isDate(style: number): boolean {
    let isDate = this.#isDate[style];
    if (isDate === undefined) {
      const format = this.formats[style];
      isDate = format !== undefined && isDateFormat(format);
      this.#isDate[style] = isDate;
    }
    return isDate;
  }
}
