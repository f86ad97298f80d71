import type { Place, SheetTable, SheetVisibility } from '@stock-analyzer/schema';
import type { XlsbInput } from '@stock-analyzer/xlsb';
import type { ReadLimits } from './limits';

/** What a file is, by its content. */
export type WorkbookFormat = 'xlsb' | 'xlsx' | 'xls' | 'ods' | 'csv' | 'json';

/** How the characters of a text file are encoded. `cp949` is EUC-KR with Microsoft's extension. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949';

/** What is known of a sheet without reading it. */
export interface SheetInfo {
  readonly name: string;
  readonly visibility: SheetVisibility;
  /** What the sheet declares of its size, such as `A1:AG1048576`; known once the sheet has been read. */
  readonly declaredRange?: string;
  /** Inflated size of the sheet's part, in bytes; known of XLSB. */
  readonly size?: number;
}

/**
 * Something odd in the file that did not keep it from being read.
 *
 * - `BARE_TOKEN`: `NaN`, `Infinity` or `undefined` where JSON has no such value; the cell is missing, and
 *   its cause holds the token.
 * - `NAN_KEY`: a JSON key `NaN`, as an empty header leaves behind; it is a header like any other.
 * - `DUPLICATE_KEY`: a JSON key given twice in one record; the last value counts, as JSON.parse has it.
 * - `SKIPPED_VALUE`: a part of a JSON file that is neither a table nor metadata.
 * - `STRAY_QUOTE`: a quote in a quoted CSV field that is not written twice; the field ends at the next one
 *   that a separator follows.
 * - `REPLACED_CHARACTER`: characters that the encoding does not have, read as U+FFFD.
 * - `UNREADABLE_SHEET`: a sheet that was not asked for, and whose declared range cannot be found out.
 */
export interface ReadNote {
  readonly code:
    | 'BARE_TOKEN'
    | 'NAN_KEY'
    | 'DUPLICATE_KEY'
    | 'SKIPPED_VALUE'
    | 'STRAY_QUOTE'
    | 'REPLACED_CHARACTER'
    | 'UNREADABLE_SHEET';
  readonly message: string;
  /** How often. */
  readonly count: number;
  /** Where, for the first few: a place in the sheet, or line and column of a text. */
  readonly places: readonly (Place | TextPosition)[];
}

/** A position in a text file. Both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** A file as it was read: its sheets, and those that were asked for as tables. */
export interface Workbook {
  readonly format: WorkbookFormat;
  /** The file's name, where it is known. */
  readonly name?: string;
  /** All sheets, in the workbook's order, also those that were not asked for. */
  readonly sheets: readonly SheetInfo[];
  /** The sheets asked for, in the workbook's order. */
  readonly tables: readonly SheetTable[];
  /** True if serial dates count from 1904-01-01 instead of 1899-12-30. */
  readonly date1904: boolean;
  /** What was odd; empty for a clean file. */
  readonly notes: readonly ReadNote[];
  /** The `metadata` of a JSON envelope, as it stands. */
  readonly metadata?: unknown;
  /** Of a text file. */
  readonly encoding?: TextEncoding;
  /** Of a CSV file. */
  readonly delimiter?: string;
}

/** Where a reading stands. */
export interface ReadProgress {
  /**
   * `open`: taking in the bytes; `sheet`: reading a sheet's part; `table`: making a sheet's columns, where that is
   * a step of its own.
   */
  readonly step: 'open' | 'sheet' | 'table';
  readonly sheet?: string;
  /** Sheets begun in this step, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** Bytes, or a browser's File or Blob. */
export type WorkbookInput = Uint8Array | ArrayBuffer | Blob;

/** Options of {@link readWorkbook}. */
export interface ReadOptions {
  /**
   * The sheets to read: names exactly as the workbook spells them and patterns, each of which has to be found, or
   * a test. All by default, which for a workbook of a thousand sheets is rarely what you want.
   */
  readonly sheets?: readonly (string | RegExp)[] | ((sheet: SheetInfo) => boolean);
  /** Find out what every sheet of an XLSB file declares of its size, also of those that are not read. */
  readonly declaredRanges?: boolean;
  /**
   * Takes each table as soon as it is read; the workbook's own `tables` stays empty then. So a workbook may be read
   * that does not fit in memory as a whole: the next sheet is not begun before a promise that this returns is kept.
   */
  readonly onTable?: (table: SheetTable, workbook: Pick<Workbook, 'date1904'>) => void | Promise<void>;
  /** The file's name: a CSV's or JSON array's only sheet is called by it, without folder and extension. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Bounds on what a hostile file can cost; see {@link defaultReadLimits}. */
  readonly limits?: Partial<ReadLimits>;
}

/** What {@link SheetReader} is asked for. */
export interface ReadRequest {
  readonly format: WorkbookFormat;
  /**
   * The sheets to read, of all that there are, in their order; to be called before any is read.
   *
   * @throws EtlError `SHEET_NOT_FOUND`
   */
  readonly select: <T extends SheetInfo>(sheets: readonly T[]) => T[];
  /** Hands a table over; to be awaited. */
  readonly take: NonNullable<ReadOptions['onTable']>;
  readonly declaredRanges: boolean;
  readonly limits: ReadLimits;
  readonly name: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** Throws if the caller has aborted; to be called between pieces of work. */
  readonly checkAborted: () => void;
  readonly progress: (progress: ReadProgress) => void;
}

/** A file that is to be read, wherever its bytes are. */
export interface WorkbookFile {
  /** The first of its bytes, which tell what it is. */
  readonly start: Uint8Array;
  /** What a zip is read from, by random access: bytes, a Blob, or in Node a path. */
  readonly input: XlsbInput;
  /** All of its bytes, for formats that are read from the first to the last. */
  bytes(): Promise<Uint8Array>;
}

/** Reads the formats it names; {@link readWorkbook} picks one by the file's content. */
export interface SheetReader {
  readonly formats: readonly WorkbookFormat[];
  /** @throws EtlError */
  read(file: WorkbookFile, request: ReadRequest): Promise<Omit<Workbook, 'format' | 'name' | 'tables'>>;
}
