import type { XlsbLimits } from './limits';

/**
 * Codes of {@link XlsbError}.
 *
 * - `UNREADABLE`: the input is none of those that can be read, the path cannot be opened, or the file was
 *   closed.
 * - `NOT_XLSB`: the content is something else; the message says what, where that can be told.
 * - `ENCRYPTED`: the workbook is protected by a password.
 * - `TRUNCATED`: the file ends before its content does, as after a broken download.
 * - `DAMAGED`: the content contradicts itself: a checksum, an offset, a record, a missing part.
 * - `UNSUPPORTED`: a part is packed by a method other than "stored" and "deflate", or the platform cannot
 *   inflate.
 * - `TOO_LARGE`: one of the {@link XlsbLimits} is exceeded.
 * - `SHEET_NOT_FOUND`: the workbook has no sheet of the name asked for.
 * - `ABORTED`: the caller's signal aborted the call.
 */
export type XlsbErrorCode =
  | 'UNREADABLE'
  | 'NOT_XLSB'
  | 'ENCRYPTED'
  | 'TRUNCATED'
  | 'DAMAGED'
  | 'UNSUPPORTED'
  | 'TOO_LARGE'
  | 'SHEET_NOT_FOUND'
  | 'ABORTED';

/** Where in a file something is wrong, as exactly as it is known. */
export interface XlsbPlace {
  readonly file?: string;
  /** The part of the zip, such as `xl/worksheets/sheet1.bin`. */
  readonly part?: string;
  /** Bytes from the start of the inflated part, or of the file where no part is given. */
  readonly offset?: number;
  readonly sheet?: string;
  /** Row number as a spreadsheet shows it: the first row is 1. */
  readonly row?: number;
  /** Column letters as a spreadsheet shows them. */
  readonly column?: string;
}

/** What an {@link XlsbError} is made of. */
export interface XlsbErrorOptions {
  readonly code: XlsbErrorCode;
  /** What was wrong. The place and the advice are appended to it. */
  readonly message: string;
  readonly place?: XlsbPlace | undefined;
  /** What the person who sees the error can do about it. */
  readonly advice?: string | undefined;
  /** True if the same call may succeed later without a change. Default false. */
  readonly retryable?: boolean;
  /** The limit that is exceeded, where `code` is `TOO_LARGE`. */
  readonly limit?: keyof XlsbLimits | undefined;
  readonly cause?: unknown;
}

/**
 * The only error that this package throws for what a file holds: see {@link XlsbErrorCode}.
 *
 * @example
 * ```ts
 * import { openXlsb, XlsbError } from '@stock-analyzer/xlsb';
 *
 * const page = new TextEncoder().encode('<!DOCTYPE html><title>404 Not Found</title>');
 * const error = await openXlsb(page).catch((thrown: unknown) => thrown);
 * error instanceof XlsbError; // → true
 * (error as XlsbError).code; // → 'NOT_XLSB'
 * (error as XlsbError).problem; // → 'The file is an HTML or XML page'
 * ```
 */
export class XlsbError extends Error {
  readonly code: XlsbErrorCode;
  /** What was wrong, without the place and the advice that `message` adds. */
  readonly problem: string;
  readonly place: XlsbPlace;
  readonly advice: string | undefined;
  readonly retryable: boolean;
  /** The limit that is exceeded, where `code` is `TOO_LARGE`. */
  readonly limit: keyof XlsbLimits | undefined;

  constructor({ code, message, place = {}, advice, retryable = false, limit, cause }: XlsbErrorOptions) {
    const where = describePlace(place);
    super(
      `${message}${where && ` (at ${where})`}.${advice ? ` ${advice}` : ''}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'XlsbError';
    this.code = code;
    this.problem = message;
    this.place = place;
    this.advice = advice;
    this.retryable = retryable;
    this.limit = limit;
  }
}

function describePlace({ file, part, offset, sheet, row, column }: XlsbPlace): string {
  const cell = column ? `${column}${row ?? ''}` : row ? `row ${row}` : '';
  const inSheet = sheet && cell ? `${sheet}${column ? '!' : ' '}${cell}` : (sheet ?? cell);
  return [file, inSheet, part, offset === undefined ? '' : `byte ${offset}`].filter(Boolean).join(', ');
}

/** The error of content that contradicts itself. */
export function damaged(message: string, place?: XlsbPlace, cause?: unknown): XlsbError {
  return new XlsbError({
    code: 'DAMAGED',
    message,
    place,
    advice: 'Fetch the file again, or open and save it in a spreadsheet program.',
    cause,
  });
}

/** The same error, with more known of its place. */
export function placed(error: unknown, place: XlsbPlace): unknown {
  if (!(error instanceof XlsbError)) return error;
  const { code, problem, advice, retryable, limit, cause } = error;
  return new XlsbError({
    code,
    message: problem,
    place: { ...place, ...error.place },
    advice,
    retryable,
    limit,
    cause,
  });
}

/** @throws XlsbError `ABORTED` if the signal has been aborted */
export function checkAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new XlsbError({
    code: 'ABORTED',
    message: 'Reading was aborted',
    retryable: true,
    cause: signal.reason,
  });
}
