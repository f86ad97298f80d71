const DAY = 86_400_000;
/** The day before 1900-01-01, which is serial 1; and 1904-01-01, which is serial 0. */
const DAY_0_OF_1900 = Date.UTC(1899, 11, 31);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);
/** The 1900 system has a 1900-02-29, which never was. */
const NO_SUCH_DAY = 60;
/** 10000-01-01 in the 1900 system. */
const END = 2_958_466;

/**
 * The moment that a serial number stands for, as UTC since spreadsheets know no time zones, to the millisecond.
 * Serial 45940 is 2025-10-10 in the 1900 system, 1,462 less in that of 1904. Null for numbers that are no date:
 * negative ones, those from the year 10000 on, and the 29th of February 1900.
 *
 * @example
 * ```ts
 * import { dateOf } from '@stock-analyzer/xlsb';
 *
 * dateOf(45940.5)?.toISOString(); // → '2025-10-10T12:00:00.000Z'
 * dateOf(44478, { date1904: true })?.toISOString().slice(0, 10); // → '2025-10-10'
 * dateOf(-1); // → null
 * ```
 */
export function dateOf(serial: number, { date1904 = false } = {}): Date | null {
  if (!(serial >= 0 && serial < (date1904 ? END - 1462 : END))) return null;
  if (date1904) return new Date(DAY_0_OF_1904 + Math.round(serial * DAY));
  const day = Math.floor(serial);
  if (day === NO_SUCH_DAY) return null;
  return new Date(DAY_0_OF_1900 + Math.round((serial - (day > NO_SUCH_DAY ? 1 : 0)) * DAY));
}
