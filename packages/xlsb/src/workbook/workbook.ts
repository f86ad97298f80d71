import type { ByteSource } from '../input/byte-source';
import type { XlsbLimits } from '../limits';
import type { ZipArchive } from '../zip/archive';
import type { Relationship } from '../zip/relationships';
import { notFound, type SheetSelection, selectSheets } from './selection';
import { noStrings, SharedStrings } from './shared-strings';
import type { XlsbSheet } from './sheet';
import { Styles } from './styles';

/** What a workbook was opened with. */
interface WorkbookSettings {
  readonly limits: XlsbLimits;
  readonly date1904: boolean;
  readonly relationships: readonly Relationship[];
}

/**
 * An open XLSB workbook: its sheets are known, none is read. Close it when done, where it was opened by a path;
 * `await using` does.
 */
export class XlsbWorkbook {
  /** All sheets, in the workbook's order. */
  sheets: readonly XlsbSheet[] = [];
  /** True if serial dates count from 1904-01-01 instead of 1900-01-01. */
  readonly date1904: boolean;
  /** Name of the file, where it is known. */
  readonly name: string | undefined;
  /** The limits that it is read within. */
  readonly limits: XlsbLimits;
  readonly #source: ByteSource;
  readonly #zip: ZipArchive;
  readonly #relationships: readonly Relationship[];
  #strings: Promise<SharedStrings> | undefined;
  #styles: Promise<Styles | undefined> | undefined;

  /** @internal */
  constructor(source: ByteSource, zip: ZipArchive, { limits, date1904, relationships }: WorkbookSettings) {
    this.#source = source;
    this.#zip = zip;
    this.#relationships = relationships;
    this.name = source.name;
    this.limits = limits;
    this.date1904 = date1904;
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
    return this.#source.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** @internal The texts that cells share, read when first needed. */
  strings(): Promise<SharedStrings> {
    this.#strings ??= this.#held('sharedStrings').then((held) =>
      held ? new SharedStrings(held.bytes, held.part, this.limits) : noStrings(this.limits),
    );
    return this.#strings;
  }

  /** @internal The cell styles, read when first needed; undefined if there are none. */
  styles(): Promise<Styles | undefined> {
    this.#styles ??= this.#held('styles').then(
      (held) => held && new Styles(held.bytes, held.part, this.limits),
    );
    return this.#styles;
  }

  async #held(type: string): Promise<{ part: string; bytes: Uint8Array } | undefined> {
    const target = this.#relationships.find((each) => each.type === type);
    const part = target && this.#zip.part(target.part);
    return part && { part: part.name, bytes: await part.bytes() };
  }
}
