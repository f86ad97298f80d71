import { plainText } from './number';

const DAY = 86_400_000;
/** Day 0 of the two date systems of spreadsheets, counted from the Unix epoch. */
const EPOCH_1900 = Date.UTC(1899, 11, 30) / DAY;
const EPOCH_1904 = Date.UTC(1904, 0, 1) / DAY;
/** 9999-12-31, the last day that spreadsheets know. */
const LAST_DAY = Date.UTC(9999, 11, 31) / DAY;
/** 1900-02-29: a day that spreadsheets count and that never was. */
const LEAP_BUG = 60;

/**
 * The date of a spreadsheet's serial number. The time of day, its fraction, is dropped.
 *
 * @param serial Days since the date system's start.
 * @param date1904 True for workbooks that count from 1904-01-01.
 * @returns ISO date; null for what is no day: below the first, beyond 9999, or serial 60, the 29th of
 * February 1900 that the 1900 system counts by mistake (the days before it are one off, and told right here).
 * @example
 * ```ts
 * import { excelSerialToIso } from '@stock-analyzer/schema';
 *
 * excelSerialToIso(45933); // → '2025-10-03'
 * excelSerialToIso(59); // → '1900-02-28'
 * excelSerialToIso(60); // → null
 * ```
 */
export function excelSerialToIso(serial: number, date1904 = false): string | null {
  const days = Math.floor(serial);
  if (date1904) return days >= 0 ? isoOfDay(EPOCH_1904 + days) : null;
  if (!(days >= 1) || days === LEAP_BUG) return null;
  return isoOfDay(EPOCH_1900 + days + (days < LEAP_BUG ? 1 : 0));
}

/**
 * The serial number of a date: the inverse of {@link excelSerialToIso}.
 *
 * @returns Whole days; null if the text is not an ISO date or lies before the date system's start.
 * @example
 * ```ts
 * import { isoToExcelSerial } from '@stock-analyzer/schema';
 *
 * isoToExcelSerial('2025-10-03'); // → 45933
 * ```
 */
export function isoToExcelSerial(iso: string, date1904 = false): number | null {
  if (parseDate(iso, ['YYYY-MM-DD']) === null) return null;
  const day = Date.parse(`${iso}T00:00:00Z`) / DAY;
  if (date1904) return day >= EPOCH_1904 ? day - EPOCH_1904 : null;
  const serial = day - EPOCH_1900;
  const corrected = serial <= LEAP_BUG ? serial - 1 : serial;
  return corrected >= 1 ? corrected : null;
}

function isoOfDay(day: number): string | null {
  return day <= LAST_DAY ? new Date(day * DAY).toISOString().slice(0, 10) : null;
}

/**
 * Reads a date in one of the declared formats. Nothing else is tried: whether `03/10/25` is October or March
 * only the source can say.
 *
 * @param formats Made of `YYYY`, `YY` (2000 to 2099), `MM`, `DD` and the characters between them.
 * @returns ISO date; null if the text has none of the formats or names a day that does not exist.
 * @example
 * ```ts
 * import { parseDate } from '@stock-analyzer/schema';
 *
 * parseDate('25/10/03', ['YYYY-MM-DD', 'YY/MM/DD']); // → '2025-10-03'
 * parseDate('25/10/03', ['YYYY-MM-DD']); // → null
 * ```
 */
export function parseDate(text: string, formats: readonly string[]): string | null {
  const body = plainText(text);
  for (const format of formats) {
    const date = body.length === format.length ? readDate(body, 0, format) : null;
    if (date) return date;
  }
  return null;
}

/**
 * Finds the first date of a declared format within a text, such as a sheet's note `※ 25/10/03 기준 데이터`.
 * A run of digits longer than the format asks for is no date.
 *
 * @returns ISO date; null if there is none.
 * @example
 * ```ts
 * import { findDate } from '@stock-analyzer/schema';
 *
 * findDate('※ 25/10/03 기준 데이터', ['YY/MM/DD']); // → '2025-10-03'
 * findDate('Global_Scouter_20251010.xlsb', ['YYYYMMDD']); // → '2025-10-10'
 * ```
 */
export function findDate(text: string, formats: readonly string[]): string | null {
  const body = plainText(text.slice(0, 1000));
  for (let start = 0; start < body.length; start++) {
    if (isDigit(body, start - 1)) continue;
    for (const format of formats) {
      if (isDigit(body, start + format.length)) continue;
      const date = readDate(body, start, format);
      if (date) return date;
    }
  }
  return null;
}

function readDate(text: string, start: number, format: string): string | null {
  let year = Number.NaN;
  let month = Number.NaN;
  let day = Number.NaN;
  for (let at = 0; at < format.length; ) {
    const token = ['YYYY', 'YY', 'MM', 'DD'].find((name) => format.startsWith(name, at));
    if (!token) {
      if (text[start + at] !== format[at]) return null;
      at++;
      continue;
    }
    const digits = text.slice(start + at, start + at + token.length);
    if (digits.length !== token.length || !/^\d+$/.test(digits)) return null;
    if (token === 'YYYY') year = Number(digits);
    else if (token === 'YY') year = 2000 + Number(digits);
    else if (token === 'MM') month = Number(digits);
    else day = Number(digits);
    at += token.length;
  }
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Reads the month that headers carry: `Oct-25` is October 2025.
 *
 * @returns `YYYY-MM`; null if the text is no such month.
 * @example
 * ```ts
 * import { parseMonth } from '@stock-analyzer/schema';
 *
 * parseMonth('Oct-25'); // → '2025-10'
 * ```
 */
export function parseMonth(text: string): string | null {
  const month = MONTHS.indexOf(text.slice(0, 3)) + 1;
  return month > 0 && /^-\d{2}$/.test(text.slice(3))
    ? `20${text.slice(4)}-${String(month).padStart(2, '0')}`
    : null;
}
