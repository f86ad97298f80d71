import { damaged, placed } from '../errors';
import type { SharedStrings } from '../shared/shared-strings';
import type { CellSink } from '../sheet/cell-sink';
import type { SheetTable, SheetVisibility } from '../sheet/columns';
import { findDeclaredRange } from '../sheet/declared-range';
import { SheetParser } from '../sheet/parser';
import { RowSink, type SheetRow } from '../sheet/row-sink';
import { TableSink } from '../sheet/table-sink';
import type { ZipPart } from '../zip/part';
import type { Relationship } from '../zip/relationships';
import type { SheetInfo } from './selection';
import type { SharedParts } from './shared-parts';
import type { ListedSheet } from './sheet-list';

/** Where the reading of a sheet stands. */
export interface ReadProgress {
  readonly sheet: string;
  /** Inflated bytes read so far, of `totalBytes`. */
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Options of reading a sheet. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
  /**
   * Ends the reading after so many rows in a row without a value, counted from the start or the last value. By
   * default the whole sheet is read: a value may stand below a million blank rows. The checksum of a part that is
   * not read to its end is not checked.
   */
  readonly stopAfterBlankRows?: number | undefined;
  /** Whether texts of no characters, as formulas leave behind, are texts (the default) or count as blank. */
  readonly emptyTexts?: 'keep' | 'blank' | undefined;
}

/** Options of reading a sheet's rows. */
export interface RowOptions extends ReadOptions {
  /** Numbers that are shown as a date become a Date, in UTC. Default: they stay the serial numbers they are. */
  readonly dates?: boolean | undefined;
}

/** Options of reading a sheet's rows in batches. */
export interface BatchOptions extends RowOptions {
  /** Rows of a batch, at least 1; the last may have fewer. Default 1,000. */
  readonly batchRows?: number | undefined;
}

/** What kind of a sheet a relationship of this type leads to. */
function kindOf(type = ''): SheetInfo['kind'] {
  if (type === 'chartsheet' || type === 'dialogsheet') return type;
  return /^xl(Intl)?Macrosheet$/.test(type) ? 'macrosheet' : 'worksheet';
}

/** A sheet of an open workbook. Nothing of it is read before one of its methods is called. */
export class XlsbSheet implements SheetInfo {
  readonly index: number;
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly kind: SheetInfo['kind'];
  readonly size: number;
  readonly packedSize: number;
  readonly #shared: SharedParts;
  readonly #part: ZipPart | undefined;

  /** @internal */
  constructor(
    shared: SharedParts,
    index: number,
    { name, visibility }: ListedSheet,
    target: Relationship | undefined,
    part: ZipPart | undefined,
  ) {
    this.#shared = shared;
    this.#part = part;
    this.index = index;
    this.name = name;
    this.visibility = visibility;
    this.kind = kindOf(target?.type);
    this.size = part?.size ?? 0;
    this.packedSize = part?.packedSize ?? 0;
  }

  /**
   * What the sheet declares of its size, such as `A1:AG1048576`, which may be far more than it holds; undefined if
   * it declares nothing. Only the first bytes of the sheet are read.
   *
   * @throws XlsbError `DAMAGED`, `TOO_LARGE`
   */
  async declaredRange(): Promise<string | undefined> {
    return this.#inSheet(() => findDeclaredRange(this.#neededPart()));
  }

  /**
   * The sheet as typed columns, from the first row that holds something to the last.
   *
   * @throws XlsbError `DAMAGED`, `TOO_LARGE`, `ABORTED`
   */
  async table(options: ReadOptions = {}): Promise<SheetTable> {
    return this.#inSheet(() =>
      this.#shared.withLog(async (log) => {
        const [strings, styles] = await this.#stringsAndStyles();
        const { limits } = this.#shared.facts;
        const formats = styles?.formats ?? [];
        const sink = new TableSink({ sheet: this.name, strings, formats, limits, log });
        const parser = this.#parser(sink, strings, options);
        for await (const _ of this.#parsed(parser, options));
        const { declaredRange, blankRows, stoppedBefore } = parser;
        return {
          name: this.name,
          visibility: this.visibility,
          ...sink.build(),
          ...(declaredRange !== undefined && { declaredRange }),
          blankRows,
          ...(stoppedBefore !== undefined && { stoppedBefore: stoppedBefore + 1 }),
        };
      }),
    );
  }

  /**
   * The rows that hold something, each with its row number.
   *
   * @throws XlsbError `DAMAGED`, `TOO_LARGE`, `ABORTED`
   */
  async rows(options: RowOptions = {}): Promise<SheetRow[]> {
    const [sink, parser] = await this.#rowParser(options);
    for await (const _ of this.#parsed(parser, options));
    return sink.take();
  }

  /**
   * The same in batches, for sheets that do not fit in memory. That the file is undamaged is only known behind the
   * last batch.
   *
   * @throws XlsbError `DAMAGED`, `TOO_LARGE`, `ABORTED`
   */
  async *batches({
    batchRows = 1000,
    ...options
  }: BatchOptions = {}): AsyncGenerator<SheetRow[], void, undefined> {
    // None at a time would never end.
    const count = batchRows >= 1 ? batchRows : 1;
    const [sink, parser] = await this.#rowParser(options);
    for await (const _ of this.#parsed(parser, options))
      while (sink.has(count)) {
        parser.textBytes = 0;
        yield sink.take(count);
      }
    while (sink.has(0)) yield sink.take(count);
  }

  async #rowParser(options: RowOptions): Promise<[RowSink, SheetParser]> {
    const [strings, styles] = await this.#stringsAndStyles();
    const { limits, date1904 } = this.#shared.facts;
    const dates = options.dates ?? false;
    const sink = new RowSink({ sheet: this.name, strings, styles, date1904, dates, limits });
    return [sink, this.#parser(sink, strings, options)];
  }

  #parser(sink: CellSink, strings: SharedStrings, options: ReadOptions): SheetParser {
    return new SheetParser(sink, {
      part: this.#part?.name ?? '',
      strings,
      limits: this.#shared.facts.limits,
      skipEmptyTexts: options.emptyTexts === 'blank',
      stopAfterBlankRows: options.stopAfterBlankRows ?? Number.POSITIVE_INFINITY,
    });
  }

  #stringsAndStyles() {
    // One behind the other: if both are broken, it is always the same that is told.
    return this.#inSheet(async () => [await this.#shared.strings(), await this.#shared.styles()] as const);
  }

  /** Reads the sheet to its end or to where the parser stops. */
  async *#parsed(parser: SheetParser, { signal, onProgress }: ReadOptions): AsyncGenerator<void> {
    try {
      const part = this.#neededPart();
      let bytes = 0;
      for await (const piece of part.pieces(signal)) {
        parser.push(piece);
        bytes += piece.length;
        onProgress?.({ sheet: this.name, bytes, totalBytes: part.size });
        yield;
        if (parser.stoppedBefore !== undefined) return;
      }
      parser.end();
    } catch (error) {
      throw this.#told(error);
    }
  }

  async #inSheet<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#told(error);
    }
  }

  #told(error: unknown): unknown {
    const { name } = this.#shared.facts;
    return placed(error, { ...(name !== undefined && { file: name }), sheet: this.name });
  }

  #neededPart(): ZipPart {
    if (this.#part) return this.#part;
    throw damaged("The sheet's part is missing", { sheet: this.name });
  }
}
