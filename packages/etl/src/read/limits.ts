import type { Place } from '@stock-analyzer/schema';
import { EtlError } from '../errors';

/** Bounds on what reading one file may cost. Every one is far above what a real week needs. */
export interface ReadLimits {
  /** Size of the file, in bytes. */
  readonly fileBytes: number;
  /**
   * Size of one part of a zip when inflated. A sheet of a million blank formatted rows takes 385 MB. A part of an
   * XLSB file that is no sheet, such as its texts, may have a quarter of it.
   */
  readonly partBytes: number;
  /** Inflated ÷ packed size of one part, checked from 16 MB on. Such blank rows reach about 90. */
  readonly ratio: number;
  /** Rows × columns of one sheet, after trimming. */
  readonly cells: number;
  /** Objects and arrays within each other in JSON. */
  readonly depth: number;
}

/** The limits that {@link readWorkbook} uses unless told otherwise. */
export const defaultReadLimits: ReadLimits = {
  fileBytes: 512 * 2 ** 20,
  partBytes: 2 ** 30,
  ratio: 400,
  cells: 20_000_000,
  depth: 32,
};

/** The error of an exceeded limit. */
export function tooLarge(what: string, limit: keyof ReadLimits, limits: ReadLimits, place?: Place): EtlError {
  return new EtlError({
    code: 'TOO_LARGE',
    message: `${what}, more than the limit of ${limits[limit].toLocaleString('en')}`,
    ...(place ? { place } : {}),
    advice: `If you trust the file, raise limits.${limit}.`,
  });
}
