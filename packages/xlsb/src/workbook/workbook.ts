import type { XlsbLimits } from '../limits';
import { notFound, type SheetSelection, selectSheets } from './selection';
import type { WorkbookFacts } from './shared-parts';
import type { XlsbSheet } from './sheet';

/**
 * An open XLSB workbook: its sheets are known, none is read. Close it when done, where it was opened by a path;
 * `await using` does.
 */
export class XlsbWorkbook {
  /** All sheets, in the workbook's order. */
  readonly sheets: readonly XlsbSheet[];
  /** True if serial dates count from 1904-01-01 instead of 1900-01-01. */
  readonly date1904: boolean;
  /** Name of the file, where it is known. */
  readonly name: string | undefined;
  /** The limits that it is read within. */
  readonly limits: XlsbLimits;
  readonly #close: () => Promise<void>;

  /** @internal */
  constructor(
    { name, date1904, limits }: WorkbookFacts,
    sheets: readonly XlsbSheet[],
    close: () => Promise<void>,
  ) {
    this.name = name;
    this.date1904 = date1904;
    this.limits = limits;
    this.sheets = sheets;
    this.#close = close;
  }

  /**
   * The sheet of this name, exactly as the workbook spells it.
   *
   * @throws XlsbError `SHEET_NOT_FOUND`
   */
  sheet(name: string): XlsbSheet {
    const sheet = this.sheets.find((each) => each.name === name);
    if (!sheet) throw notFound(name, this.sheets);
    return sheet;
  }

  /**
   * The sheets of these names, or that match a pattern or pass a test, in the workbook's order.
   *
   * @throws XlsbError `SHEET_NOT_FOUND` for a name that none has
   */
  select(selection: SheetSelection): XlsbSheet[] {
    return selectSheets(this.sheets, selection);
  }

  /** Closes the file. Nothing can be read after that. */
  close(): Promise<void> {
    return this.#close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}
