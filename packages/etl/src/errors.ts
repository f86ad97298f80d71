import { StockAnalyzerError } from '@stock-analyzer/schema';

/**
 * Codes of {@link EtlError}.
 *
 * Reading:
 * - `UNREADABLE`: the path cannot be opened, or the input is none of a path, bytes and a Blob.
 * - `NOT_A_WORKBOOK`: the content is no spreadsheet, CSV text or JSON data of a known shape.
 * - `ENCRYPTED`: the workbook is protected by a password.
 * - `TRUNCATED`: the file ends before its content does, as after a broken download.
 * - `DAMAGED`: the content contradicts itself (checksum, structure, JSON syntax, an open quote), or is
 *   packed in a way that is not supported.
 * - `TOO_LARGE`: a limit of {@link ReadLimits} is exceeded.
 * - `SHEET_NOT_FOUND`: a sheet that was asked for by name is not in the workbook.
 * - `ABORTED`: the caller's signal aborted the call.
 *
 * Understanding:
 * - `MISSING_SHEET`: the workbook lacks a sheet without which the profile makes no week.
 * - `EMPTY_SHEET`: a sheet of companies has none.
 * - `HEADER_NOT_FOUND`: no row of a sheet of companies has the headers that the profile knows it by.
 * - `AS_OF_UNKNOWN`: neither notes nor headers nor the file's name say what day the data is of.
 *
 * Writing:
 * - `LOCKED`: another run writes to the same output folder. Retryable.
 * - `UNWRITABLE`: the output folder is read-only, full, or not a folder.
 * - `DAMAGED_OUTPUT`: a file in the output folder is not what this package wrote.
 * - `UNKNOWN_RELEASE`: the output folder has no release of that id.
 * - `UNKNOWN_RUN`: the output folder has no run of that id, or none that waits for approval.
 * - `SOURCE_CHANGED`: the file of a held run has other bytes than when it was held.
 */
export type EtlErrorCode =
  | 'UNREADABLE'
  | 'NOT_A_WORKBOOK'
  | 'ENCRYPTED'
  | 'TRUNCATED'
  | 'DAMAGED'
  | 'TOO_LARGE'
  | 'SHEET_NOT_FOUND'
  | 'ABORTED'
  | 'MISSING_SHEET'
  | 'EMPTY_SHEET'
  | 'HEADER_NOT_FOUND'
  | 'AS_OF_UNKNOWN'
  | 'LOCKED'
  | 'UNWRITABLE'
  | 'DAMAGED_OUTPUT'
  | 'UNKNOWN_RELEASE'
  | 'UNKNOWN_RUN'
  | 'SOURCE_CHANGED';

/**
 * Thrown by this package: see {@link EtlErrorCode}.
 *
 * @example
 * ```ts
 * import { EtlError, readWorkbook } from '@stock-analyzer/etl/read';
 *
 * const error = await readWorkbook(new Uint8Array([1, 0, 2, 0])).catch((thrown: unknown) => thrown);
 * error instanceof EtlError; // → true
 * (error as EtlError).code; // → 'NOT_A_WORKBOOK'
 * ```
 */
export class EtlError extends StockAnalyzerError<EtlErrorCode> {}
