import type { Place } from '@stock-analyzer/schema';
import { XlsbError, type XlsbErrorCode, type XlsbLimits, type XlsbPlace } from '@stock-analyzer/xlsb';
import { EtlError, type EtlErrorCode } from '../errors';
import type { ReadLimits } from './limits';

/** The limits of a zip whose parts are held whole. */
export function zipLimits({ partBytes, ratio }: ReadLimits): Partial<XlsbLimits> {
  return { heldBytes: partBytes, heldRatio: ratio };
}

/** Those of an XLSB file: sheets are streamed, and what has to be held besides is far smaller. */
export function xlsbLimits({ partBytes, ratio, cells }: ReadLimits): Partial<XlsbLimits> {
  return { sheetBytes: partBytes, heldBytes: partBytes / 4, ratio, heldRatio: ratio / 4, cells };
}

/** What those limits are called here. */
const LIMITS: Partial<Record<keyof XlsbLimits, keyof ReadLimits>> = {
  heldBytes: 'partBytes',
  sheetBytes: 'partBytes',
  ratio: 'ratio',
  heldRatio: 'ratio',
  cells: 'cells',
};

const CODES: Readonly<Record<XlsbErrorCode, EtlErrorCode>> = {
  UNREADABLE: 'UNREADABLE',
  NOT_XLSB: 'NOT_A_WORKBOOK',
  ENCRYPTED: 'ENCRYPTED',
  TRUNCATED: 'TRUNCATED',
  DAMAGED: 'DAMAGED',
  UNSUPPORTED: 'DAMAGED',
  TOO_LARGE: 'TOO_LARGE',
  SHEET_NOT_FOUND: 'SHEET_NOT_FOUND',
  ABORTED: 'ABORTED',
};

/** What `@stock-analyzer/xlsb` throws, as an error of this package; any other error is left as it is. */
export function etlErrorOf(error: unknown): unknown {
  if (!(error instanceof XlsbError)) return error;
  const { code, problem, place, retryable } = error;
  const advice = adviceOf(error);
  return new EtlError({
    code: CODES[code],
    message: `${problem}${describePart(place)}`,
    place: cellOf(place),
    retryable,
    ...(advice === undefined ? {} : { advice }),
    cause: code === 'ABORTED' ? error.cause : error,
  });
}

/** The advice names a limit of the other package; not every one has its like here. */
function adviceOf({ limit: exceeded, advice }: XlsbError): string | undefined {
  if (!exceeded) return advice;
  const limit = LIMITS[exceeded];
  return limit
    ? `If you trust the file, raise limits.${limit}.`
    : 'No spreadsheet program writes such a file.';
}

/** ` (xl/sharedStrings.bin, byte 17)` */
function describePart({ part, offset }: XlsbPlace): string {
  const known = [part, offset === undefined ? undefined : `byte ${offset}`].filter(Boolean);
  return known.length > 0 ? ` (${known.join(', ')})` : '';
}

/** The file's name is added by who knows what the caller calls it. */
function cellOf({ sheet, row, column }: XlsbPlace): Place {
  return {
    ...(sheet !== undefined && { sheet }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
  };
}
