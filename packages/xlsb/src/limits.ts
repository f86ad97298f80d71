/** Bounds on what reading one file may cost. Every one is far above what a real workbook needs. */
export interface XlsbLimits {
  /** Things in a list: files of the zip, sheets, relationships of a part, cell styles. Excel has 65,490 of these. */
  readonly entries: number;
  /** Inflated size of a sheet's part, in bytes. It is streamed: this bounds time, not memory. */
  readonly sheetBytes: number;
  /**
   * Inflated size of a part that is held whole, such as the shared strings, in bytes; also of the texts that a
   * sheet's cells have of their own, where they are held.
   */
  readonly heldBytes: number;
  /** Inflated size of a part that tells of others, in bytes: that of the workbook, `.rels`. */
  readonly structureBytes: number;
  /** Inflated ÷ packed size of a part, checked from 16 MB on. A million blank styled rows reach about 90. */
  readonly ratio: number;
  /** The same for a part that is held whole. Shared strings differ, so that they pack far less well than blank rows. */
  readonly heldRatio: number;
  /** Cells of one sheet that are held: rows × columns of a table, or the lengths of all rows added up. */
  readonly cells: number;
  /** UTF-16 units of one text. A spreadsheet's cell holds at most 32,767. */
  readonly textLength: number;
  /** Size of one record that has to be looked into, in bytes. */
  readonly recordBytes: number;
}

/** The limits that {@link openXlsb} uses unless told otherwise. */
export const defaultXlsbLimits: XlsbLimits = {
  entries: 2 ** 16,
  sheetBytes: 2 ** 30,
  heldBytes: 2 ** 28,
  structureBytes: 2 ** 24,
  ratio: 400,
  heldRatio: 100,
  cells: 20_000_000,
  textLength: 2 ** 17,
  recordBytes: 2 ** 20,
};
