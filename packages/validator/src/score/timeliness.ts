import { isIsoDate } from '@stock-analyzer/schema';

/** Data comes once a week, and may be three days late. */
const FRESH_DAYS = 10;
/** Four weeks after that, nothing is left of it. */
const STALE_DAYS = 38;
const DAY = 86_400_000;

/**
 * Age of data in whole days; undefined if its as-of date is not known or no date.
 *
 * @param asOf `YYYY-MM-DD`
 * @param checkedAt ISO 8601
 */
export function ageInDays(asOf: string | null, checkedAt: string): number | undefined {
  if (asOf === null || !isIsoDate(asOf)) return undefined;
  return Math.floor((Date.parse(checkedAt) - Date.parse(asOf)) / DAY);
}

/**
 * How fresh data of an age is, 0 to 1: whole up to 10 days, then a quarter less each week. A date that lies
 * ahead by more than the one day that time zones explain is no as-of date, and worth nothing.
 */
export function freshness(age: number): number {
  if (age < -1) return 0;
  return Math.min(1, Math.max(0, (STALE_DAYS - age) / (STALE_DAYS - FRESH_DAYS)));
}
