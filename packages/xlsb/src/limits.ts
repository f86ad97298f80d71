import { XlsbError, type XlsbPlace } from './errors';

/** Bounds on what reading one file may cost. Every one is far above what a real workbook needs. */
export interface XlsbLimits {
  /** Files in the zip. */
  readonly entries: number;
  /** Inflated size of a sheet's part, in bytes. It is streamed: this bounds time, not memory. */
  readonly sheetBytes: number;
  /** Inflated size of a part that is held whole, such as the shared strings, in bytes. */
  readonly heldBytes: number;
  /** Inflated ÷ packed size of a part, checked from 16 MB on. A million blank styled rows reach about 90. */
  readonly ratio: number;
  /** Cells of one sheet that are held: rows × columns of a table, or the lengths of all rows added up. */
  readonly cells: number;
  /** UTF-16 units of one text. A spreadsheet's cell holds at most 32,767. */
  readonly textLength: number;
  /** Size of one record that has to be looked into, in bytes. */
  readonly recordBytes: number;
}

/** The limits that {@link openXlsb} uses unless told otherwise. */
export const defaultXlsbLimits: XlsbLimits = {
  entries: 100_000,
  sheetBytes: 2 ** 30,
  heldBytes: 2 ** 28,
  ratio: 400,
  cells: 20_000_000,
  textLength: 2 ** 17,
  recordBytes: 2 ** 20,
};

/** The error of an exceeded limit. */
export function tooLarge(
  message: string,
  limit: keyof XlsbLimits,
  limits: XlsbLimits,
  place?: XlsbPlace,
): XlsbError {
  return new XlsbError({
    code: 'TOO_LARGE',
    message: `${message}, more than the limit of ${limits[limit].toLocaleString('en')}`,
    place,
    advice: `If you trust the file, raise limits.${limit}.`,
  });
}
