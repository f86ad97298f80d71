import { XlsbError, type XlsbPlace } from './errors';

/** Bounds on what reading one file may cost. Every one is far above what a real workbook needs. */
export interface XlsbLimits {
  /** Files in the zip; also sheets, and relationships of one part, since each leads to a file. */
  readonly entries: number;
  /** Inflated size of a sheet's part, in bytes. It is streamed: this bounds time, not memory. */
  readonly sheetBytes: number;
  /**
   * Inflated size of a part that is held whole, such as the shared strings, in bytes; also of the texts that a
   * sheet's cells have of their own, where they are held.
   */
  readonly heldBytes: number;
  /** Inflated size of a part that tells of others or of styles: the workbook, `.rels`, the styles. In bytes. */
  readonly structureBytes: number;
  /** Inflated ÷ packed size of a part, checked from 16 MB on. A million blank styled rows reach about 90. */
  readonly ratio: number;
  /** The same for parts of a workbook that are held whole. Shared strings differ, so that they pack far less well. */
  readonly heldRatio: number;
  /** Cell styles of a workbook. A spreadsheet has at most 65,490. */
  readonly styles: number;
  /** Cells of one sheet that are held: rows × columns of a table, or the lengths of all rows added up. */
  readonly cells: number;
  /** UTF-16 units of one text. A spreadsheet's cell holds at most 32,767. */
  readonly textLength: number;
  /** Size of one record that has to be looked into, in bytes. */
  readonly recordBytes: number;
}

/** The limits that {@link openXlsb} uses unless told otherwise. */
export const defaultXlsbLimits: XlsbLimits = {
  entries: 50_000,
  sheetBytes: 2 ** 30,
  heldBytes: 2 ** 28,
  structureBytes: 2 ** 24,
  ratio: 400,
  heldRatio: 100,
  styles: 100_000,
  cells: 20_000_000,
  textLength: 2 ** 17,
  recordBytes: 2 ** 20,
};

/** Bytes that the texts of a sheet's own cells take; those that are shared are held once, whatever the cells. */
export class OwnTexts {
  #bytes = 0;
  readonly #limits: XlsbLimits;

  constructor(limits: XlsbLimits) {
    this.#limits = limits;
  }

  /** One more is held. @throws XlsbError `TOO_LARGE` */
  add(text: string, sheet: string): void {
    this.#bytes += 2 * text.length;
    if (this.#bytes <= this.#limits.heldBytes) return;
    throw tooLarge(`The texts of the cells have ${this.#bytes} bytes`, 'heldBytes', this.#limits, { sheet });
  }

  /** None is held any more. */
  clear(): void {
    this.#bytes = 0;
  }
}

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
